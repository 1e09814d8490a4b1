package rexray.scaleio;

import java.util.Optional;
import java.util.OptionalLong;
import rexray.scaleio.Topology.Pool;
import rexray.volume.Deadline;
import rexray.volume.Layout;
import rexray.volume.Placement;
import rexray.volume.Size;
import rexray.volume.Switch;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeException.ArrayFull;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

/** Makes volumes: where they go, how they are made, and why one cannot be. */
final class VolumeCreation {
    /** The array rounds up to it in silence. */
    static final Size GRANULARITY = Size.ofGb(8);
    private final Gateway gateway;
    private final Cluster cluster;
    private final VolumeQueries volumes;
    private final ScaleioOptions options;

    VolumeCreation(Gateway gateway, Cluster cluster, VolumeQueries volumes, ScaleioOptions options) {
        this.gateway = gateway;
        this.cluster = cluster;
        this.volumes = volumes;
        this.options = options;
    }

    Optional<VolumeId> create(VolumeName name, Size size, Layout layout, Deadline deadline) {
        ArrayName there = ArrayName.of(name).orElseThrow(() -> new RefusedInput(
                "ScaleIO allows no volume with the name '" + name + "'",
                "use ASCII letters, digits or punctuation characters, without spaces"));
        Topology topology = cluster.topology(deadline);
        try {
            return create(name, there, size, layout, topology, deadline);
        } catch (Refusal e) {
            if (e.kind() != RefusalKind.NO_SUCH_POOL) {
                throw gateway.refused("creating volume " + name, e);
            }
        }
        // The pool that we knew is gone. One of that name may have been made since.
        Topology fresh = cluster.reload(topology, deadline);
        try {
            return create(name, there, size, layout, fresh, deadline);
        } catch (Refusal e) {
            throw gateway.refused("creating volume " + name, e);
        }
    }

    private Optional<VolumeId> create(VolumeName name, ArrayName there, Size size, Layout layout,
            Topology topology, Deadline deadline)
            throws Refusal {
        Placement usual = layout.otherwise().orElseGet(options::placement);
        Pool pool = topology.poolFor(usual, layout);
        Size allocated = size.roundUpTo(GRANULARITY);
        Creation.Request request = new Creation.Request(there.value(), Long.toString(allocated.kb()),
                pool.protectionDomainId(), pool.id(),
                layout.provisioning().orElseGet(usual::provisioning) == Provisioning.THIN
                        ? "ThinProvisioned"
                        : "ThickProvisioned",
                layout.readCache().map(wanted -> readCache(name, wanted, pool)).orElse(null),
                layout.compression().flatMap(wanted -> compression(name, wanted, pool)).orElse(null));
        try {
            return switch (send(name, request, deadline)) {
                case Creation.Made(String id) -> Optional.of(new VolumeId(topology.systemId(), id));
                case Creation.Taken() -> Optional.empty();
            };
        } catch (Refusal e) {
            return switch (e.kind()) {
                case NAME_TAKEN -> Optional.empty();
                case FULL -> throw full(name, allocated, pool, e, deadline);
                default -> throw e;
            };
        }
    }

    private static String readCache(VolumeName name, Switch wanted, Pool pool) {
        if (wanted == Switch.ON && Boolean.FALSE.equals(pool.useRmcache())) {
            throw new RefusedInput(
                    "volume " + name + " cannot have its reads cached in RAM: storage pool " + pool.label() + ""
                            + " has no such cache",
                    "leave useRmcache out, or turn on the pool's cache");
        }
        return wanted == Switch.ON ? "TRUE" : "FALSE";
    }

    /** Other pools do not know the word, and what they hold is not compressed. */
    private static Optional<String> compression(VolumeName name, Switch wanted, Pool pool) {
        boolean possible = "FineGranularity".equals(pool.dataLayout());
        if (wanted == Switch.ON && !possible) {
            throw new RefusedInput(
                    "volume " + name + " cannot be compressed: storage pool " + pool.label() + " has "
                            + (pool.dataLayout() == null
                                    ? "no data layout"
                                    : "the data layout " + pool.dataLayout())
                            + ", and only FineGranularity, from release 3.0 on, supports compression",
                    "leave compression out, or choose a pool with fine granularity");
        }
        return possible ? Optional.of(wanted == Switch.ON ? "Normal" : "None") : Optional.empty();
    }

    /** If the reply is lost, a volume of that name is called taken: the caller compares it with what he wants. */
    private Creation send(VolumeName name, Creation.Request request, Deadline deadline) throws Refusal {
        return gateway.<Creation>change("creating volume " + name, "/api/types/Volume/instances", request,
                Json.object(Creation.Made.class)::read,
                left -> volumes.resolve(name, left).map(id -> new Creation.Taken()), deadline);
    }

    private ArrayFull full(VolumeName name, Size allocated, Pool pool, Refusal e, Deadline deadline) {
        OptionalLong bytes = cluster.freeBytesIn(pool, deadline.atMost(Gateway.FIGURES));
        String free = bytes.isEmpty() ? "" : ", which has " + (bytes.getAsLong() >> 30) + " GB left";
        return new ArrayFull(
                "volume " + name + " of " + allocated + " does not fit into storage pool " + pool.label() + free + ": "
                        + e.error(),
                "choose a smaller size or another pool, or remove volumes");
    }
}
