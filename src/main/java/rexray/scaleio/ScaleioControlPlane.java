package rexray.scaleio;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.ControlPlane;
import rexray.volume.Deadline;
import rexray.volume.Layout;
import rexray.volume.Limiting;
import rexray.volume.Limits;
import rexray.volume.NodeId;
import rexray.volume.Placement;
import rexray.volume.Resizing;
import rexray.volume.Size;
import rexray.volume.Snapshots;
import rexray.volume.Volume;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

/**
 * A ScaleIO (VxFlex OS, PowerFlex) system behind its REST gateways. Any number of threads may use it; what they
 * share is the login, the topology and the ids of SDCs, each of which guards itself.
 */
public final class ScaleioControlPlane implements ControlPlane, Snapshots, Resizing, Limiting, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ScaleioControlPlane.class);
    private final ScaleioOptions options;
    private final Traffic traffic;
    private final Gateway gateway;
    private final Cluster cluster;
    private final SdcDirectory sdcs;
    private final VolumeQueries volumes;
    private final VolumeCreation creation;
    private final VolumeCopies copies;
    private final VolumeChanges changes;

    /**
     * Asks nothing of the gateway yet.
     *
     * @throws RefusedInput if the endpoint is no address
     */
    public ScaleioControlPlane(ScaleioOptions options) {
        this(options, system -> {}, Surroundings.ofThisMachine(), new Traffic());
    }

    /** @param claim is told the id of the system whenever it is met; what it throws keeps us from doing anything there */
    ScaleioControlPlane(ScaleioOptions options, Consumer<String> claim, Surroundings surroundings, Traffic traffic) {
        this.options = options;
        this.traffic = traffic;
        this.gateway = new Gateway(options, surroundings, traffic);
        this.cluster = new Cluster(gateway, options, claim);
        this.sdcs = new SdcDirectory(gateway);
        this.volumes = new VolumeQueries(gateway, cluster);
        this.creation = new VolumeCreation(gateway, cluster, volumes, options);
        this.copies = new VolumeCopies(gateway, cluster, volumes);
        this.changes = new VolumeChanges(gateway, volumes);
    }

    /**
     * Logs in and makes sure that the configured system, protection domain and storage pool exist. Everything else does
     * the first part by itself when needed; this is for saying early that something is wrong.
     *
     * @throws RefusedInput if there is no such domain or pool; lists those that exist
     * @throws rexray.volume.VolumeException.ArrayUnavailable if there is no such system, among other reasons
     */
    public void connect(Deadline deadline) {
        connect(List.of(options.placement()), deadline);
    }

    /** The same, where new volumes go to these places. */
    public void connect(List<Placement> places, Deadline deadline) {
        Topology topology = cluster.topology(deadline);
        places.forEach(topology::poolFor);
    }

    /**
     * Makes sure, in one request, that the system can be asked now, whatever is remembered of it.
     *
     * @throws rexray.volume.VolumeException.ArrayUnavailable if it cannot
     */
    public void requireAnswer(Deadline deadline) {
        cluster.requireAnswer(deadline);
    }

    /** What the gateways showed of themselves so far. */
    public Traffic traffic() {
        return traffic;
    }

    /**
     * What the storage pools of these places have left for new volumes, in one request for each pool, by domain and pool;
     * without those of which the gateway does not tell.
     *
     * @throws RefusedInput if there is no such pool
     */
    public Map<String, Long> freeBytes(List<Placement> places, Deadline deadline) {
        Topology topology = cluster.topology(deadline);
        Map<String, Long> free = new TreeMap<>();
        places.stream().map(topology::poolFor).distinct().forEach(pool -> cluster.freeBytesIn(pool, deadline)
                .ifPresent(bytes -> free.put(topology.domainNameOf(pool.id()) + "/" + pool.label(), bytes)));
        return free;
    }

    /** The role of the user that we log in as, in ScaleIO's word; empty if the gateway does not list the user. */
    public Optional<String> role(Deadline deadline) {
        try {
            return gateway.get("/api/types/User/instances", Json.list(new TypeReference<List<UserAnswer>>() {
            }), deadline).stream().filter(user -> options.login().userName().equals(user.name())).findFirst()
                    .flatMap(user -> Optional.ofNullable(user.userRole()));
        } catch (Refusal e) {
            log.debug("the role of {} is unknown: {}", options.login().userName(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether a user with that role may look only. */
    public static boolean isReadOnly(String role) {
        return role.equals("Monitor");
    }

    /**
     * Makes sure that the user that we log in as may change volumes, as far as the gateway tells: it may not list the user, or
     * not to this one.
     *
     * @throws RefusedInput if it says that the user may look only
     */
    public void requireWriter(Deadline deadline) {
        Optional<String> role;
        try {
            role = role(deadline);
        } catch (VolumeException e) {
            log.debug("the role of {} is not known: {}", options.login().userName(), e.getMessage());
            return;
        }
        if (role.filter(ScaleioControlPlane::isReadOnly).isPresent()) {
            throw new RefusedInput("the role of the user " + options.login().userName() + " is " + role.get()
                    + ", which is read-only, so that no volume could be made or mounted",
                    "give the user in scaleio.userName the role Configure or a higher one");
        }
    }

    private record UserAnswer(@Nullable String name, @Nullable String userRole) {}

    /** The system that the gateway is of. */
    public String systemId(Deadline deadline) {
        return cluster.topology(deadline).systemId();
    }

    /** The same without asking; empty if that was not needed yet. */
    Optional<String> knownSystemId() {
        return cluster.known().map(Topology::systemId);
    }

    @Override
    public NodeId identify(String hostIdentity, Deadline deadline) {
        return sdcs.identify(hostIdentity, deadline);
    }

    @Override
    public Optional<VolumeId> resolve(VolumeName name, Deadline deadline) {
        return volumes.resolve(name, deadline);
    }

    @Override
    public Optional<String> nameThere(VolumeName name) {
        return ArrayName.of(name).map(ArrayName::value);
    }

    @Override
    public Optional<Volume> read(VolumeId id, Deadline deadline) {
        requireOurs(id, deadline);
        return volumes.read(id, deadline);
    }

    @Override
    public List<Volume> list(Deadline deadline) {
        return volumes.list(deadline);
    }

    @Override
    public Size allocated(Size size) {
        return size.roundUpTo(VolumeCreation.GRANULARITY);
    }

    @Override
    public Optional<VolumeId> create(VolumeName name, Size size, Layout layout, Deadline deadline) {
        return creation.create(name, size, layout, deadline);
    }

    @Override
    public Taking takeSnapshots(List<Wanted> wanted, Deadline deadline) {
        wanted.forEach(one -> requireOurs(one.of(), deadline));
        return copies.take(wanted, deadline);
    }

    @Override
    public List<Volume> snapshots(Deadline deadline) {
        return copies.all(deadline);
    }

    @Override
    public void restore(VolumeId id, VolumeId snapshot, Deadline deadline) {
        requireOurs(id, deadline);
        copies.restore(id, snapshot, deadline);
    }

    @Override
    public Size grow(VolumeId id, Size size, Deadline deadline) {
        requireOurs(id, deadline);
        return changes.grow(id, size, deadline);
    }

    @Override
    public void limit(VolumeId id, NodeId node, Limits limits, Deadline deadline) {
        requireOurs(id, deadline);
        changes.limit(id, node, limits, deadline);
    }

    @Override
    public void remove(VolumeId id, Deadline deadline) {
        requireOurs(id, deadline);
        String what = "removing volume " + id.volume();
        try {
            gateway.change(what, action(id, "removeVolume"), Map.of("removeMode", "ONLY_ME"), Json.done(),
                    left -> doneIf(!volumes.exists(id, left)), deadline);
        } catch (Refusal e) {
            switch (e.kind()) {
                case NO_SUCH_VOLUME -> log.debug("{}: {}", what, e.error());
                default -> throw gateway.refused(what, e);
            }
        }
    }

    @Override
    public Mapping map(VolumeId id, NodeId node, Deadline deadline) {
        requireOurs(id, deadline);
        String what = "mapping volume " + id.volume() + " to SDC " + node;
        try {
            return gateway.change(what, action(id, "addMappedSdc"),
                    Map.of("sdcId", node.value(), "allowMultipleMappings", "FALSE"), body -> Mapping.MADE,
                    left -> volumes.isMapped(id, node, left) ? Optional.of(Mapping.WAS_THERE) : Optional.empty(),
                    deadline);
        } catch (Refusal e) {
            return switch (e.kind()) {
                case MAPPED_TO_IT -> Mapping.WAS_THERE;
                case NO_SUCH_SDC -> {
                    sdcs.forget(node);
                    throw gateway.refused(what, e);
                }
                case TOO_MANY_MAPPINGS -> throw gateway.full(what, e,
                        left -> "this host has " + volumes.heldBy(node, left).size() + " mappings", deadline);
                default -> throw gateway.refused(what, e);
            };
        }
    }

    @Override
    public Unmapping unmap(VolumeId id, NodeId node, Deadline deadline) {
        requireOurs(id, deadline);
        String what = "unmapping volume " + id.volume() + " from SDC " + node;
        try {
            gateway.change(what, action(id, "removeMappedSdc"), Map.of("sdcId", node.value()), Json.done(),
                    left -> doneIf(!volumes.isMapped(id, node, left)), deadline);
            return Unmapping.ENDED;
        } catch (Refusal e) {
            switch (e.kind()) {
                case NOT_MAPPED, NO_SUCH_VOLUME -> log.debug("{}: {}", what, e.error());
                // The system keeps an SDC as long as anything is mapped to it.
                case NO_SUCH_SDC -> sdcs.forget(node);
                default -> throw gateway.refused(what, e);
            }
            return Unmapping.WAS_NONE;
        }
    }

    @Override
    public String describe(NodeId node, Deadline deadline) {
        return sdcs.describe(node, deadline);
    }

    @Override
    public HostState state(NodeId node, Deadline deadline) {
        return sdcs.state(node, deadline);
    }

    @Override
    public OptionalLong recentWrites(VolumeId id, Deadline deadline) {
        requireOurs(id, deadline);
        return volumes.recentWrites(id, deadline);
    }

    @Override
    public Set<VolumeId> heldBy(NodeId node, Deadline deadline) {
        return volumes.heldBy(node, deadline);
    }

    /** Logs out until there is something to ask again: a system has 128 sessions for all its hosts. */
    public void rest() {
        gateway.rest();
    }

    /** Logs out for good. */
    @Override
    public void close() {
        gateway.close();
    }

    /** Ids are unique within one system only: an old note must not lead to another system's volume. */
    private void requireOurs(VolumeId id, Deadline deadline) {
        String system = cluster.topology(deadline).systemId();
        if (!id.system().equals(system)) {
            throw new RefusedInput("volume " + id + " is not of the configured ScaleIO system " + system,
                    "check scaleio.systemID and scaleio.systemName, which may have been changed");
        }
    }

    private static Optional<Done> doneIf(boolean done) {
        return done ? Optional.of(Done.DONE) : Optional.empty();
    }

    private static String action(VolumeId id, String action) {
        return "/api/instances/Volume::" + id.volume() + "/action/" + action;
    }
}
