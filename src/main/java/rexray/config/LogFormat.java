package rexray.config;

import java.util.Arrays;
import java.util.Locale;
import rexray.volume.VolumeException.RefusedInput;

/** What form a line of the log has. */
public enum LogFormat {
    /** {@link #JOURNAL} where standard error is systemd's journal, else {@link #TEXT}. */
    AUTO,
    /** Time, level and message, for people. */
    TEXT,
    /** A JSON object, for programs. */
    JSON,
    /** A priority as in sd-daemon(3) and the message: the journal adds the rest. */
    JOURNAL;

    /**
     * The form that a user calls {@code text}, in whichever case.
     *
     * @param what the name of the key, for the message
     */
    static LogFormat parse(String what, String text) {
        return Arrays.stream(values()).filter(format -> format.name().equals(text.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new RefusedInput(what + " '" + text + "' is not a log format",
                        "use auto, text, json or journal"));
    }
}
