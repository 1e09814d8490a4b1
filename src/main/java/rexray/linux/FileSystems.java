package rexray.linux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.BlockDevice;
import rexray.volume.Deadline;
import rexray.volume.FileSystemType;
import rexray.volume.MkfsOptions;
import rexray.volume.VolumeException.HostFailure;

/** Making and repairing file systems. */
final class FileSystems {
    private static final Logger log = LoggerFactory.getLogger(FileSystems.class);

    /** The parts of e2fsck's exit code that mean success: 1 for errors corrected, 2 for "reboot" if it was the root. */
    private static final int E2FSCK_CORRECTED = 1 | 2;
    private static final int E2FSCK_UNCORRECTED = 4;

    private FileSystems() {}

    /**
     * Makes one on a device that the caller proved blank, or holds only what mkfs itself made there.
     *
     * <p>Without discarding: of a blank device there is nothing to give back, on an array it can take minutes, and if
     * ever a wrong device came here, what mkfs does not overwrite could still be saved.
     */
    static void make(BlockDevice device, FileSystemType type, MkfsOptions options, UUID uuid, Deadline deadline) {
        options.requireFor(type);
        Devices.requireSame(device);
        DeviceUse.requireExclusive(device);
        CommandResult result = command(device, type, options, uuid).run(deadline);
        if (!result.succeeded()) {
            throw new HostFailure("formatting " + device + " with " + type + " failed: " + result.complaint(),
                    options.isEmpty()
                            ? "see `dmesg` for what is wrong with the device"
                            : "correct the mkfsOptions '" + options + "', if they are what it complains of",
                    null);
        }
    }

    private static Command command(BlockDevice device, FileSystemType type, MkfsOptions options, UUID uuid) {
        List<Object> arguments = new ArrayList<>();
        return switch (type) {
            case EXT4 -> {
                // Without -F: what is mounted or in use stays refused by mke2fs too. It asks nobody without a terminal.
                // Both lazy settings: of a thin volume only 5 to 16 MB are set aside, not hundreds (measured).
                String extended = options.value("-E").map(value -> "," + value).orElse("");
                arguments.addAll(List.of("-q", "-U", uuid, "-E",
                        "lazy_itable_init=1,lazy_journal_init=1,nodiscard" + extended));
                arguments.addAll(options.wordsWithout("-E"));
                arguments.add(device);
                yield Command.of(Program.MKFS_EXT4, arguments.toArray());
            }
            case XFS -> {
                // With -f, without which an own unfinished file system would not be replaced. It still refuses what is
                // mounted.
                arguments.addAll(List.of("-q", "-f", "-K", "-m", "uuid=" + uuid));
                arguments.addAll(options.words());
                arguments.add(device);
                yield Command.of(Program.MKFS_XFS, arguments.toArray());
            }
        };
    }

    /** Makes a mounted one as large as its device. Both programs succeed with nothing to do. */
    static void grow(BlockDevice device, FileSystemType type, Path mountpoint, Deadline deadline) {
        Devices.requireSame(device);
        CommandResult result = switch (type) {
            case EXT4 -> Command.of(Program.RESIZE2FS, device).run(deadline);
            case XFS -> Command.of(Program.XFS_GROWFS, "-d", mountpoint).run(deadline);
        };
        if (!result.succeeded()) {
            throw new HostFailure(
                    "enlarging the file system of " + device + " on " + mountpoint + " failed: "
                            + result.complaint(),
                    // EPERM of ext4_resize_begin() in fs/ext4/resize.c.
                    result.errors().contains("Permission denied to resize")
                            ? "give the daemon CAP_SYS_RESOURCE, which the kernel"
                                    + " requires to resize ext4; if it has it, run"
                                    + " `e2fsck -f` on the volume once it is unmounted"
                            : "see `dmesg` for what is wrong with the device, then try again",
                    null);
        }
    }

    /** Lets ext4 repair what is safe to repair unasked. xfs has nothing to do here: its next mount replays the log. */
    static void check(BlockDevice device, FileSystemType type, Deadline deadline) {
        if (type == FileSystemType.XFS) {
            return;
        }
        Devices.requireSame(device);
        // e2fsck(8), EXIT CODE: a sum of conditions.
        CommandResult result = Command.of(Program.E2FSCK, "-p", device).run(deadline);
        if ((result.exitCode() & ~E2FSCK_CORRECTED) == 0) {
            if (result.exitCode() != 0) {
                log.warn("the file system on {} had errors, which e2fsck repaired: {}", device, result.complaint());
            }
            return;
        }
        if (result.exitCode() < 8 && (result.exitCode() & E2FSCK_UNCORRECTED) != 0) {
            throw new HostFailure("the file system on " + device + " has errors that are not safe to repair"
                    + " without asking",
                    "run `e2fsck -f " + device + "` and answer its questions, then try again", null);
        }
        throw new HostFailure("checking the file system on " + device + " failed: " + result.complaint(),
                "see `dmesg` for what is wrong with the device", null);
    }
}
