package rexray.volume;

import java.util.Optional;
import java.util.function.Supplier;
import rexray.volume.Event.Kind;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;

/** Limits of what the host that has a volume does with it, shown and changed while it is used or not. Many threads may use it. */
public final class VolumeLimits {
    private final ControlPlane array;
    private final Attachments attachments;
    private final Furnishing furnishing;
    private final Interiors interiors;
    private final Departures departures;
    private final VolumeLocks locks;
    private final Supplier<VolumeOptions> options;
    private final Journal journal;

    VolumeLimits(ControlPlane array, Attachments attachments, Furnishing furnishing, Interiors interiors,
            Departures departures, VolumeLocks locks, Supplier<VolumeOptions> options, Journal journal) {
        this.array = array;
        this.attachments = attachments;
        this.furnishing = furnishing;
        this.interiors = interiors;
        this.departures = departures;
        this.locks = locks;
        this.options = options;
        this.journal = journal;
    }

    /**
     * What the volume remembers, which must be mounted here: it is written on it.
     *
     * @throws RefusedInput if it is not
     */
    public Limits of(VolumeName name) {
        Deadline deadline = Deadline.after(options.get().otherTimeout());
        VolumeId id = find(name, deadline);
        try (VolumeLocks.Held _ = locks.acquire(id, name, deadline)) {
            if (attachments.mounted(name).isEmpty()) {
                throw new RefusedInput(
                        "volume " + name + " is not mounted on this host, and its limits are stored on it",
                        "mount it first with `rexray volume mount " + name + "`, or run the command on the host"
                                + " that has it");
            }
            return settings(name, deadline).limits();
        }
    }

    /**
     * Has the volume remember other limits; where it is mounted here they hold when this returns. What is empty stays.
     *
     * @return what holds then
     * @throws VolumeException.HeldElsewhere if another host holds it: only that one can write on it
     */
    public Limits set(VolumeName name, Optional<Long> iops, Optional<Long> kilobytes) {
        furnishing.requirePlace(name);
        furnishing.limiting(name);
        VolumeSettings.NONE.withLimits(iops, kilobytes);
        Deadline deadline = Deadline.after(options.get().mountTimeout());
        VolumeId id = find(name, deadline);
        try (VolumeLocks.Held _ = locks.acquire(id, name, deadline)) {
            Optional<Mount> mount = attachments.mounted(name);
            Limits limits;
            if (mount.isPresent()) {
                limits = setMounted(name, id, mount.get(), iops, kilobytes, deadline);
            } else {
                attachments.attachFree(name, id, NewFileSystem.of(options.get().fileSystem()), deadline);
                try {
                    limits = write(name, id, iops, kilobytes, deadline).limits();
                } finally {
                    departures.releaseHeld(name, id);
                }
            }
            journal.tell(Event.of(Kind.LIMITED, name, id, "limited to " + limits));
            return limits;
        }
    }

    /** What is written comes first: should the array then fail, a repetition or the next Mount makes up for it. */
    private Limits setMounted(VolumeName name, VolumeId id, Mount mount, Optional<Long> iops, Optional<Long> kilobytes,
            Deadline deadline) {
        if (mount.readOnly()) {
            throw new InUse("volume " + name + " is mounted read-only, so its limits cannot be stored on it",
                    "stop the containers that use it, then try again");
        }
        VolumeSettings settings = write(name, id, iops, kilobytes, deadline);
        furnishing.limiting(name).limit(id, attachments.self(deadline), settings.limits(), deadline);
        interiors.remembers(id, settings);
        return settings.limits();
    }

    private VolumeSettings write(VolumeName name, VolumeId id, Optional<Long> iops, Optional<Long> kilobytes,
            Deadline deadline) {
        VolumeSettings settings = settings(name, deadline).withLimits(iops, kilobytes);
        furnishing.write(name, id, settings);
        return settings;
    }

    private VolumeSettings settings(VolumeName name, Deadline deadline) {
        return furnishing.remembered(name, deadline).map(SettingsFile::settings).orElse(VolumeSettings.NONE);
    }

    private VolumeId find(VolumeName name, Deadline deadline) {
        return array.resolve(name, deadline).orElseThrow(() -> NotFound.volume(name));
    }
}
