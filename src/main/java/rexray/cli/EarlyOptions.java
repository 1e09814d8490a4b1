package rexray.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The options of a command that stand before it, as the original allowed: {@code -q volume ls} is
 * {@code volume ls --quiet}. They are put behind the command before picocli sees them, by their long names, since a short one
 * can mean something else there. A command that has no such option refuses it as if it had been given behind it.
 */
final class EarlyOptions {
    private static final Map<String, String> SWITCHES = Map.of("-q", "--quiet", "-n", "--dryRun", "-i", "--idempotent",
            "--quiet", "--quiet", "--dryRun", "--dryRun", "--idempotent", "--idempotent", "--continueOnError",
            "--continueOnError");
    private static final Map<String, String> VALUED = Map.of("-f", "--format", "--format", "--format", "--template",
            "--template");
    private static final String TABS = "--templateTabs";
    private static final Set<String> TRUTHS = Set.of("true", "false");
    /** Those of all commands, which stay where they are. */
    private static final Set<String> OF_ALL = Set.of("-c", "--config", "-s", "--service", "-l", "--logLevel");

    private final List<String> words;
    private final Predicate<String> isGroup;
    private final List<String> before = new ArrayList<>();
    private final List<String> moved = new ArrayList<>();
    private int next;

    private EarlyOptions(List<String> words, Predicate<String> isGroup) {
        this.words = words;
        this.isGroup = isGroup;
    }

    /**
     * The words of a command line with these options behind the command; as they are if they name none.
     *
     * @param isGroup whether a word is a command that only holds others
     */
    static List<String> moved(List<String> words, Predicate<String> isGroup) {
        return new EarlyOptions(words, isGroup).read();
    }

    private List<String> read() {
        Optional<String> command = readCommand();
        if (command.filter(isGroup).isPresent()) {
            command = readCommand();
        }
        if (command.isEmpty()) {
            return words;
        }
        List<String> all = new ArrayList<>(before);
        all.addAll(moved);
        all.addAll(words.subList(next, words.size()));
        return all;
    }

    /** Reads on until behind a word that is no option; empty if there is none. */
    private Optional<String> readCommand() {
        while (next < words.size()) {
            String word = words.get(next);
            next++;
            if (!word.startsWith("-")) {
                before.add(word);
                return Optional.of(word);
            }
            option(word);
        }
        return Optional.empty();
    }

    private void option(String word) {
        String[] parts = word.split("=", 2);
        String valued = VALUED.get(parts[0]);
        if (SWITCHES.containsKey(word)) {
            moved.add(SWITCHES.get(word));
        } else if (word.equals(TABS)) {
            moved.add(TABS + "=" + following().filter(TRUTHS::contains).map(this::taken).orElse("true"));
        } else if (parts[0].equals(TABS)) {
            moved.add(word);
        } else if (valued != null && parts.length == 2) {
            moved.add(valued + "=" + parts[1]);
        } else if (valued != null && following().isPresent()) {
            moved.add(valued + "=" + following().map(this::taken).orElseThrow());
        } else {
            before.add(word);
            if (OF_ALL.contains(word)) {
                following().map(this::taken).ifPresent(before::add);
            }
        }
    }

    private Optional<String> following() {
        return next < words.size() ? Optional.of(words.get(next)) : Optional.empty();
    }

    private String taken(String word) {
        next++;
        return word;
    }
}
