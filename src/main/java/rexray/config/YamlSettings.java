package rexray.config;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The settings that stand in one YAML text. Values are taken as they are written, never as what YAML makes of them, so
 * that {@code 0700} or {@code 2.0} keeps its digits. Messages name places and keys, and never show a value.
 */
final class YamlSettings {
    private final Path file;
    private final List<Problem> problems;
    private final List<Setting> settings = new ArrayList<>();
    /** Where each key and each section, folded, was seen first. */
    private final Map<String, Origin> seen = new HashMap<>();

    private YamlSettings(Path file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads a text.
     *
     * @param file where it comes from, for the messages
     * @param problems gets what is wrong with single settings, which then are left out
     * @throws ConfigException if it cannot be read as a mapping of keys to values at all
     */
    static List<Setting> read(Path file, String text, List<Problem> problems) {
        YamlSettings reading = new YamlSettings(file, problems);
        Node root = reading.compose(text);
        if (root instanceof MappingNode mapping) {
            reading.addAll("", mapping);
        } else {
            throw ConfigException.of(reading.origin(root.getStartMark()), "there are no keys in it",
                    "write 'key: value', with a space after the colon");
        }
        return List.copyOf(reading.settings);
    }

    private Node compose(String text) {
        try {
            List<Node> documents = new ArrayList<>();
            new Yaml(new LoaderOptions()).composeAll(new StringReader(text)).forEach(documents::add);
            if (documents.isEmpty()) {
                throw ConfigException.of(Origin.wholeOf(file), "the file is empty",
                        "start from config.yml.example; scaleio needs endpoint, userName and password");
            }
            if (documents.size() > 1) {
                throw ConfigException.of(origin(documents.get(1).getStartMark()), "a second YAML document begins here",
                        "keep one document and no '---' after its beginning");
            }
            return documents.getFirst();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw ConfigException.of(mark == null ? Origin.wholeOf(file) : origin(mark),
                    "this is not YAML: " + explain(e), "correct the line, or the one before it");
        } catch (YAMLException e) {
            throw ConfigException.of(Origin.wholeOf(file), "this is not YAML: it contains characters that YAML forbids",
                    "save it as plain UTF-8 text");
        }
    }

    /** What the parser wanted, without the words and characters of the file that some of its messages repeat. */
    private static String explain(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("TAB")) {
            return "a tab where only spaces are allowed";
        }
        if (problem.matches("(?s).*([Tt]ag|alias|cannot start any token).*")) {
            return "a value that begins with a special character must be quoted";
        }
        if (problem.contains("escape")) {
            return "a backslash in double quotes has a meaning of its own; use single quotes";
        }
        String context = e.getContext();
        String wanted = problem.replaceAll("(?s),? but (found|got)(?! '?<[a-z ]+>'?$).*", "");
        return context == null ? wanted : context + ", " + wanted;
    }

    private void addAll(String prefix, MappingNode mapping) {
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key && !key.getTag().equals(Tag.MERGE)) {
                add(prefix + key.getValue(), key, entry.getValueNode());
            } else {
                report(entry.getKeyNode(), "a key that is not a plain word", "write 'key: value'");
            }
        }
    }

    private void add(String key, ScalarNode keyNode, Node value) {
        if (value.getAnchor() != null) {
            report(value, key + " has a YAML anchor", "write the value out; quote it if it begins with '&'");
            return;
        }
        Origin here = origin(keyNode.getStartMark());
        Origin first = seen.putIfAbsent(Setting.fold(key), here);
        if (first != null) {
            problems.add(new Problem(here, key + " is given twice, first at line " + first.line(),
                    value instanceof MappingNode ? "make one section of both" : "keep one of them"));
            return;
        }
        switch (value) {
            // The keys below may be pieces of a password that begins with '{'.
            case MappingNode section when Key.named(key).isPresent() ->
                report(section, key + " is a section", "give one value, and quote it if it begins with '{'");
            case MappingNode section -> addAll(key + ".", section);
            case SequenceNode list -> addList(key, here, list);
            case ScalarNode scalar when isTagged(scalar) ->
                report(scalar, key + " has a YAML tag", "quote the value if it begins with '!'");
            case ScalarNode scalar -> settings.add(new Setting(key, Setting.Shape.SCALAR, List.of(text(scalar)), here));
            default -> report(value, key + " has no plain value", "write 'key: value'");
        }
    }

    private void addList(String key, Origin here, SequenceNode list) {
        List<String> texts = new ArrayList<>();
        for (Node item : list.getValue()) {
            if (item instanceof ScalarNode scalar && item.getAnchor() == null && !isTagged(scalar)) {
                texts.add(text(scalar));
            } else {
                report(item, "an item of the list " + key + " is not a plain value", "write '- value'");
                return;
            }
        }
        settings.add(new Setting(key, Setting.Shape.LIST, texts, here));
    }

    private static boolean isTagged(ScalarNode scalar) {
        return !scalar.getTag().startsWith(Tag.PREFIX);
    }

    private static String text(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue();
    }

    private void report(Node where, String problem, String remedy) {
        problems.add(new Problem(origin(where.getStartMark()), problem, remedy));
    }

    private Origin origin(Mark mark) {
        return new Origin(file.toString(), mark.getLine() + 1, mark.getColumn() + 1);
    }
}
