package rexray.volume;

import java.nio.file.Path;

/**
 * One line of the mount table.
 *
 * @param major device number of the mounted file system; for some kinds of file system not that of a device
 * @param minor see {@code major}
 * @param root the directory of the file system that is mounted, {@code /} unless it is a bind mount of a part
 * @param source what the table shows as mounted, e.g. {@code /dev/scinia}
 * @param type e.g. {@code ext4}
 */
public record Mount(int major, int minor, String root, Path mountpoint, String source, String type, boolean readOnly) {
    /** Whether it shows the file system on {@code device}. */
    public boolean isOf(BlockDevice device) {
        return major == device.major() && minor == device.minor();
    }
}
