package rexray.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** What the kernel calls a block device, whatever its nodes are named. Written {@code 7:3}, as in {@code /sys}. */
public record DeviceNumber(int major, int minor) {
    /** {@code S_IFBLK} of {@code inode(7)}. */
    private static final int BLOCK_DEVICE = 0x6000;
    private static final int TYPE_OF_FILE = 0xf000;
    private static final int OWNER_READS_AND_WRITES = 0600;

    /** Reads the written form; anything else is an {@link IllegalArgumentException}. */
    public static DeviceNumber parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a device number: " + text);
        }
        return new DeviceNumber(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** The device that a node stands for; empty if there is no such file or it is something else. */
    public static Optional<DeviceNumber> of(Path node) throws IOException {
        return read(node, LinkOption.NOFOLLOW_LINKS);
    }

    /** The device that a link, or an open file in {@code /proc/PID/fd}, leads to; empty as above. */
    static Optional<DeviceNumber> behind(Path link) throws IOException {
        return read(link);
    }

    private static Optional<DeviceNumber> read(Path node, LinkOption... links) throws IOException {
        if (!Files.exists(node, links)) {
            return Optional.empty();
        }
        int mode = (int) Files.getAttribute(node, "unix:mode", links);
        if ((mode & TYPE_OF_FILE) != BLOCK_DEVICE) {
            return Optional.empty();
        }
        long device = (long) Files.getAttribute(node, "unix:rdev", links);
        return Optional.of(new DeviceNumber((int) ((device >> 8) & 0xfff),
                (int) ((device & 0xff) | ((device >> 12) & 0xfff00))));
    }

    /** Makes a node for this device, for root alone. */
    public void makeNode(Path node) throws NativeException {
        Libc.mknod(node, BLOCK_DEVICE | OWNER_READS_AND_WRITES, encoded());
    }

    /** As {@code makedev(3)} does it for the numbers that Linux gives out: 12 bits of major, 20 of minor. */
    long encoded() {
        return (minor & 0xffL) | ((long) major << 8) | ((minor & 0xfff00L) << 12);
    }

    @Override
    public String toString() {
        return major + ":" + minor;
    }
}
