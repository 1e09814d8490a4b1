package rexray.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import rexray.volume.Deadline;
import rexray.volume.FileSystemMark;
import rexray.volume.Mount;
import rexray.volume.VolumeException.HostFailure;

/**
 * The mounted file systems of this boot, as {@code /sys/fs} shows them: ext4 and xfs have a directory there for each,
 * named after its device, from its first mount until its last user let go, be that seen in a mount table or not
 * ({@code Documentation/ABI/testing/sysfs-fs-ext4}, {@code sysfs-fs-xfs}). Its inode number is given to no other one.
 */
final class LiveFileSystems {
    private static final Path ALL = Path.of("/sys/fs");
    private static final Duration NAMING = Duration.ofSeconds(3);

    private LiveFileSystems() {}

    static FileSystemMark mark(Mount mount) {
        String device = deviceName(mount);
        long instance = instance(mount.type(), device).orElseThrow(() -> new HostFailure(
                "the file system on " + mount.mountpoint() + " is not in " + ALL + " as " + mount.type() + "/" + device,
                "check that /sys is mounted", null));
        return new FileSystemMark(mount.type(), device, instance, mount.major(), mount.minor());
    }

    /** Empty once it has ended. */
    static Optional<String> holderOf(FileSystemMark mark) {
        if (instance(mark.type(), mark.device()).filter(now -> now == mark.instance()).isEmpty()) {
            return Optional.empty();
        }
        List<String> mounts = MountTable.read().mounts().stream().filter(mount -> isOf(mark, mount))
                .map(mount -> "the mount on " + mount.mountpoint()).toList();
        if (!mounts.isEmpty()) {
            return Optional.of(DeviceUse.list(mounts));
        }
        List<Processes.Holder> namespaces = Processes.withMount(mount -> isOf(mark, mount));
        if (!namespaces.isEmpty()) {
            return Optional.of("the mount namespace of " + DeviceUse.list(namespaces));
        }
        List<Processes.Holder> processes = Processes.onDevice(new DeviceNumber(mark.major(), mark.minor()),
                Deadline.after(NAMING));
        return Optional.of(processes.isEmpty()
                ? "something that no process shows, e.g. a memory map"
                : DeviceUse.list(processes));
    }

    private static boolean isOf(FileSystemMark mark, Mount mount) {
        return mount.major() == mark.major() && mount.minor() == mark.minor() && mount.type().equals(mark.type());
    }

    /** The kernel's own name; nodes may have others. A device that the kernel dropped had that of its node. */
    private static String deviceName(Mount mount) {
        try {
            return Path.of("/sys/dev/block", mount.major() + ":" + mount.minor()).toRealPath().getFileName().toString();
        } catch (NoSuchFileException e) {
            return Path.of(mount.source()).getFileName().toString();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Optional<Long> instance(String type, String device) {
        try {
            return Optional.of((Long) Files.getAttribute(ALL.resolve(type).resolve(device), "unix:ino"));
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(ALL)) {
                throw unreadable(e);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static HostFailure unreadable(IOException cause) {
        return new HostFailure("cannot list the mounted file systems: " + cause, "check that /sys is mounted", cause);
    }
}
