package rexray.config;

import java.util.List;
import java.util.Locale;

/**
 * One value of a configuration, as it was written.
 *
 * @param key dotted, as it was written
 * @param values the texts, unparsed: one, or those of a list; an empty text for a key without a value
 * @param origin where the value stands
 */
record Setting(String key, Shape shape, List<String> values, Origin origin) {
    Setting {
        values = List.copyOf(values);
    }

    /** The same under another key. */
    Setting as(String other) {
        return new Setting(other, shape, values, origin);
    }

    /** How the value was written. */
    enum Shape {
        SCALAR,
        LIST
    }

    /** One that was written where there are no lists but words with spaces between. */
    static Setting of(Key key, String text, Origin origin) {
        return key.shape() == Key.Shape.SEVERAL
                ? new Setting(key.toString(), Shape.LIST, List.of(text.strip().split("\\s+")), origin)
                : new Setting(key.toString(), Shape.SCALAR, List.of(text), origin);
    }

    /** The key as all keys are compared: the original did not care for their case. */
    String foldedKey() {
        return fold(key);
    }

    static String fold(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
