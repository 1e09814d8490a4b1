package rexray.volume;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import rexray.volume.Event.Kind;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.NotFound;

/**
 * Frees a volume that other hosts hold: each holder is fenced by its own id and read back as gone. Only the holders
 * seen when the takeover began are ended; if anybody else got in meanwhile, that one has won and we refuse.
 */
final class Takeover {
    static final String ENDING_A_HOLD = "stop the container that uses it there, or unmap it at the array if that"
            + " host is dead, then try again";

    private final ControlPlane array;
    private final Journal journal;
    private final LongAdder count = new LongAdder();

    Takeover(ControlPlane array, Journal journal) {
        this.array = array;
        this.journal = journal;
    }

    /**
     * Ends every holder of {@code volume} but {@code self}; one that let go by itself meanwhile is well.
     *
     * @param volume as it was read when the operation began
     * @param why what allows it, for the log
     * @throws HeldElsewhere if somebody else got in, or holds it in a way that cannot be ended for one host alone
     */
    void fence(VolumeName name, Volume volume, NodeId self, String why, Deadline deadline) {
        requireHosts(name, volume, self);
        Volume now = read(name, volume.id(), deadline);
        List<Holder.Host> ended = requireHosts(name, now, self);
        requireNobodyNew(name, volume, now, self);
        for (Holder.Host holder : ended) {
            array.unmap(volume.id(), holder.node(), deadline);
        }
        if (!ended.isEmpty()) {
            requireNoOther(name, read(name, volume.id(), deadline), self);
            count.increment();
            journal.tell(Event.of(Kind.TAKEN_OVER, name, volume.id(), "was taken from " + ended + ": " + why)
                    .because(why));
        }
    }

    /** How many volumes were taken so far. */
    long count() {
        return count.sum();
    }

    /** The other holders, each of them a host that can be ended alone; anybody else is a refusal. */
    static List<Holder.Host> requireHosts(VolumeName name, Volume volume, NodeId self) {
        return others(volume, self).stream().map(holder -> {
            if (holder instanceof Holder.Host host) {
                return host;
            }
            throw new HeldElsewhere(
                    "volume " + name + " is mapped to " + holder + ", a mapping that cannot be ended for one host"
                            + " alone",
                    "end that mapping at the array, then try again");
        }).toList();
    }

    /** Whoever got in while we waited has won. */
    void requireNobodyNew(VolumeName name, Volume before, Volume now, NodeId self) {
        Set<NodeId> seen = new HashSet<>();
        requireHosts(name, before, self).forEach(holder -> seen.add(holder.node()));
        if (!requireHosts(name, now, self).stream().allMatch(holder -> seen.contains(holder.node()))) {
            throw changed(name, now, self);
        }
    }

    /** Whoever holds it after all were ended got in since, and has won, too. */
    void requireNoOther(VolumeName name, Volume now, NodeId self) {
        if (!others(now, self).isEmpty()) {
            throw changed(name, now, self);
        }
    }

    Volume read(VolumeName name, VolumeId id, Deadline deadline) {
        return array.read(id, deadline).orElseThrow(() -> new NotFound(
                "volume " + name + " was removed from the array while it was being taken over", "create it again"));
    }

    /** The refusal that names all other holders, with what the array knows of them. */
    HeldElsewhere held(VolumeName name, Volume volume, NodeId self, Deadline deadline) {
        return new HeldElsewhere("volume " + name + " is held by " + describe(others(volume, self), deadline),
                ENDING_A_HOLD);
    }

    /**
     * A device whose volume another host took meanwhile fails in some way or other; who has the volume says more.
     *
     * @throws HeldElsewhere if another host holds it now
     */
    void requireNotTaken(VolumeName name, VolumeId id, NodeId self, HostFailure failure, Deadline deadline) {
        Optional<HeldElsewhere> taken = Optional.empty();
        try {
            taken = array.read(id, deadline).filter(now -> !others(now, self).isEmpty())
                    .map(now -> held(name, now, self, deadline));
        } catch (VolumeException second) {
            failure.addSuppressed(second);
        }
        if (taken.isPresent()) {
            taken.get().addSuppressed(failure);
            throw taken.get();
        }
    }

    String describe(List<Holder> holders, Deadline deadline) {
        return String.join(", ", holders.stream().map(holder -> switch (holder) {
            case Holder.Host other -> array.describe(other.node(), deadline);
            case Holder.Everyone all -> all.toString();
            case Holder.Other other -> other.toString();
        }).toList());
    }

    private static HeldElsewhere changed(VolumeName name, Volume now, NodeId self) {
        return new HeldElsewhere(
                "volume " + name + " changed hands while it was being taken over; now held by " + others(now, self),
                "stop the container that uses it there, or try again to take it from there");
    }

    static List<Holder> others(Volume volume, NodeId self) {
        return volume.holders().stream()
                .filter(holder -> !(holder instanceof Holder.Host host && host.node().equals(self))).toList();
    }
}
