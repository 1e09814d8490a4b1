package rexray.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import rexray.volume.Access;
import rexray.volume.BlockDevice;
import rexray.volume.Content;
import rexray.volume.Deadline;
import rexray.volume.FileSystemMark;
import rexray.volume.FileSystemType;
import rexray.volume.Host;
import rexray.volume.MkfsOptions;
import rexray.volume.Mount;
import rexray.volume.MountOptions;
import rexray.volume.Owner;
import rexray.volume.SharedUuid;
import rexray.volume.Size;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;

/**
 * This machine as Linux runs it, through the programs of util-linux, e2fsprogs, xfsprogs and coreutils. Needs root. Holds
 * no state, so many threads may use it.
 */
public final class LinuxHost implements Host {
    /** EIO, ENXIO and ENODEV in the words of {@code strerror(3)}. */
    private static final String READ_ERROR = "(?s).*(Input/output error|No such device).*";
    private static final int SMALLEST_READ = 4096;

    private final String xfsOptions;

    private LinuxHost(String xfsOptions) {
        this.xfsOptions = xfsOptions;
    }

    public static LinuxHost create() {
        return new LinuxHost("rw");
    }

    /**
     * For several emulated hosts on one kernel, which mounts an xfs a second time, while a host that lost the volume still
     * has it mounted, only if told not to mind the UUID.
     */
    public static LinuxHost sharingItsKernel() {
        return new LinuxHost("rw,nouuid");
    }

    @Override
    public List<Mount> mounts() {
        return MountTable.read().mounts();
    }

    @Override
    public Optional<BlockDevice> device(Path link) {
        return Devices.find(link);
    }

    @Override
    public Content probe(BlockDevice device, Deadline deadline) {
        return Probe.look(device, deadline);
    }

    @Override
    public void format(BlockDevice device, FileSystemType type, MkfsOptions options, UUID uuid, Deadline deadline) {
        FileSystems.make(device, type, options, uuid, deadline);
    }

    @Override
    public void check(BlockDevice device, FileSystemType type, Deadline deadline) {
        FileSystems.check(device, type, deadline);
    }

    @Override
    public void grow(BlockDevice device, FileSystemType type, Path mountpoint, Deadline deadline) {
        FileSystems.grow(device, type, mountpoint, deadline);
    }

    @Override
    public void mount(BlockDevice device, FileSystemType type, Path mountpoint, Deadline deadline) {
        mount(device, type, mountpoint, SharedUuid.NO, deadline);
    }

    @Override
    public void mount(BlockDevice device, FileSystemType type, Path mountpoint, SharedUuid uuid, Deadline deadline) {
        if (isMounted(device, mountpoint)) {
            return;
        }
        Devices.requireSame(device);
        Mountpoints.make(mountpoint);
        // -n -i: no /etc/mtab, no helper program. fstab is not read when both device and directory are given.
        // -w: without it, mount(8) answers a write-protected device by mounting it read-only.
        CommandResult result = Command
                .of(Program.MOUNT, "-n", "-i", "-w", "-t", type, "-o", options(type, uuid), device,
                        mountpoint)
                .run(deadline);
        if (isMounted(device, mountpoint)) {
            return;
        }
        Mountpoints.remove(mountpoint);
        throw new HostFailure("mounting " + device + " on " + mountpoint + " failed: " + result.complaint(),
                remedy(device, type, result), null);
    }

    @Override
    public void unmount(Path mountpoint, Deadline deadline) {
        MountTable before = MountTable.read();
        if (before.topAt(mountpoint).isPresent()) {
            // -c: looking the path up, as umount otherwise does, can hang.
            CommandResult result = Command.of(Program.UMOUNT, "-n", "-i", "-c", mountpoint).run(deadline);
            MountTable after = MountTable.read();
            if (after.mountsAt(mountpoint) >= before.mountsAt(mountpoint)) {
                throw result.errors().contains("busy")
                        ? busy(mountpoint, after)
                        : new HostFailure("unmounting " + mountpoint + " failed: " + result.complaint(),
                                "see `dmesg` for what is wrong with the device", null);
            }
            if (after.topAt(mountpoint).isPresent()) {
                return;
            }
        }
        Mountpoints.remove(mountpoint);
    }

    @Override
    public DataDirectory makeDirectory(Path directory, int mode, Optional<Path> beside, int most, Deadline deadline) {
        return VolumeFiles.makeDirectory(directory, mode, beside, most, deadline);
    }

    @Override
    public void writeFile(Path file, String text, Deadline deadline) {
        VolumeFiles.write(file, text, deadline);
    }

    @Override
    public void own(Path directory, Optional<Owner> owner, Optional<Integer> mode, Deadline deadline) {
        VolumeFiles.own(directory, owner, mode, deadline);
    }

    @Override
    public Optional<Size> capacity(Path mountpoint, Deadline deadline) {
        return Optional.of(VolumeFiles.capacity(mountpoint, deadline));
    }

    @Override
    public void remount(Path mountpoint, MountOptions options, Access access, Deadline deadline) {
        if (MountTable.read().shows(mountpoint, options, access)) {
            return;
        }
        String all = access == Access.READ_ONLY ? "ro" : "rw";
        CommandResult result = Command.of(Program.MOUNT, "-n", "-i", "-o",
                "remount," + all + (options.isEmpty() ? "" : "," + options), mountpoint).run(deadline);
        if (MountTable.read().shows(mountpoint, options, access)) {
            return;
        }
        String problem = "the mount on " + mountpoint + " cannot be made " + access + " with the options '" + options
                + "': " + result.complaint();
        throw result.errors().contains("busy")
                ? new InUse(problem, "stop the containers that use it, then try again")
                : new HostFailure(problem, "see `dmesg` for what the kernel says about it", null);
    }

    @Override
    public FileSystemMark mark(Mount mount) {
        return LiveFileSystems.mark(mount);
    }

    @Override
    public Optional<String> holderOf(FileSystemMark mark) {
        return LiveFileSystems.holderOf(mark);
    }

    @Override
    public void shutDown(Mount mount, Deadline deadline) {
        Mount top = MountTable.read().topAt(mount.mountpoint()).orElse(mount);
        if (!top.equals(mount)) {
            throw new HostFailure(
                    "the file system on " + mount.mountpoint() + " was not shut down, because " + top.source()
                            + " is mounted there now",
                    "find out what mounted it", null);
        }
        // xfs_io(8) opens the directory and calls ioctl(_IOR('X', 125, __u32)) with 2, "no log flush": XFS_IOC_GOINGDOWN
        // of fs/xfs/libxfs/xfs_fs.h, EXT4_IOC_SHUTDOWN of fs/ext4/ext4.h. A child, since aborting ext4's journal writes
        // to the device, which may hang. -x is needed to allow it; ext4 needs nothing else.
        CommandResult result = Command.of(Program.XFS_IO, "-x", "-c", "shutdown", mount.mountpoint()).run(deadline);
        // Of an xfs that is shut down already, by itself or by us, not even the root directory can be looked at.
        if (!result.succeeded() && !result.errors().contains("Input/output error")) {
            throw new HostFailure("shutting down the file system on " + mount.mountpoint() + " failed: "
                    + result.complaint(), "stop the containers that use it and unmount it", null);
        }
    }

    @Override
    public void detach(Path mountpoint, Deadline deadline) {
        MountTable before = MountTable.read();
        if (before.topAt(mountpoint).isPresent()) {
            CommandResult result = Command.of(Program.UMOUNT, "-n", "-i", "-c", "-l", mountpoint).run(deadline);
            MountTable after = MountTable.read();
            if (after.mountsAt(mountpoint) >= before.mountsAt(mountpoint)) {
                throw new HostFailure("detaching " + mountpoint + " failed: " + result.complaint(),
                        "see `dmesg` for what is wrong", null);
            }
            if (after.topAt(mountpoint).isPresent()) {
                return;
            }
        }
        Mountpoints.remove(mountpoint);
    }

    @Override
    public void requireUnused(BlockDevice device) {
        DeviceUse.requireUnused(device);
    }

    @Override
    public List<String> holdersElsewhere(BlockDevice device) {
        return DeviceUse.holdersElsewhere(device);
    }

    @Override
    public boolean isReadable(BlockDevice device, Deadline deadline) {
        if (!Devices.isThere(device)) {
            return false;
        }
        CommandResult result = RawReads.dd(device, 0, SMALLEST_READ).run(deadline);
        if (result.succeeded()) {
            // Less, or nothing, is what a device brings that was made smaller than any volume is.
            return result.output().length == SMALLEST_READ;
        }
        if (result.errors().matches(READ_ERROR)) {
            return false;
        }
        throw new HostFailure("cannot tell whether the device " + device + " can be read: " + result.complaint(),
                "see `dmesg` for what is wrong with the device", null);
    }

    /** Whether the device is what one sees at {@code mountpoint}; anything else there is a failure. */
    private static boolean isMounted(BlockDevice device, Path mountpoint) {
        Optional<Mount> top = MountTable.read().topAt(mountpoint);
        if (top.isEmpty()) {
            return false;
        }
        if (!top.get().isOf(device)) {
            throw new HostFailure(
                    top.get().source() + " is mounted on " + mountpoint + ", where " + device + " belongs",
                    "find out what mounted it, and unmount it", null);
        }
        if (top.get().readOnly()) {
            throw new HostFailure(device + " is mounted on " + mountpoint + ", but read-only",
                    "see `dmesg` for the error that made it so; unmount it, and try again", null);
        }
        return true;
    }

    /**
     * ext4's own default is to go on after it found its data inconsistent, which spreads the damage; xfs always stops.
     */
    private String options(FileSystemType type, SharedUuid uuid) {
        return switch (type) {
            case EXT4 -> "rw,errors=remount-ro";
            // xfs refuses a UUID that is mounted already, and with nouuid neither looks for it nor shows its own.
            case XFS -> uuid == SharedUuid.MAY_BE ? "rw,nouuid" : xfsOptions;
        };
    }

    private static String remedy(BlockDevice device, FileSystemType type, CommandResult result) {
        String repair = switch (type) {
            case EXT4 -> "`e2fsck -f " + device + "`";
            case XFS -> "`xfs_repair " + device + "`";
        };
        // strerror(EUCLEAN): the kernel read it, and found it inconsistent.
        return result.errors().contains("Structure needs cleaning")
                ? "the file system is damaged: run " + repair + ", then try again"
                : "see `dmesg` for what the kernel says about it; if the file system is corrupt, run " + repair;
    }

    private static InUse busy(Path mountpoint, MountTable table) {
        List<Path> below = table.mounts().stream().map(Mount::mountpoint)
                .filter(path -> path.startsWith(mountpoint) && !path.equals(mountpoint)).toList();
        List<Processes.Holder> processes = Processes.using(mountpoint);
        String users = !below.isEmpty()
                ? "by mounts on " + DeviceUse.list(below)
                : !processes.isEmpty()
                        ? "by " + DeviceUse.list(processes)
                        : "by something that no process shows, e.g. a memory map, swap or a loop device";
        return new InUse("the mountpoint " + mountpoint + " is in use " + users, "stop what uses it, then try again");
    }
}
