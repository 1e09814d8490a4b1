package rexray.linux;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;

/**
 * The directories that volumes are mounted on. While nothing is mounted on one, nobody but root may enter it, so that
 * hardly anything ends on the host's own disk that was meant for a volume.
 */
final class Mountpoints {
    private static final Logger log = LoggerFactory.getLogger(Mountpoints.class);

    private Mountpoints() {}

    /** Makes the directory, and those above it, if it is missing. */
    static void make(Path mountpoint) {
        try {
            Files.createDirectories(mountpoint.getParent(), permissions("rwx------"));
            if (!Files.exists(mountpoint, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(mountpoint, permissions("---------"));
            }
            // The mount table shows real paths, and only what is found there again can be unmounted.
            if (!mountpoint.toRealPath().equals(mountpoint) || !Files.isDirectory(mountpoint)) {
                throw new HostFailure(
                        "the mountpoint " + mountpoint + " is not a directory, or its path has a symbolic link",
                        "configure the directory that it points to, " + mountpoint.toRealPath(), null);
            }
        } catch (IOException e) {
            throw new HostFailure("the mountpoint " + mountpoint + " cannot be created: " + Reason.of(e), "check its"
                    + " permissions and the disk that it is on", e);
        }
    }

    /** Removes the directory by {@code rmdir} if it is empty; what cannot be removed stays. */
    static void remove(Path mountpoint) {
        if (!Files.isDirectory(mountpoint, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        // The kernel lets us remove a directory that is a mountpoint only in other namespaces, and detaches those mounts.
        List<Processes.Holder> others = Processes.withMount(mount -> mount.mountpoint().endsWith(relative(mountpoint)));
        if (!others.isEmpty()) {
            log.warn("the directory {} is kept, because the mount namespace of {} has a mount on it", mountpoint,
                    DeviceUse.list(others));
            return;
        }
        try {
            Files.delete(mountpoint);
        } catch (NoSuchFileException e) {
            // As it should be.
        } catch (DirectoryNotEmptyException e) {
            log.warn("the directory {} is kept, because it contains files that are on no volume", mountpoint);
        } catch (IOException e) {
            log.warn("the directory {} is kept: {}", mountpoint, Reason.of(e));
        }
    }

    /** Other namespaces may see the directory below one of theirs, e.g. as {@code /host/var/lib/rexray/…}. */
    private static Path relative(Path absolute) {
        return absolute.getRoot().relativize(absolute);
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
