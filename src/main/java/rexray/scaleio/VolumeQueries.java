package rexray.scaleio;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rexray.scaleio.Topology.Pool;
import rexray.volume.Deadline;
import rexray.volume.NodeId;
import rexray.volume.Volume;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

/** The questions about volumes, each of them one request. Nothing of a volume is remembered. */
final class VolumeQueries {
    private static final TypeReference<List<VolumeAnswer>> VOLUMES = new TypeReference<>() {
    };
    private final Gateway gateway;
    private final Cluster cluster;

    VolumeQueries(Gateway gateway, Cluster cluster) {
        this.gateway = gateway;
        this.cluster = cluster;
    }

    Optional<VolumeId> resolve(VolumeName name, Deadline deadline) {
        Optional<ArrayName> there = ArrayName.of(name);
        if (there.isEmpty()) {
            return Optional.empty();
        }
        String system = cluster.topology(deadline).systemId();
        try {
            return gateway.query("/api/types/Volume/instances/action/queryIdByKey", Map.of("name", there.get().value()),
                    Json.id(), deadline).map(id -> new VolumeId(system, id));
        } catch (Refusal e) {
            if (e.kind() == RefusalKind.NO_SUCH_VOLUME) {
                return Optional.empty();
            }
            throw gateway.noAnswer("volume " + name, e);
        }
    }

    Optional<Volume> read(VolumeId id, Deadline deadline) {
        return answer(id, deadline).map(answer -> volume(answer, deadline));
    }

    List<Volume> list(Deadline deadline) {
        return list(VolumeAnswer::isMountableByName, deadline);
    }

    /** One request, and of a long list only those are kept that are wanted. */
    List<Volume> list(Predicate<VolumeAnswer> wanted, Deadline deadline) {
        // So that it is there when the first volume needs it, in the middle of the answer.
        cluster.topology(deadline);
        try {
            return gateway.get("/api/types/Volume/instances", Json.list(VolumeAnswer.class,
                    answer -> Optional.of(answer).filter(wanted).map(match -> volume(match, deadline))),
                    deadline);
        } catch (Refusal e) {
            throw gateway.noAnswer("the volumes", e);
        }
    }

    private Volume volume(VolumeAnswer answer, Deadline deadline) {
        return answer.toVolume(cluster.topologyWith(answer.storagePoolId(), deadline));
    }

    boolean exists(VolumeId id, Deadline deadline) {
        return answer(id, deadline).isPresent();
    }

    boolean isMapped(VolumeId id, NodeId node, Deadline deadline) {
        return answer(id, deadline).filter(answer -> answer.isMappedTo(node)).isPresent();
    }

    OptionalLong recentWrites(VolumeId id, Deadline deadline) {
        try {
            return gateway.get("/api/instances/Volume::" + id.volume() + "/relationships/Statistics",
                    Json.object(StatisticsAnswer.class), deadline).writes();
        } catch (Refusal e) {
            throw gateway.noAnswer("the statistics of volume " + id.volume(), e);
        }
    }

    Set<VolumeId> heldBy(NodeId node, Deadline deadline) {
        String system = cluster.topology(deadline).systemId();
        try {
            return gateway.get("/api/instances/Sdc::" + node + "/relationships/Volume", Json.list(VOLUMES), deadline)
                    .stream().map(answer -> new VolumeId(system, answer.id())).collect(Collectors.toSet());
        } catch (Refusal e) {
            if (e.kind() == RefusalKind.NO_SUCH_SDC) {
                throw new NotFound("the ScaleIO system knows no SDC " + node,
                        "check with `drv_cfg --query_mdms` that this host's SDC is connected");
            }
            throw gateway.noAnswer("the volumes of SDC " + node, e);
        }
    }

    /** What the storage pool of a volume has left, in words for the message of what did not fit there. */
    String roomBeside(VolumeId id, Deadline deadline) {
        Optional<Pool> pool = answer(id, deadline).map(VolumeAnswer::storagePoolId)
                .flatMap(poolId -> cluster.topologyWith(poolId, deadline).pool(poolId));
        if (pool.isEmpty()) {
            return "the array does not tell what its storage pool has left";
        }
        OptionalLong bytes = cluster.freeBytesIn(pool.get(), deadline);
        return "storage pool " + pool.get().label() + (bytes.isEmpty()
                ? " does not tell what it has left"
                : " has " + (bytes.getAsLong() >> 30) + " GB left");
    }

    private Optional<VolumeAnswer> answer(VolumeId id, Deadline deadline) {
        try {
            return Optional.of(gateway.get("/api/instances/Volume::" + id.volume(), Json.object(VolumeAnswer.class),
                    deadline));
        } catch (Refusal e) {
            if (e.kind() == RefusalKind.NO_SUCH_VOLUME) {
                return Optional.empty();
            }
            throw gateway.noAnswer("volume " + id.volume(), e);
        }
    }
}
