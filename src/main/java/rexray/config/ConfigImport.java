package rexray.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rexray.config.ImportRules.Outcome;
import rexray.config.Scoped.Scope;

/** A configuration of the original on its way into one of ours: what becomes of each key, and the new file. */
public final class ConfigImport {
    private static final Pattern VARIABLE = Pattern.compile("(?:export\\s+)?([A-Z][A-Z0-9_.-]*)=(.*)");

    private final Optional<Choice> choice;
    private final List<String> report = new ArrayList<>();
    private final Map<String, String> result = new LinkedHashMap<>();
    private boolean isUndecided;

    /** What to do where the file says other than what the original did. */
    public enum Choice {
        /** What the file says. */
        FILE,
        /** What the original did. */
        RAN
    }

    private ConfigImport(Optional<Choice> choice) {
        this.choice = choice;
    }

    /**
     * @param version of the original, such as 0.11.4
     * @param choice empty to have such places only reported
     * @throws ConfigException if it cannot be read at all
     */
    public static ConfigImport read(Path file, String version, Optional<Choice> choice) {
        return read(file, ConfigFile.text(file, "there is no such file", "name the original's file"), version, choice);
    }

    static ConfigImport read(Path file, String text, String version, Optional<Choice> choice) {
        ConfigImport read = new ConfigImport(choice);
        List<Problem> problems = new ArrayList<>();
        List<Setting> settings = isEnvironment(text) ? variables(file, text) : YamlSettings.read(file, text, problems);
        read.take(new ImportRules(version), settings);
        problems.forEach(problem -> read.report.add(problem.toString()));
        return read;
    }

    /** One line per setting; none shows a secret. */
    public List<String> report() {
        return List.copyOf(report);
    }

    /** Whether a choice is needed, and was not made. */
    public boolean isUndecided() {
        return isUndecided;
    }

    /** The new file. Holds the password, if the old one did. */
    public String text() {
        StringBuilder text = new StringBuilder("# Made by 'rexray config import'.\n");
        result.forEach((key, value) -> text.append(key).append(": '").append(value.replace("'", "''")).append("'\n"));
        return text.toString();
    }

    private void take(ImportRules rules, List<Setting> settings) {
        List<Scoped> all = settings.stream().map(Scoped::of).toList();
        ImportScopes scopes = new ImportScopes(all);
        all.stream().filter(scoped -> !scoped.setting().values().equals(List.of("")))
                .forEach(scoped -> take(scoped, ImportRules.withoutVariables(scoped.setting(),
                        scopes.outcome(scoped).orElseGet(() -> rules.outcome(scoped)))));
        scopes.named().ifPresent(service -> result.putIfAbsent(Key.SERVICE.toString(), service));
        List<Scoped> told = all.stream().filter(scoped -> scoped.key().equals(Optional.of(Key.INSECURE))).toList();
        all.stream().filter(scoped -> scoped.key().equals(Optional.of(Key.ENDPOINT)))
                .filter(endpoint -> result.getOrDefault(key(endpoint, Key.ENDPOINT), "").startsWith("https"))
                .filter(endpoint -> told.stream().noneMatch(insecure -> insecure.name().isEmpty()
                        || insecure.name().equals(endpoint.name())))
                .forEach(this::askWhetherToVerify);
        if (rules.gaveWholeVolumes(settings)) {
            askWhatContainersGet();
        }
    }

    /** Both keys are one setting, so neither may stay with another value. */
    private void askWhatContainersGet() {
        String file = Stream.of(Key.MOUNT_ROOT_PATH, Key.VOLUME_ROOT_PATH).map(key -> result.get(key.toString()))
                .filter(Objects::nonNull).findFirst().or(Key.MOUNT_ROOT_PATH::defaultText).orElseThrow();
        if (choice.equals(Optional.of(Choice.RAN))) {
            result.remove(Key.MOUNT_ROOT_PATH.toString());
            result.remove(Key.VOLUME_ROOT_PATH.toString());
        }
        ask(Scoped.of(new Setting(Key.MOUNT_ROOT_PATH.toString(), Setting.Shape.SCALAR, List.of(file),
                Origin.of("the original's bridge"))),
                new Outcome.Question(Key.MOUNT_ROOT_PATH, Optional.of("/"),
                        "it gave containers all of a volume, whatever this said (0.11.0 to 0.11.2 unless told otherwise, later with"
                                + " DOCKER_LEGACY=false)"));
    }

    private void askWhetherToVerify(Scoped endpoint) {
        ask(new Scoped(endpoint.scope(), endpoint.name(), endpoint.prefix(), new Setting(Key.INSECURE.toString(),
                Setting.Shape.SCALAR, List.of("false"), Origin.of("not in the file"))),
                new Outcome.Question(Key.INSECURE, Optional.of("true"),
                        "the original verified no certificate; here it is verified by default"));
    }

    private void take(Scoped scoped, Outcome outcome) {
        switch (outcome) {
            case Outcome.Same same -> {
                result.put(scoped.written(), scoped.setting().values().getFirst());
                say(scoped, "kept" + (same.remark().isEmpty() ? "" : "; " + same.remark()));
            }
            case Outcome.Kept kept -> {
                String key = key(scoped, kept.key());
                result.put(key, scoped.setting().values().getFirst());
                String name = scoped.written().equalsIgnoreCase(key) ? "kept" : "-> " + key;
                say(scoped, name + (kept.remark().isEmpty() ? "" : "; " + kept.remark()));
            }
            case Outcome.Question question -> ask(scoped, question);
            case Outcome.Asked asked -> agree(scoped, asked);
            case Outcome.Dropped dropped -> say(scoped, "dropped: " + dropped.why());
            case Outcome.Lost lost -> say(scoped, "LOST: " + lost.why());
        }
    }

    /** A key where the old one stood, unless it is not for one service or module. */
    private static String key(Scoped scoped, Key key) {
        boolean isInner = switch (key.reach()) {
            case DAEMON -> false;
            case CHOICE -> scoped.scope() == Scope.MODULE;
            case SERVICE, NEW_VOLUMES -> true;
        };
        return isInner ? scoped.prefix() + key : key.toString();
    }

    private void ask(Scoped scoped, Outcome.Question question) {
        String value = scoped.setting().values().getFirst();
        String key = key(scoped, question.key());
        String ran = question.ran().or(() -> question.key().defaultText()).orElse("nothing");
        String both = question.why() + "; the file says " + value + ", the original ran with " + ran;
        if (choice.isEmpty()) {
            isUndecided = true;
            say(scoped, "CHOOSE: " + both);
        } else if (choice.get() == Choice.FILE) {
            result.putIfAbsent(key, value);
            say(scoped, "-> " + key + ": " + value + ", as chosen; " + both);
        } else {
            question.ran().ifPresent(text -> result.putIfAbsent(key, text));
            say(scoped, "-> " + question.ran().map(text -> key + ": " + text).orElse("left out") + ", as chosen; "
                    + both);
        }
    }

    /** There is one way only, so either choice takes it. */
    private void agree(Scoped scoped, Outcome.Asked asked) {
        if (choice.isEmpty()) {
            isUndecided = true;
            say(scoped, "CHOOSE: " + asked.why() + "; either choice agrees to that");
        } else {
            take(scoped, asked.agreed());
        }
    }

    private void say(Scoped scoped, String what) {
        report.add(scoped.setting().origin() + ": " + scoped.written() + ": " + what);
    }

    private static boolean isEnvironment(String text) {
        List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        return !lines.isEmpty() && lines.stream().allMatch(line -> VARIABLE.matcher(line).matches());
    }

    private static List<Setting> variables(Path file, String text) {
        List<Setting> settings = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = VARIABLE.matcher(lines.get(i));
            if (matcher.matches() && !matcher.group(2).isEmpty()) {
                String name = matcher.group(1);
                String key = Environment.key(name).map(Key::toString)
                        .orElse(name.toLowerCase(Locale.ROOT).replace('_', '.'));
                String value = matcher.group(2).replaceAll("^(['\"])(.*)\\1$", "$2");
                settings.add(new Setting(key, Setting.Shape.SCALAR, List.of(value),
                        new Origin(file.toString(), i + 1, 1)));
            }
        }
        return settings;
    }
}
