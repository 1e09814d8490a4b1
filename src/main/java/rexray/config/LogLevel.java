package rexray.config;

import java.util.Arrays;
import java.util.Locale;
import rexray.volume.VolumeException.RefusedInput;

/** How much is logged, by the original's names; each level includes those before it. */
public enum LogLevel {
    PANIC,
    FATAL,
    ERROR,
    WARN,
    INFO,
    DEBUG;

    /**
     * The level that a user calls {@code text}, in whichever case.
     *
     * @param what the name of the option or key, for the message
     */
    public static LogLevel parse(String what, String text) {
        String name = text.equalsIgnoreCase("warning") ? "WARN" : text.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(level -> level.name().equals(name)).findFirst()
                .orElseThrow(() -> new RefusedInput(what + " '" + text + "' is not a log level",
                        "use panic, fatal, error, warn, info or debug"));
    }
}
