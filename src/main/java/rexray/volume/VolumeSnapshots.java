package rexray.volume;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rexray.volume.Event.Kind;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.Unsupported;

/**
 * The snapshots of this service's volumes. Many threads may call it; every operation may be repeated with the same answer.
 * A copy that one can mount is made by {@link VolumeService#create(VolumeName, NewVolume)}.
 */
public final class VolumeSnapshots {
    private final ControlPlane array;
    private final VolumeLocks locks;
    private final Duration timeout;
    private final UnderWay underWay;
    private final Journal journal;

    VolumeSnapshots(ControlPlane array, VolumeLocks locks, Duration timeout, UnderWay underWay, Journal journal) {
        this.array = array;
        this.locks = locks;
        this.timeout = timeout;
        this.underWay = underWay;
        this.journal = journal;
    }

    /**
     * Takes a snapshot of each of these volumes, all at the same moment. What a mounted file system has in memory only is
     * not in it, as after a power cut.
     *
     * @return their names: {@code VOLUME@LABEL}
     * @throws RefusedInput if the label is taken for one of them and not for all
     */
    public List<SnapshotName> create(List<VolumeName> volumes, String label) {
        Deadline deadline = Deadline.after(timeout);
        List<SnapshotName> names = volumes.stream().distinct().map(volume -> new SnapshotName(volume, label)).toList();
        List<Snapshots.Wanted> wanted = names.stream()
                .map(name -> new Snapshots.Wanted(volume(name.volume(), deadline), name.full())).toList();
        if (port().takeSnapshots(wanted, deadline) == Snapshots.Taking.MADE) {
            for (int i = 0; i < names.size(); i++) {
                journal.tell(Event.of(Kind.SNAPSHOT_TAKEN, names.get(i).volume(), wanted.get(i).of(),
                        "has a new snapshot, " + names.get(i)));
            }
        } else {
            wanted.forEach(one -> requireSnapshot(one.name(), one.of(), deadline));
        }
        return names;
    }

    /** The snapshots of a volume, and the copies that were made of it, the oldest first. */
    public List<Volume> list(VolumeName name) {
        Deadline deadline = Deadline.after(timeout);
        Optional<VolumeId> origin = Optional.of(volume(name, deadline));
        return sorted(port().snapshots(deadline).stream().filter(copy -> copy.ancestor().equals(origin)));
    }

    /** All snapshots and copies, also those whose origin is gone; the oldest first. */
    public List<Volume> list() {
        return sorted(port().snapshots(Deadline.after(timeout)).stream());
    }

    private static List<Volume> sorted(Stream<Volume> copies) {
        return copies.sorted(Comparator.comparing(Volume::created)).toList();
    }

    /** Deletes a snapshot; success if there is none. What was made of it stays. */
    public void remove(SnapshotName name) {
        Deadline deadline = Deadline.after(timeout);
        Optional<VolumeId> id = array.resolve(name.full(), deadline);
        if (id.isEmpty()) {
            return;
        }
        try (VolumeLocks.Held _ = locks.acquire(id.get(), name.full(), deadline)) {
            Optional<Volume> there = array.read(id.get(), deadline);
            if (there.isPresent() && there.get().ancestor().isEmpty() && !isOrphan(id.get(), deadline)) {
                throw new RefusedInput(name + " is a volume, not a snapshot", "remove it with 'rexray volume rm'");
            }
            array.remove(id.get(), deadline);
        }
        journal.tell(Event.of(Kind.SNAPSHOT_REMOVED, name.volume(), id.get(), "no longer has the snapshot " + name));
    }

    /**
     * Gives a volume, which must not be mounted anywhere, the contents of one of its snapshots; what it had is lost.
     *
     * @throws InUse if somebody holds the volume
     */
    public void restore(SnapshotName name) {
        Deadline deadline = Deadline.after(timeout);
        VolumeId volume = volume(name.volume(), deadline);
        VolumeId snapshot = array.resolve(name.full(), deadline).orElseThrow(() -> missing(name));
        try (VolumeLocks.Held _ = locks.acquire(volume, name.volume(), deadline)) {
            requireSnapshot(name.full(), volume, deadline);
            Volume now = array.read(volume, deadline).orElseThrow(() -> NotFound.volume(name.volume()));
            if (!now.holders().isEmpty()) {
                throw new InUse("volume " + name.volume() + " cannot be restored while it is "
                        + now.whoseItIs(), "stop the containers that use it, then try again");
            }
            try (var _ = underWay.begin(name.volume(), UnderWay.Step.RESTORING, "restoring it from " + name)) {
                port().restore(volume, snapshot, deadline);
            }
        }
        journal.tell(Event.of(Kind.RESTORED, name.volume(), volume,
                "restored from its snapshot " + name + "; its previous contents are gone"));
    }

    /** A snapshot whose origin was removed has no ancestor any more. */
    private boolean isOrphan(VolumeId id, Deadline deadline) {
        return port().snapshots(deadline).stream().anyMatch(copy -> copy.id().equals(id));
    }

    private void requireSnapshot(VolumeName name, VolumeId of, Deadline deadline) {
        Volume there = array.resolve(name, deadline).flatMap(id -> array.read(id, deadline))
                .orElseThrow(() -> new RefusedInput("snapshot " + name
                        + " was not taken, because one with that label already exists",
                        "choose another label"));
        if (!there.ancestor().equals(Optional.of(of))) {
            throw new RefusedInput(name + " is not a snapshot of the volume that now has the name before its '@'",
                    "choose another label, or look at it with `rexray snapshot ls`");
        }
    }

    private VolumeId volume(VolumeName name, Deadline deadline) {
        return array.resolve(name, deadline).orElseThrow(() -> NotFound.volume(name));
    }

    private Snapshots port() {
        if (array instanceof Snapshots snapshots) {
            return snapshots;
        }
        throw new Unsupported("this array has no snapshots", "copy the files of the volume");
    }

    private static NotFound missing(SnapshotName name) {
        return new NotFound("snapshot " + name + " does not exist", "see 'rexray snapshot ls'");
    }
}
