package rexray.volume;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rexray.volume.Volume.Provisioning;

/**
 * That a volume is mapped to this host, or may be, and how it looked then. Written before the mapping is asked for,
 * removed after it is gone.
 *
 * @param node the array's id of this host
 * @param ours whether we asked for the mapping; one that was there before us is not ours to end
 * @param seenAtMillis when the array said so, epoch milliseconds
 */
record MappingNote(String name, String node, boolean ours, long sizeInKb, Provisioning provisioning, String pool,
        String domain,
        long createdAtMillis, long seenAtMillis) {

    static MappingNote of(VolumeName name, NodeId node, boolean ours, Volume volume, Instant now) {
        return new MappingNote(name.value(), node.value(), ours, volume.size().kb(), volume.provisioning(),
                volume.pool(),
                volume.domain(), volume.created().toEpochMilli(), now.toEpochMilli());
    }

    MappingNote withSize(Size size) {
        return new MappingNote(name, node, ours, size.kb(), provisioning, pool, domain, createdAtMillis, seenAtMillis);
    }

    /** The volume as it was last seen, held by this host. */
    Volume volume(VolumeId id) {
        return new Volume(id, Optional.of(name), Size.ofKb(sizeInKb), provisioning, pool, domain, Optional.empty(),
                Instant.ofEpochMilli(createdAtMillis),
                List.of(new Holder.Host(new NodeId(node), Optional.empty(), Optional.of("this host"))));
    }

    Instant seenAt() {
        return Instant.ofEpochMilli(seenAtMillis);
    }
}
