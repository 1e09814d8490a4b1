package rexray.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import rexray.volume.BlockDevice;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;

/** The block devices of this machine, as {@code /dev} and {@code /sys} show them; none is opened. */
final class Devices {
    private static final Path BY_NUMBER = Path.of("/sys/dev/block");
    private static final long SECTOR = 512;

    private Devices() {}

    /**
     * The device behind a link or node.
     *
     * @return empty if the link leads nowhere, or to a node that the kernel has no device for
     * @throws HostFailure if it leads to something else than a block device
     */
    static Optional<BlockDevice> find(Path link) {
        try {
            Path node = link.toRealPath();
            DeviceNumber number = DeviceNumber.of(node).orElseThrow(() -> new HostFailure(
                    node + " is not a block device", "find out what created it, and remove it", null));
            if (!Files.exists(BY_NUMBER.resolve(number.toString()))) {
                return withoutDevice(link);
            }
            return Optional.of(new BlockDevice(node, number.major(), number.minor(), size(number)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new HostFailure("the device " + link + " cannot be examined: " + Reason.of(e), "check /dev and /sys",
                    e);
        }
    }

    /**
     * Makes sure that the node still stands for the device that it stood for; nodes are used again for other volumes.
     */
    static void requireSame(BlockDevice device) {
        BlockDevice now = find(device.path()).orElseThrow(
                () -> new HostFailure("the device " + device + " is gone", "try again", null));
        if (!now.equals(device)) {
            throw new HostFailure("the device " + device + " changed: it was " + description(device) + " and is now "
                    + description(now), "try again", null);
        }
    }

    /** Whether the node is there and has the number that it had. */
    static boolean isThere(BlockDevice device) {
        return find(device.path()).filter(now -> number(now).equals(number(device))).isPresent();
    }

    static DeviceNumber number(BlockDevice device) {
        return new DeviceNumber(device.major(), device.minor());
    }

    private static Optional<BlockDevice> withoutDevice(Path link) {
        if (!Files.isDirectory(BY_NUMBER)) {
            throw new HostFailure("the device " + link + " cannot be examined without " + BY_NUMBER, "mount /sys",
                    null);
        }
        return Optional.empty();
    }

    /** {@code /sys/dev/block/MAJOR:MINOR/size} counts sectors of 512 bytes, whatever the device's own are. */
    private static long size(DeviceNumber number) throws IOException {
        String sectors = Files.readString(BY_NUMBER.resolve(number.toString()).resolve("size"));
        return Math.multiplyExact(Long.parseLong(sectors.strip()), SECTOR);
    }

    private static String description(BlockDevice device) {
        return number(device) + " of " + device.sizeInBytes() + " bytes";
    }
}
