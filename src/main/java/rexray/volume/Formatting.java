package rexray.volume;

import java.util.Optional;
import java.util.function.Supplier;
import rexray.volume.VolumeException.RefusedInput;

/**
 * Gives a volume what its creator asked for, at once: a file system, and what is written on it. The host that mounts it
 * first may be another one, whose configuration says something else. May be repeated.
 */
final class Formatting {
    private final Attachments attachments;
    private final Furnishing furnishing;
    private final Departures departures;
    private final Supplier<VolumeOptions> options;

    Formatting(Attachments attachments, Furnishing furnishing, Departures departures, Supplier<VolumeOptions> options) {
        this.attachments = attachments;
        this.furnishing = furnishing;
        this.departures = departures;
        this.options = options;
    }

    /** Whether a volume that is wanted like that cannot wait for its first Mount. */
    static boolean isFor(NewVolume wanted) {
        return wanted.fileSystem().isPresent() || !wanted.settings().isEmpty();
    }

    /**
     * Asks nobody, so that nothing is made that is refused then.
     *
     * @throws VolumeException if this host or this array cannot have such a volume
     */
    void requirePossible(VolumeName name, NewVolume wanted) {
        wanted.settings().mkfsOptions().ifPresent(options -> options.requireFor(type(wanted)));
        if (!wanted.settings().isEmpty()) {
            furnishing.requirePlace(name);
        }
        if (wanted.settings().iops().isPresent() || wanted.settings().kilobytes().isPresent()) {
            furnishing.limiting(name);
        }
    }

    /**
     * The caller holds the volume's lock.
     *
     * @throws RefusedInput if it has another file system, or remembers something else
     * @throws VolumeException.HeldElsewhere if another host holds it, so that nobody here can tell
     */
    void require(VolumeName name, VolumeId id, NewVolume wanted, Deadline deadline) {
        if (attachments.mounted(name).isPresent()) {
            requireWanted(name, id, wanted, Found.FILE_SYSTEM);
            releaseLeftover(name, id, deadline);
            return;
        }
        MkfsOptions options = wanted.settings().mkfsOptions().orElse(MkfsOptions.NONE);
        Found found = attachments.attachFree(name, id, new NewFileSystem(type(wanted), options), deadline);
        try {
            requireWanted(name, id, wanted, found);
        } finally {
            departures.releaseHeld(name, id);
        }
    }

    /** What a Create that was broken off had mounted, and nobody uses. */
    private void releaseLeftover(VolumeName name, VolumeId id, Deadline deadline) {
        if (attachments.mappings().get(id).isPresent()) {
            departures.finishBrokenOff(name, id, deadline);
        }
    }

    private void requireWanted(VolumeName name, VolumeId id, NewVolume wanted, Found found) {
        wanted.fileSystem().ifPresent(type -> requireMounted(name, type));
        if (!wanted.settings().isEmpty()) {
            furnishing.remember(name, id, wanted.settings().withAsked(wanted.size()), found);
        }
    }

    private FileSystemType type(NewVolume wanted) {
        return wanted.fileSystem().orElseGet(() -> options.get().fileSystem());
    }

    private void requireMounted(VolumeName name, FileSystemType type) {
        Optional<String> there = attachments.mounted(name).map(Mount::type);
        if (!there.equals(Optional.of(type.toString()))) {
            throw new RefusedInput(
                    "volume " + name + " already exists with " + there.orElse("nothing") + ", not with the "
                            + type + " requested",
                    "leave out that option to use it as it is, or choose another name");
        }
    }
}
