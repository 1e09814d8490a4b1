package rexray.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings on a command line, by the original's flags: {@code --scaleioEndpoint=URL} or {@code --scaleioEndpoint URL} is
 * {@code scaleio.endpoint}. They may stand anywhere and decide over all else. They are taken off the words before those are
 * understood as a command, since a model of forty more options for each command would take longer than most commands do.
 */
public final class Flags {
    public static final Flags NONE = new Flags(List.of(), List.of(), Optional.empty());

    /** What all flags begin with, so that most command lines are done with at once. */
    private static final Pattern SECTION = Pattern.compile("--(rexray|libstorage|scaleio|linux)[A-Z].*",
            Pattern.DOTALL);
    private static final Pattern WORD_START = Pattern.compile("(^|[.-])([a-zA-Z])");
    /** The original called it so, not after its key. It is an option of every command. */
    private static final String LOG_LEVEL = "--logLevel";

    private final List<Given> given;
    private final List<String> rest;
    private final Optional<String> problem;

    private Flags(List<Given> given, List<String> rest, Optional<String> problem) {
        this.given = List.copyOf(given);
        this.rest = List.copyOf(rest);
        this.problem = problem;
    }

    private record Given(Key key, String flag, String value) {
        Setting setting() {
            return Setting.of(key, value, Origin.of("the command line (" + flag + ")"));
        }
    }

    /** Those among the words of a command line. */
    public static Flags among(List<String> words) {
        return words.stream().anyMatch(word -> SECTION.matcher(word).matches())
                ? new Reading(words).flags()
                : new Flags(List.of(), words, Optional.empty());
    }

    /** The words that are not of flags. */
    public List<String> rest() {
        return rest;
    }

    /** The flags, as words that say the same. No secret is among them. */
    public List<String> words() {
        return given.stream().map(flag -> flag.flag + "=" + flag.value).toList();
    }

    /** What is wrong with them, and what to do; never shows a value of a secret. */
    public Optional<String> problem() {
        return problem;
    }

    /** These, and the level of the log as {@code option} gave it. */
    public Flags with(LogLevel level, String option) {
        List<Given> more = new ArrayList<>(given);
        more.add(new Given(Key.LOG_LEVEL, option, level.name()));
        return new Flags(more, rest, problem);
    }

    /** For each flag that there is what it takes, and which key it sets. */
    public static Map<String, String> help() {
        Map<String, String> help = new LinkedHashMap<>();
        Stream.of(Key.values()).forEach(key -> of(key).ifPresent(flag -> help.put(flag,
                key + ": " + key.type() + key.defaultText().map(text -> " [" + text + "]").orElse(""))));
        return help;
    }

    /** What there is to say about a flag that the original had and that is none here. */
    public static Optional<String> refusal(String flag) {
        return RefusedKeys.ALL.stream().filter(entry -> covers(entry.pattern(), flag)).findFirst()
                .map(entry -> flag + " " + entry.problem() + "; " + entry.remedy());
    }

    private static boolean covers(String pattern, String flag) {
        return pattern.endsWith(".*")
                ? flag.startsWith(name(pattern.substring(0, pattern.length() - 2)))
                : flag.equals(name(pattern));
    }

    /** The flag for a key; empty if it is a secret, which no command line should show. */
    static Optional<String> of(Key key) {
        return key.shape() == Key.Shape.SECRET ? Optional.empty() : Optional.of(name(key));
    }

    private static String name(Key key) {
        return key == Key.LOG_LEVEL ? LOG_LEVEL : name(key.toString());
    }

    /** The original's rule, which sees the beginning of a word behind a hyphen too. */
    private static String name(String key) {
        String all = WORD_START.matcher(key)
                .replaceAll(start -> start.group(1).replace(".", "") + start.group(2).toUpperCase(Locale.ROOT));
        return "--" + key.charAt(0) + all.substring(1);
    }

    List<Setting> settings() {
        return given.stream().map(Given::setting).toList();
    }

    /** The reading of one command line. */
    private static final class Reading {
        private final Map<String, Key> keys = Arrays.stream(Key.values()).filter(key -> key != Key.LOG_LEVEL)
                .collect(Collectors.toMap(Flags::name, key -> key));
        private final Map<Key, Given> given = new LinkedHashMap<>();
        private final List<String> rest = new ArrayList<>();
        private Optional<String> problem = Optional.empty();

        Reading(List<String> words) {
            int next = 0;
            while (next < words.size() && !words.get(next).equals("--")) {
                String[] parts = words.get(next).split("=", 2);
                Key key = keys.get(parts[0]);
                Optional<String> following = Optional.of(next + 1).filter(i -> i < words.size()).map(words::get);
                if (key == null) {
                    rest.add(words.get(next));
                } else if (parts.length == 2) {
                    add(key, parts[0], Optional.of(parts[1]));
                } else if (key.isTruth() && following.filter(key::isOneOf).isEmpty()) {
                    add(key, parts[0], Optional.of("true"));
                } else {
                    add(key, parts[0], following);
                    next++;
                }
                next++;
            }
            rest.addAll(words.subList(Math.min(next, words.size()), words.size()));
        }

        private void add(Key key, String flag, Optional<String> value) {
            if (key.shape() == Key.Shape.SECRET) {
                complain(flag + ": every user of this host can read a command line; use " + name(Key.PASSWORD_FILE)
                        + ", " + name(Key.PASSWORD_COMMAND) + " or the environment variable "
                        + Environment.name(key.toString()));
            } else if (value.filter(text -> !text.isEmpty()).isEmpty()) {
                complain(flag + " has no value; it takes " + key.type());
            } else if (given.put(key, new Given(key, flag, value.get())) != null) {
                complain(flag + " is given twice; leave one of them out");
            }
        }

        private void complain(String what) {
            problem = problem.or(() -> Optional.of(what));
        }

        Flags flags() {
            return new Flags(List.copyOf(given.values()), rest, problem);
        }
    }
}
