package rexray.volume;

import rexray.volume.VolumeException.RefusedInput;

/** Permission bits as users write them. */
public final class DirectoryMode {
    private DirectoryMode() {}

    /**
     * Reads octal digits after a 0. Without it the original took the digits for a decimal number.
     *
     * @param what the name of the option or key, for the message
     * @throws RefusedInput if it is anything else
     */
    public static int parse(String what, String text) {
        if (!text.matches("0[0-7]{3,4}")) {
            throw new RefusedInput(what + " " + VolumeName.quote(text) + " is not an octal mode",
                    "write it with a leading 0, such as 0700");
        }
        return Integer.parseInt(text, 8);
    }

    /** E.g. {@code 0750}. */
    static String format(int mode) {
        return String.format("0%03o", mode);
    }
}
