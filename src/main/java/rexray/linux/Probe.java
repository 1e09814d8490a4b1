package rexray.linux;

import rexray.volume.BlockDevice;
import rexray.volume.Content;
import rexray.volume.Deadline;
import rexray.volume.FileSystemType;
import rexray.volume.VolumeException.HostFailure;

/**
 * The look at a device that decides whether it is mounted, formatted or refused. A device is blank only on proof:
 * {@code blkid} finds nothing, and the first and the last MiB and all {@link Backups places of backup superblocks} are
 * read from the device itself and are zeros. What lies elsewhere is not seen.
 */
final class Probe {
    private static final int END = 1 << 20;
    private static final long SMALLEST = 2 * END;

    private Probe() {}

    static Content look(BlockDevice device, Deadline deadline) {
        if (device.sizeInBytes() < SMALLEST) {
            throw new HostFailure("the device " + device + " has " + device.sizeInBytes() + " bytes",
                    "see whether the volume is still mapped to this host", null);
        }
        Devices.requireSame(device);
        Signatures signatures = Signatures.of(device, deadline);
        byte[] head = RawReads.bytes(device, 0, END, deadline);
        return switch (signatures) {
            case Signatures.Other other -> new Content.Foreign(other.what());
            case Signatures.Ours ours -> fileSystem(device, ours.type(), head);
            case Signatures.None _ -> unrecognised(device, head, deadline);
        };
    }

    private static Content fileSystem(BlockDevice device, FileSystemType type, byte[] head) {
        return Superblock.parse(type, head).orElseThrow(() -> new HostFailure(
                "the device " + device + " showed two different contents in a row", "see what else writes to it",
                null));
    }

    private static Content unrecognised(BlockDevice device, byte[] head, Deadline deadline) {
        if (!RawReads.areZero(head)) {
            return new Content.Foreign("data that no tool recognises at its beginning");
        }
        if (!RawReads.areZero(RawReads.bytes(device, device.sizeInBytes() - END, END, deadline))) {
            return new Content.Foreign("data that no tool recognises at its end");
        }
        if (!RawReads.areZero(device, Backups.places(device.sizeInBytes()), Backups.LENGTH, deadline)) {
            return new Content.Foreign("traces of a file system whose beginning was overwritten");
        }
        return new Content.Blank();
    }
}
