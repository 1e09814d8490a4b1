package rexray.lab;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.Unsupported;

/**
 * The emulated cluster: its state, the SDCs that are connected to it, and the order in which both change. Any number of
 * threads may use it. Whoever changes a volume holds the lock of its vtree, also across the work of the data servers; the
 * state itself is replaced under a lock of its own, which is never held while anybody waits for an SDC.
 *
 * <p>Bytes come before the record when something is added, and go after it when something is removed; an SDC is let in
 * before its mapping is recorded, and shut out before that record goes. So the state never promises bytes that are not
 * there, and never denies an access that is still open.
 */
final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private final Profile profile;
    private final SystemLimits limits;
    private final ClusterLayout layout;
    private final StateFile file;
    private final DataServers data;
    private final Clock clock;
    private final RandomGenerator random;
    private final AtomicInteger nextPlace;
    private final KeyedLocks vtreeLocks = new KeyedLocks();
    private final Set<String> connected = ConcurrentHashMap.newKeySet();
    private final ReentrantLock change = new ReentrantLock();
    private final Condition changed = change.newCondition();
    private volatile State state;
    private final AtomicLong version;

    private Cluster(Profile profile, SystemLimits limits, ClusterLayout layout, StateFile file, DataServers data,
            Clock clock, RandomGenerator random, State state) {
        this.profile = profile;
        this.limits = limits;
        this.layout = layout;
        this.file = file;
        this.data = data;
        this.clock = clock;
        this.random = random;
        this.state = state;
        // So that no number of an earlier process comes back with another meaning.
        this.version = new AtomicLong(clock.millis() << 20);
        this.nextPlace = new AtomicInteger(1 + Stream
                .of(state.domains().keySet(), state.pools().keySet(), state.volumes().keySet(),
                        state.vtrees().keySet(), state.sdcs().keySet())
                .flatMap(Collection::stream).mapToInt(Ids::placeOf).max().orElse(0));
    }

    /** The cluster of that file, with its data served again; a new one if there is none. No SDC is connected yet. */
    static Cluster open(Profile profile, SystemLimits limits, ClusterLayout layout, StateFile file, DataServers data,
            Clock clock, RandomGenerator random) {
        Optional<State> kept = file.load();
        State state = kept.orElseGet(() -> State.ofNewCluster(random, clock.instant().getEpochSecond()));
        if (kept.isEmpty()) {
            file.save(state);
        }
        Cluster cluster = new Cluster(profile, limits, layout, file, data, clock, random, state);
        layout.pools().forEach(cluster::setUp);
        for (StoredVolume volume : state.volumes().values()) {
            data.allocate(volume.id(), volume.sizeInKb());
            cluster.admit(volume);
        }
        return cluster;
    }

    /** Id of the system, the {@code MDM-ID} of {@code drv_cfg}: 16 lower-case hexadecimal digits. */
    String systemId() {
        return state.systemId();
    }

    /**
     * Notes that an SDC is connected, and returns its id: always the same for one GUID, in any case of letters.
     * {@link Rejection.ByMdm} if it is new and there are too many.
     */
    String registerSdc(String guid, String ip) {
        commit(now -> now.with(now.sdcByGuid(guid).map(known -> known.withIp(ip))
                .orElseGet(() -> {
                    limits.checkOneMoreSdc(now);
                    return StoredSdc.of(newId(), guid.toUpperCase(Locale.ROOT), ip);
                })));
        String sdcId = state.sdcByGuid(guid).orElseThrow().id();
        for (StoredVolume volume : state.volumesMappedTo(sdcId)) {
            alone(List.of(volume.vtreeId()), () -> {
                if (state.volumes().containsKey(volume.id()) && state.volume(volume.id()).isMappedTo(sdcId)) {
                    data.attach(volume.id(), sdcId, state.volume(volume.id()).accessOf(sdcId));
                }
                return sdcId;
            });
        }
        connected.add(sdcId);
        LOG.info("SDC {} connected from {} as {}", guid, ip, sdcId);
        return sdcId;
    }

    /** Notes that an SDC is no longer connected; its mappings stay. */
    void disconnectSdc(String sdcId) {
        if (connected.remove(sdcId)) {
            LOG.info("SDC {} disconnected", sdcId);
        }
    }

    boolean isConnected(String sdcId) {
        return connected.contains(sdcId);
    }

    /** The volumes mapped to an SDC, those mapped to all SDCs included. */
    List<MappedVolume> mappedTo(String sdcId) {
        return state.volumesMappedTo(sdcId).stream()
                .map(volume -> new MappedVolume(volume.id(), volume.sizeInKb())).toList();
    }

    /** A number that grows whenever {@link #mappedTo} may answer otherwise than before, also across restarts of the gateway. */
    long version() {
        return version.get();
    }

    /**
     * Waits for a change.
     *
     * @return whether the version is no longer {@code seenVersion}
     */
    boolean awaitChange(long seenVersion, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        change.lockInterruptibly();
        try {
            while (version.get() == seenVersion && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return version.get() != seenVersion;
        } finally {
            change.unlock();
        }
    }

    /** The release that the cluster is of. */
    Profile profile() {
        return profile;
    }

    SystemLimits limits() {
        return limits;
    }

    private void setUp(ClusterLayout.Pool pool) {
        if (pool.kind() == PoolKind.FINE && !profile.has(Feature.FINE_GRANULARITY)) {
            throw new Unsupported("ScaleIO " + profile.apiVersion() + " has no pools with fine granularity, as "
                    + pool.place() + " shall be", "choose a later profile, or leave the pool out");
        }
        if (state.poolAt(pool.place()).isEmpty()) {
            commit(now -> now.domainNamed(pool.domain()).isPresent()
                    ? now
                    : now.with(StoredDomain.of(newId(), pool.domain())));
            String domainId = state.domainNamed(pool.domain()).orElseThrow().id();
            // One of that name is of a state that was saved before there were places, or a client made it.
            commit(now -> now.with(now.poolNamed(domainId, pool.name())
                    .map(known -> known.at(pool.place()))
                    .orElseGet(() -> new StoredPool(newId(), pool.name(), domainId, false, false, pool.kind(),
                            pool.place()))));
        }
        PoolKind kept = state.poolAt(pool.place()).orElseThrow().kind();
        if (kept != pool.kind()) {
            throw new RefusedInput(
                    "the pool " + pool.place() + " of this cluster is " + kept + " and cannot become " + pool.kind(),
                    "give it the option as before, or another name");
        }
    }

    /** What all volumes of a pool may have together; nought for one that a client made, which has no disks. */
    long capacityInKb(StoredPool pool) {
        return layout.pools().stream().filter(known -> known.place().equals(pool.place()))
                .mapToLong(known -> known.capacity().kb()).sum();
    }

    ClusterLayout layout() {
        return layout;
    }

    State state() {
        return state;
    }

    DataServers data() {
        return data;
    }

    /** Seconds since 1970. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    String newId() {
        return Ids.of(random, nextPlace.getAndIncrement());
    }

    /** The SDCs that may use a volume. */
    List<String> sdcsOf(StoredVolume volume) {
        return volume.mappedToAll()
                ? List.copyOf(state.sdcs().keySet())
                : volume.mappings().stream().map(Mapping::sdcId).toList();
    }

    /** Lets the SDCs of a volume do what their mappings allow, no more and no less. */
    void admit(StoredVolume volume) {
        admit(volume, sdcsOf(volume));
    }

    private void admit(StoredVolume volume, Collection<String> sdcIds) {
        sdcIds.forEach(sdcId -> data.attach(volume.id(), sdcId, volume.accessOf(sdcId)));
    }

    /** Puts a volume with other settings, or other settings of its mappings, in the place of the one that it was. */
    void replace(StoredVolume before, StoredVolume after) {
        List<String> changed = sdcsOf(after).stream()
                .filter(sdcId -> before.accessOf(sdcId) != after.accessOf(sdcId)).toList();
        admit(after, changed);
        try {
            commit(now -> now.with(after));
        } catch (RuntimeException e) {
            admit(before, changed);
            throw e;
        }
    }

    /** Runs while nobody else changes the volumes of these vtrees. */
    <T> T alone(Collection<String> vtreeIds, Supplier<T> work) {
        return vtreeLocks.holding(vtreeIds, work);
    }

    /** Changes one volume while nobody else changes it or its relatives. */
    void aloneWith(String volumeId, Consumer<StoredVolume> work) {
        alone(List.of(state.volume(volumeId).vtreeId()), () -> {
            work.accept(state.volume(volumeId));
            return volumeId;
        });
    }

    /**
     * Replaces the state, durably, and tells whoever waits.
     *
     * @param step from the state as it is to the one that shall be; may refuse by a {@link Rejection}
     */
    void commit(UnaryOperator<State> step) {
        change.lock();
        try {
            State next = step.apply(state);
            if (!next.equals(state)) {
                file.save(next);
                state = next;
                version.incrementAndGet();
                changed.signalAll();
            }
        } finally {
            change.unlock();
        }
    }
}
