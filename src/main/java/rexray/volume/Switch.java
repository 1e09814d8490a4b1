package rexray.volume;

import java.util.Locale;
import rexray.volume.VolumeException.RefusedInput;

/** Whether something is on, as users say it. */
public enum Switch {
    ON,
    OFF;

    /**
     * Reads {@code true} or {@code false}.
     *
     * @param what the name of the option or key, for the message
     * @throws RefusedInput if it is anything else
     */
    public static Switch parse(String what, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> ON;
            case "false", "no", "off" -> OFF;
            default -> throw new RefusedInput(what + " " + VolumeName.quote(text) + " is neither true nor false",
                    "write true or false");
        };
    }

    @Override
    public String toString() {
        return this == ON ? "true" : "false";
    }
}
