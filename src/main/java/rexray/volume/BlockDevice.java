package rexray.volume;

import java.nio.file.Path;

/**
 * A block device of this host.
 *
 * @param path its node, all links followed, e.g. {@code /dev/scinia}
 * @param major its device number, which a mount table shows too
 * @param minor see {@code major}
 * @param sizeInBytes 0 for a device without a medium
 */
public record BlockDevice(Path path, int major, int minor, long sizeInBytes) {
    @Override
    public String toString() {
        return path.toString();
    }
}
