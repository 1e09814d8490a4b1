package rexray.volume;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.NotFound;

/**
 * Frees a volume that other hosts hold: each holder is fenced by its own id and read back as gone. Only the holders
 * seen when the takeover began are ended; if anybody else got in meanwhile, that one has won and we refuse.
 */
final class Takeover {
    private static final Logger log = LoggerFactory.getLogger(Takeover.class);

    private final ControlPlane array;

    Takeover(ControlPlane array) {
        this.array = array;
    }

    /**
     * Ends every holder of {@code volume} but {@code self}.
     *
     * @param volume as it was read when the operation began
     * @throws HeldElsewhere if somebody else got in, or holds it in a way that cannot be ended for one host alone
     */
    void fence(VolumeName name, Volume volume, NodeId self, Deadline deadline) {
        for (Holder holder : others(volume, self)) {
            if (!(holder instanceof Holder.Host)) {
                throw new HeldElsewhere(
                        "volume " + name + " is mapped to " + holder + ", which cannot be ended for one host alone",
                        "end that mapping at the array, then try again");
            }
        }
        Volume now = read(name, volume.id(), deadline);
        if (!now.holders().equals(volume.holders())) {
            throw changed(name, now, self);
        }
        for (Holder holder : others(volume, self)) {
            array.unmap(volume.id(), ((Holder.Host) holder).node(), deadline);
        }
        Volume after = read(name, volume.id(), deadline);
        if (!others(after, self).isEmpty()) {
            throw changed(name, after, self);
        }
        log.warn("volume {} was taken from {}, as the configuration says (preempt: true)", name, others(volume, self));
    }

    private Volume read(VolumeName name, VolumeId id, Deadline deadline) {
        return array.read(id, deadline).orElseThrow(() -> new NotFound(
                "volume " + name + " was removed from the array while it was being taken over", "create it again"));
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
