package rexray.volume;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.ControlPlane.HostState;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.TimedOut;

/**
 * Looks whether the holders of a volume are dead: for a settle time the array must see each of them disconnected, and no
 * write to the volume. A host that only lost its connection to the array's managers may go on writing, so neither is
 * enough alone. What cannot be told is no evidence.
 */
final class DeathWatch {
    private static final Logger log = LoggerFactory.getLogger(DeathWatch.class);

    /** So many looks that no window over which the array measures writes passes between two of them. */
    private static final int LOOKS = 8;

    private final ControlPlane array;
    private final Duration settle;
    private final UnderWay underWay;

    DeathWatch(ControlPlane array, Duration settle, UnderWay underWay) {
        this.array = array;
        this.settle = settle;
        this.underWay = underWay;
    }

    /** @throws HeldElsewhere if there is a sign of life, or one of the signs cannot be told; says which */
    void requireDead(VolumeName name, VolumeId id, List<Holder.Host> holders, Deadline deadline) {
        look(name, id, holders, deadline);
        if (deadline.remaining().compareTo(settle) <= 0) {
            throw new TimedOut("volume " + name + ": there is no time left to see whether " + holders + " is dead",
                    "try again");
        }
        log.info("volume {}: its holder {} looks dead; watching it for {} s to be sure", name, holders,
                settle.toSeconds());
        Deadline settled = Deadline.after(settle);
        try (var _ = underWay.begin(name, UnderWay.Step.ATTACHING,
                "watching whether " + Holder.all(holders) + " is dead", settled)) {
            Poll.every(settle.dividedBy(LOOKS), settled, () -> {
                look(name, id, holders, deadline);
                return false;
            });
        }
        look(name, id, holders, deadline);
    }

    private void look(VolumeName name, VolumeId id, List<Holder.Host> holders, Deadline deadline) {
        for (Holder.Host holder : holders) {
            HostState state = array.state(holder.node(), deadline);
            switch (state) {
                case CONNECTED -> throw alive(name, "its holder " + holder + " is connected to the array");
                case UNKNOWN -> throw unknown(name, "whether its holder " + holder + " is connected");
                case DISCONNECTED -> log.debug("volume {}: {} is disconnected", name, holder);
            }
        }
        OptionalLong writes = array.recentWrites(id, deadline);
        if (writes.isEmpty()) {
            throw unknown(name, "whether anybody writes to it");
        }
        if (writes.getAsLong() > 0) {
            throw alive(name, "somebody writes to it, though its holder " + holders + " is disconnected");
        }
    }

    private static HeldElsewhere alive(VolumeName name, String sign) {
        return new HeldElsewhere("volume " + name + " is taken over only from a dead host (preempt: if-dead), but"
                + " " + sign,
                "stop the container that uses it there, or shut that host down, then try again");
    }

    private static HeldElsewhere unknown(VolumeName name, String what) {
        return new HeldElsewhere("volume " + name
                + " is taken over only from a dead host (preempt: if-dead), but the array does not report " + what,
                "make sure that the holder is off, then unmap the volume from it at the array");
    }
}
