package rexray.volume;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import rexray.volume.Event.Kind;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.Unsupported;

/** Makes volumes, from nothing or as copies of others, or finds what is there already if it is as wanted. */
final class Creations {
    private final ControlPlane array;
    private final Supplier<VolumeOptions> options;
    private final Journal journal;

    Creations(ControlPlane array, Supplier<VolumeOptions> options, Journal journal) {
        this.array = array;
        this.options = options;
        this.journal = journal;
    }

    /** Empty if there was one already. */
    Optional<VolumeId> create(VolumeName name, NewVolume wanted, Defaults defaults, Deadline deadline) {
        if (wanted.existing().isPresent()) {
            requireExisting(name, wanted, wanted.existing().get(), deadline);
            return Optional.empty();
        }
        if (wanted.source().isPresent()) {
            return copy(name, wanted.source().get(), deadline);
        }
        long start = System.nanoTime();
        Size asked = wanted.size().or(defaults::size).orElseGet(() -> options.get().defaultSize());
        Size allocated = array.allocated(asked);
        Optional<VolumeId> made = array.create(name, asked, defaults.layout(wanted.layout()), deadline);
        if (made.isEmpty()) {
            requireSame(name, wanted, deadline);
            return made;
        }
        String rounded = allocated.equals(asked)
                ? ""
                : " (" + asked + " requested; the array allocates in larger steps)";
        journal.tell(Event.of(Kind.CREATED, name, made.get(), "created with " + allocated + rounded).since(start));
        return made;
    }

    private void requireExisting(VolumeName name, NewVolume wanted, String id, Deadline deadline) {
        Optional<VolumeId> there = array.resolve(name, deadline);
        if (!there.map(VolumeId::volume).equals(Optional.of(id))) {
            throw new RefusedInput(
                    "volume " + name + " is not the volume with the id " + id + ": the array "
                            + there.map(other -> "has " + other.volume() + " by that name")
                                    .orElse("has no volume of that name"),
                    "rename the volume at the array, or leave out the id to create a new one");
        }
        requireSame(name, wanted, deadline);
    }

    private Optional<VolumeId> copy(VolumeName name, VolumeName source, Deadline deadline) {
        long start = System.nanoTime();
        if (!(array instanceof Snapshots snapshots)) {
            throw new Unsupported("volume " + name + ": this array cannot copy volumes", "copy its files");
        }
        VolumeId origin = array.resolve(source, deadline).orElseThrow(() -> new NotFound(
                "volume " + name + " cannot be a copy of " + source + ", which does not exist",
                "name a volume, or a snapshot as VOLUME@LABEL"));
        if (snapshots.takeSnapshots(List.of(new Snapshots.Wanted(origin, name)), deadline) == Snapshots.Taking.MADE) {
            Optional<VolumeId> made = array.resolve(name, deadline);
            made.ifPresent(id -> journal.tell(Event.of(Kind.CREATED, name, id, "created as a copy of " + source)
                    .since(start)));
            return made;
        }
        Volume there = existing(name, deadline);
        if (!there.ancestor().equals(Optional.of(origin))) {
            throw new RefusedInput("volume " + name + " already exists and is not a copy of " + source,
                    "choose another name");
        }
        return Optional.empty();
    }

    private void requireSame(VolumeName name, NewVolume wanted, Deadline deadline) {
        Volume there = existing(name, deadline);
        if (there.ancestor().isPresent()) {
            throw new RefusedInput("volume " + name + " cannot be created: a snapshot has that name",
                    "choose another name");
        }
        Layout layout = wanted.layout();
        requireEqual(name, "size ", there.size(), wanted.size().map(array::allocated));
        requireEqual(name, "storage pool ", there.pool(), layout.pool());
        requireEqual(name, "protection domain ", there.domain(), layout.domain());
        requireEqual(name, "provisioning ", there.provisioning(), layout.provisioning());
        requireEqual(name, "useRmcache=", there.readCache().map(Switch::toString).orElse("unknown"),
                layout.readCache().map(Switch::toString));
        requireEqual(name, "compression=", there.compression(), layout.compression());
    }

    private Volume existing(VolumeName name, Deadline deadline) {
        return array.resolve(name, deadline).flatMap(id -> array.read(id, deadline))
                .orElseThrow(() -> new RefusedInput(
                        "volume " + name
                                + " cannot be created: the array says that the name"
                                + " is taken, but shows no volume of that name",
                        "try again, or choose another name"));
    }

    private static <T> void requireEqual(VolumeName name, String what, T is, Optional<T> asked) {
        if (asked.isPresent() && !asked.get().equals(is)) {
            throw new RefusedInput(
                    "volume " + name + " already exists with " + what + is + ", not with the " + what + asked.get()
                            + " requested",
                    "leave out that option to use it as it is, or choose another name");
        }
    }
}
