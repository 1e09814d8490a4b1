package rexray.volume;

import rexray.volume.VolumeException.RefusedInput;

/**
 * How much one host may do with a volume in each second.
 *
 * @param iops requests; 0 for any number, else more than 10
 * @param kilobytes KiB read and written; 0 for any number, else whole MiB
 */
public record Limits(long iops, long kilobytes) {
    /** None. */
    public static final Limits NONE = new Limits(0, 0);

    /**
     * Reads a number of requests.
     *
     * @param what the name of the option, for the message
     * @throws RefusedInput if it is none that an array has
     */
    public static long parseIops(String what, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new RefusedInput(what + " " + VolumeName.quote(text) + " is not a number of requests",
                    "give 11 or more, or 0 for no limit");
        }
        return new Limits(Long.parseLong(text), 0).iops();
    }

    /**
     * Reads an amount of data with its unit.
     *
     * @param what the name of the option, for the message
     * @return KiB
     * @throws RefusedInput if it is none that an array has
     */
    public static long parseBandwidth(String what, String text) {
        if (text.equals("0")) {
            return 0;
        }
        if (!text.matches("(?i)[0-9]{1,6}\\s*[mgt]i?b?")) {
            throw new RefusedInput(what + " " + VolumeName.quote(text) + " is not an amount of data with its unit",
                    "give whole MB a second, such as " + what + "=50MB, or 0 for no limit");
        }
        return Size.parse(what, text).kb();
    }

    /** @throws RefusedInput if the array has no such limits */
    public Limits {
        if (iops < 0 || (iops > 0 && iops <= 10)) {
            throw new RefusedInput("a limit of " + iops + " requests a second is too low",
                    "give 11 or more, or 0 for no limit");
        }
        if (kilobytes < 0 || kilobytes % 1024 != 0) {
            throw new RefusedInput("a limit of " + kilobytes + " KB a second is not in whole MB",
                    "give a multiple of 1024 KB, or 0 for no limit");
        }
    }

    @Override
    public String toString() {
        return requests(iops) + " and " + data(kilobytes) + " a second";
    }

    /** One of them in words. */
    public static String requests(long iops) {
        return iops == 0 ? "any number of requests" : iops + " requests";
    }

    /** The other in words. */
    public static String data(long kilobytes) {
        return kilobytes == 0 ? "any amount of data" : kilobytes / 1024 + " MB";
    }
}
