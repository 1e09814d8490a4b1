package rexray.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rexray.volume.BlockDevice;
import rexray.volume.Mount;
import rexray.volume.VolumeException.RefusedInput;

/**
 * What the services of this host mount, and count the users of: nothing for commands that know neither.
 *
 * @param roots the directories in which volumes are mounted
 */
record ManagedMounts(List<Path> roots) {
    private static final String REMEDY = "use 'rexray volume mount' and 'rexray volume unmount'";

    ManagedMounts {
        roots = List.copyOf(roots);
    }

    /** @throws RefusedInput if it is where volumes are mounted */
    void requireOutside(Path directory) {
        rootOf(directory).ifPresent(root -> {
            throw new RefusedInput(directory + " is in " + root + ", where rexray mounts its volumes", REMEDY);
        });
    }

    /**
     * @param mounts those of this host
     * @throws RefusedInput if it is that of a volume that is mounted
     */
    void requireNone(BlockDevice device, List<Mount> mounts) {
        mounts.stream().filter(mount -> mount.isOf(device)).forEach(mount -> rootOf(mount.mountpoint()).ifPresent(_ -> {
            throw new RefusedInput(device + " is the volume that rexray mounts on " + mount.mountpoint(), REMEDY);
        }));
    }

    /**
     * @param mounts those of this host
     * @throws RefusedInput if it shows a volume that is mounted where volumes are, too
     */
    void requireNone(Mount one, List<Mount> mounts) {
        mounts.stream().filter(mount -> mount.major() == one.major() && mount.minor() == one.minor())
                .forEach(mount -> rootOf(mount.mountpoint()).ifPresent(_ -> {
                    throw new RefusedInput(one.mountpoint() + " shows the volume that rexray mounts on "
                            + mount.mountpoint(), "if you mounted it there yourself, use 'umount'");
                }));
    }

    private Optional<Path> rootOf(Path directory) {
        return roots.stream().filter(directory::startsWith).findFirst();
    }
}
