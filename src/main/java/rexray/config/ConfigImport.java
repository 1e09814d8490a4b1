package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rexray.config.ImportRules.Outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A configuration of the original on its way into one of ours: what becomes of each key, and the new file. */
public final class ConfigImport {
    private static final Pattern VARIABLE = Pattern.compile("(?:export\\s+)?([A-Z][A-Z0-9_.-]*)=(.*)");
    private static final Pattern SERVICE = Pattern.compile("(?i)libstorage\\.server\\.services\\.([^.]+)\\.(.*)");

    private final Optional<Choice> choice;
    private final List<String> report = new ArrayList<>();
    private final Map<Key, String> result = new LinkedHashMap<>();
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
        String text;
        try {
            text = Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw ConfigException.of(Origin.wholeOf(file), "cannot be read: " + e, "name the original's file");
        }
        return read(file, text, version, choice);
    }

    static ConfigImport read(Path file, String text, String version, Optional<Choice> choice) {
        ConfigImport read = new ConfigImport(choice);
        List<Problem> problems = new ArrayList<>();
        List<Setting> settings = isEnvironment(text) ? variables(file, text) : YamlSettings.read(file, text, problems);
        read.take(new ImportRules(version), settings, problems);
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

    private void take(ImportRules rules, List<Setting> settings, List<Problem> problems) {
        Map<Origin, String> written = new LinkedHashMap<>();
        settings.forEach(setting -> written.put(setting.origin(), setting.key()));
        List<Setting> renamed = inOneService(settings);
        renamed.stream().filter(setting -> setting.foldedKey().equals("libstorage.server.services.scaleio.driver"))
                .forEach(setting -> say(setting, written.getOrDefault(setting.origin(), setting.key()),
                        "dropped: the service is called by its driver"));
        Scopes.resolve(renamed, problems).stream().filter(setting -> !setting.values().equals(List.of("")))
                .forEach(setting -> take(setting, written.getOrDefault(setting.origin(), setting.key()),
                        rules.outcome(setting)));
        boolean isHttps = Optional.ofNullable(result.get(Key.ENDPOINT)).filter(url -> url.startsWith("https"))
                .isPresent();
        if (isHttps && settings.stream().noneMatch(setting -> setting.foldedKey().endsWith("scaleio.insecure"))) {
            ask(new Setting(Key.INSECURE.toString(), Setting.Shape.SCALAR, List.of("false"),
                    Origin.of("not in the file")), Key.INSECURE.toString(),
                    new Outcome.Question(Key.INSECURE, Optional.of("true"),
                            "the original verified no certificate; here it is verified unless told otherwise"));
        }
    }

    /** The one service of ours has its driver's name; what another name stood for is said by renaming it. */
    private static List<Setting> inOneService(List<Setting> settings) {
        List<String> names = settings.stream().map(setting -> SERVICE.matcher(setting.key())).filter(Matcher::matches)
                .map(matcher -> matcher.group(1).toLowerCase(Locale.ROOT)).distinct().toList();
        if (names.size() != 1) {
            return settings;
        }
        String name = names.getFirst();
        return settings.stream().map(setting -> {
            Matcher matcher = SERVICE.matcher(setting.key());
            if (matcher.matches()) {
                return new Setting("libstorage.server.services.scaleio." + matcher.group(2), setting.shape(),
                        setting.values(), setting.origin());
            }
            boolean isName = setting.foldedKey().endsWith("libstorage.service")
                    && setting.values().stream().allMatch(name::equalsIgnoreCase);
            return isName
                    ? new Setting(setting.key(), setting.shape(), List.of("scaleio"), setting.origin())
                    : setting;
        }).toList();
    }

    private void take(Setting setting, String written, Outcome outcome) {
        switch (outcome) {
            case Outcome.Kept kept -> {
                result.put(kept.key(), setting.values().getFirst());
                String name = written.equalsIgnoreCase(kept.key().toString()) ? "kept" : "-> " + kept.key();
                say(setting, written, name + (kept.remark().isEmpty() ? "" : "; " + kept.remark()));
            }
            case Outcome.Question question -> ask(setting, written, question);
            case Outcome.Dropped dropped -> say(setting, written, "dropped: " + dropped.why());
            case Outcome.Lost lost -> say(setting, written, "LOST: " + lost.why());
        }
    }

    private void ask(Setting setting, String written, Outcome.Question question) {
        String value = setting.values().getFirst();
        String ran = question.ran().or(() -> question.key().defaultText()).orElse("nothing");
        String both = question.why() + "; the file says " + value + ", the original ran with " + ran;
        if (choice.isEmpty()) {
            isUndecided = true;
            say(setting, written, "CHOOSE: " + both);
        } else if (choice.get() == Choice.FILE) {
            result.putIfAbsent(question.key(), value);
            say(setting, written, "-> " + question.key() + ": " + value + ", as chosen; " + both);
        } else {
            question.ran().ifPresent(text -> result.putIfAbsent(question.key(), text));
            say(setting, written, "-> " + question.ran().map(text -> question.key() + ": " + text).orElse("left out")
                    + ", as chosen; " + both);
        }
    }

    private void say(Setting setting, String written, String what) {
        report.add(setting.origin() + ": " + written + ": " + what);
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
