package rexray.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rexray.volume.VolumeException.RefusedInput;

/** The settings of the known keys, parsed one by one while the problems are collected. Of one thread. */
final class Values {
    private final Origin whole;
    private final Map<Key, Setting> settings = new EnumMap<>(Key.class);
    /** All settings of each key; the last one decides. */
    private final Map<Key, List<Setting>> given = new EnumMap<>(Key.class);
    private final Set<Key> mentioned = EnumSet.noneOf(Key.class);
    private final List<Problem> problems;

    /**
     * @param whole where a problem is shown that is of no single setting
     * @param settings of known keys; those that are not of their key's shape become problems
     */
    Values(Origin whole, List<Setting> settings, List<Problem> problems) {
        this.whole = whole;
        this.problems = problems;
        settings.forEach(setting -> accept(Key.named(setting.key()).orElseThrow(), setting));
    }

    /** A text turned into a value. */
    interface Parser<T> {
        /**
         * The value that a text stands for.
         *
         * @param what name of the key, for the message
         * @throws RefusedInput if the text is not legal
         */
        T parse(String what, String text);
    }

    private void accept(Key key, Setting setting) {
        mentioned.add(key);
        if (key.shape() == Key.Shape.SEVERAL && setting.shape() == Setting.Shape.SCALAR) {
            report(setting, key + " is not a list", "write it as '" + last(key) + ": [value]'");
        } else if (key.shape() != Key.Shape.SEVERAL && key.shape() != Key.Shape.ONE_OR_SEVERAL
                && setting.shape() == Setting.Shape.LIST) {
            report(setting, key + " is a list", "give one value, without '-' and brackets");
        } else if (setting.values().isEmpty() || setting.values().contains("")) {
            report(setting, key + " has no value", "give one or remove the line");
        } else {
            settings.put(key, setting);
            given.computeIfAbsent(key, first -> new ArrayList<>()).add(setting);
        }
    }

    private static String last(Key key) {
        return key.toString().substring(key.toString().lastIndexOf('.') + 1);
    }

    /** Whether the key is there, even if its value is a problem. */
    boolean isGiven(Key key) {
        return mentioned.contains(key);
    }

    /** Every setting of the key, from the one that is overridden by all to the one that decides. */
    List<Setting> given(Key key) {
        return given.getOrDefault(key, List.of());
    }

    /** The value of a key that has a default. What is given and not legal becomes a problem, and the default returned. */
    <T> T get(Key key, Parser<T> parser) {
        return find(key, parser).orElseGet(() -> parser.parse(key.toString(), key.defaultText().orElseThrow()));
    }

    /** The value of a key if it is given. What is not legal becomes a problem. */
    <T> Optional<T> find(Key key, Parser<T> parser) {
        Setting setting = settings.get(key);
        if (setting == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(key.toString(), setting.values().getFirst()));
        } catch (RefusedInput e) {
            report(key, e.problem(), e.remedy());
            return Optional.empty();
        }
    }

    /** The values of a key that may have several, as a list or with commas. What is not legal becomes a problem. */
    <T> List<T> findAll(Key key, Parser<T> parser) {
        List<T> legal = new ArrayList<>();
        list(key).stream().flatMap(text -> Arrays.stream(text.split(",", -1))).map(String::strip).forEach(text -> {
            try {
                legal.add(parser.parse(key.toString(), text));
            } catch (RefusedInput e) {
                report(key, e.problem(), e.remedy());
            }
        });
        return legal;
    }

    /** All values of a list; empty if it is not given. */
    List<String> list(Key key) {
        Setting setting = settings.get(key);
        return setting == null ? List.of() : setting.values();
    }

    /** Says what is wrong with the value of a key. */
    void report(Key key, String problem, String remedy) {
        Setting setting = settings.get(key);
        problems.add(new Problem(setting == null ? whole : setting.origin(), problem, remedy));
    }

    /** Says what is wrong with all of it. */
    void reportWhole(String problem, String remedy) {
        problems.add(new Problem(whole, problem, remedy));
    }

    private void report(Setting setting, String problem, String remedy) {
        problems.add(new Problem(setting.origin(), problem, remedy));
    }
}
