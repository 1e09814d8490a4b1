package rexray.linux;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import rexray.volume.BlockDevice;
import rexray.volume.Content;
import rexray.volume.Deadline;
import rexray.volume.FileSystemType;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.HostFailure;

/**
 * The look at a device that decides whether it is mounted, formatted or refused. A device is blank only on proof:
 * {@code blkid} finds nothing, and the first and the last MiB and all {@link Backups places of backup superblocks} are
 * read from the device itself and are zeros. What lies elsewhere is not seen.
 *
 * <p>A child process takes longer to start than to look, so those that do not depend on each other run side by side.
 */
final class Probe {
    private static final int END = 1 << 20;
    private static final int SUPERBLOCK = 4096;
    private static final long SMALLEST = 2 * END;

    private Probe() {}

    static Content look(BlockDevice device, Deadline deadline) {
        if (device.sizeInBytes() < SMALLEST) {
            throw new HostFailure("the device " + device + " has only " + device.sizeInBytes() + " bytes", "check"
                    + " whether the volume is still mapped to this host", null);
        }
        Devices.requireSame(device);
        CompletableFuture<byte[]> head = begin(() -> RawReads.bytes(device, 0, SUPERBLOCK, deadline));
        try {
            return switch (Signatures.of(device, deadline)) {
                case Signatures.Other other -> new Content.Foreign(other.what());
                case Signatures.Ours ours -> fileSystem(device, ours.type(), end(head));
                case Signatures.None _ -> unrecognised(device, deadline);
            };
        } finally {
            settle(head);
        }
    }

    private static Content fileSystem(BlockDevice device, FileSystemType type, byte[] head) {
        return Superblock.parse(type, head).orElseThrow(() -> new HostFailure(
                "the device " + device + " changed while it was being examined", "find out what else writes to it",
                null));
    }

    private static Content unrecognised(BlockDevice device, Deadline deadline) {
        CompletableFuture<Boolean> beginning = begin(() -> RawReads.areZero(device, 0, END, deadline));
        CompletableFuture<Boolean> last = begin(
                () -> RawReads.areZero(device, device.sizeInBytes() - END, END, deadline));
        try {
            boolean between = RawReads.areZero(device, Backups.places(device.sizeInBytes()), Backups.LENGTH, deadline);
            if (!end(beginning)) {
                return new Content.Foreign("data that no tool recognises at its beginning");
            }
            if (!end(last)) {
                return new Content.Foreign("data that no tool recognises at its end");
            }
            if (!between) {
                return new Content.Foreign("traces of a file system whose beginning was overwritten");
            }
            return new Content.Blank();
        } finally {
            settle(beginning);
            settle(last);
        }
    }

    private static <T> CompletableFuture<T> begin(Supplier<T> look) {
        return CompletableFuture.supplyAsync(look, Command.THREADS);
    }

    /**
     * Waits until its child process has closed the device, whatever came of it: a device that is still open counts as in
     * use, and the volume would stay mapped after a refusal.
     */
    private static void settle(CompletableFuture<?> look) {
        look.handle((_, _) -> Optional.empty()).join();
    }

    /** Waits for no longer than the deadline of the look itself. */
    private static <T> T end(CompletableFuture<T> look) {
        try {
            return look.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof VolumeException failure ? failure : e;
        }
    }
}
