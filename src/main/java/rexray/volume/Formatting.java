package rexray.volume;

import rexray.volume.VolumeException.RefusedInput;

/**
 * Gives a volume the file system that its creator asked for, at once: the host that mounts it first may be another one, whose
 * configuration names another type. May be repeated. The caller holds the volume's lock.
 */
final class Formatting {
    private final Attachments attachments;
    private final Departures departures;

    Formatting(Attachments attachments, Departures departures) {
        this.attachments = attachments;
        this.departures = departures;
    }

    /**
     * @throws RefusedInput if it has another file system already
     * @throws VolumeException.HeldElsewhere if another host holds it, so that nobody here can tell
     */
    void require(VolumeName name, VolumeId id, FileSystemType type, Deadline deadline) {
        if (attachments.mounted(name).isPresent()) {
            requireMounted(name, type);
            return;
        }
        attachments.attachFree(name, id, type, deadline);
        try {
            requireMounted(name, type);
        } finally {
            departures.releaseHeld(name, id);
        }
    }

    private void requireMounted(VolumeName name, FileSystemType type) {
        String there = attachments.mounted(name).map(Mount::type).orElse("nothing");
        if (!there.equals(type.toString())) {
            throw new RefusedInput("volume " + name + " exists already with " + there + ", not with the " + type
                    + " asked for", "use it as it is, by asking without that option, or choose another name");
        }
    }
}
