package rexray.volume;

import rexray.volume.VolumeException.RefusedInput;

/**
 * The name that a volume has for its users: 1 to 255 characters that are safe as one path segment, since the
 * mountpoint is named after it. What the array calls the volume may differ, see {@link ControlPlane#nameThere}.
 */
public record VolumeName(String value) {
    public VolumeName {
        if (value.isEmpty()) {
            throw new RefusedInput("the volume name is empty", "give the volume a name");
        }
        if (value.length() > 255) {
            throw new RefusedInput("a volume name of " + value.length() + " characters is too long",
                    "use at most 255 characters");
        }
        int odd = value.chars().filter(c -> c == '/' || Character.isISOControl(c)).findFirst().orElse(-1);
        if (odd >= 0) {
            throw new RefusedInput("volume name " + quote(value) + " contains the character " + show(odd),
                    "use letters, digits, '-', '_' and '.'");
        }
        if (value.equals(".") || value.equals("..")) {
            throw new RefusedInput("volume name " + quote(value) + " is a directory's own name", "choose another name");
        }
    }

    /** Whether it is one of those that Docker makes up: 64 hexadecimal digits. */
    boolean isAnonymous() {
        return value.matches("[0-9a-f]{64}");
    }

    /** The name as it may stand in a one-line message. */
    static String quote(String text) {
        StringBuilder line = new StringBuilder("'");
        text.chars().limit(80)
                .forEach(c -> line.append(Character.isISOControl(c) ? show(c) : String.valueOf((char) c)));
        return line.append(text.length() > 80 ? "…'" : "'").toString();
    }

    private static String show(int c) {
        return Character.isISOControl(c) ? String.format("\\u%04x", c) : "'" + (char) c + "'";
    }

    @Override
    public String toString() {
        return value;
    }
}
