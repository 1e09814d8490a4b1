package rexray.scaleio;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.RefusedInput;

/** What we remember of a ScaleIO system between requests: its topology. Any number of threads may use it. */
final class Cluster {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private final Gateway gateway;
    private final ScaleioOptions options;
    private final Consumer<String> claim;
    private final Kept<Topology> topology;
    /** Pools that volumes are in and that the gateway does not list: not worth another look at each request. */
    private final Set<String> hiddenPools = ConcurrentHashMap.newKeySet();

    /** @param claim is told the id of the system whenever it is met, and may refuse it */
    Cluster(Gateway gateway, ScaleioOptions options, Consumer<String> claim) {
        this.claim = claim;
        this.gateway = gateway;
        this.options = options;
        this.topology = new Kept<>("the topology of the system at " + gateway.endpoint());
    }

    /** The topology, if it was needed before. */
    Optional<Topology> known() {
        return topology.now();
    }

    Topology topology(Deadline deadline) {
        return topology.get(deadline, this::load);
    }

    /** The topology, loaded again if one of these pools is new to it. */
    Topology topologyWith(String poolId, Deadline deadline) {
        Topology known = topology(deadline);
        if (known.knowsPool(poolId) || hiddenPools.contains(poolId)) {
            return known;
        }
        Topology fresh = reload(known, deadline);
        if (!fresh.knowsPool(poolId)) {
            hiddenPools.add(poolId);
        }
        return fresh;
    }

    /** Another one than {@code stale}, which proved wrong. */
    Topology reload(Topology stale, Deadline deadline) {
        topology.drop(stale);
        return topology(deadline);
    }

    /** Asks for the system, whatever is remembered of it, in one request; throws what stands in the way. */
    void requireAnswer(Deadline deadline) {
        ask("the system", () -> Topology.system(gateway, options, deadline));
    }

    private Topology load(Deadline deadline) {
        Topology loaded = ask("the protection domains and storage pools of the system",
                () -> Topology.load(gateway, options, deadline));
        log.info("the ScaleIO gateway at {} speaks API {} for system {} ({})", gateway.endpoint(),
                loaded.apiVersion(), loaded.system().label(), loaded.systemId());
        claim.accept(loaded.systemId());
        return loaded;
    }

    private interface Question<T> {
        T ask() throws Refusal;
    }

    private <T> T ask(String what, Question<T> question) {
        try {
            return question.ask();
        } catch (RefusedInput e) {
            // Without the right system nothing is known of any volume, which must not read as a volume that is refused.
            throw new ArrayUnavailable(e.problem(), e.remedy(), e);
        } catch (Refusal e) {
            throw new ArrayUnavailable("cannot list " + what + " at " + gateway.endpoint() + ": " + e.error(),
                    "check that the gateway is healthy and that the user may query it", e);
        }
    }

    /** What a pool has left for new volumes, if the gateway tells at once. */
    OptionalLong freeBytesIn(Topology.Pool pool, Deadline deadline) {
        try {
            Statistics statistics = gateway.get(
                    "/api/instances/StoragePool::" + pool.id() + "/relationships/Statistics",
                    Json.object(Statistics.class), deadline);
            Long kb = statistics.capacityAvailableForVolumeAllocationInKb();
            return kb == null ? OptionalLong.empty() : OptionalLong.of(kb * 1024);
        } catch (Refusal e) {
            log.debug("the free capacity of storage pool {} is unknown: {}", pool.label(), e.getMessage());
            return OptionalLong.empty();
        }
    }

    private record Statistics(@Nullable Long capacityAvailableForVolumeAllocationInKb) {}
}
