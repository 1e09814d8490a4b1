package rexray.scaleio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

/**
 * The ScaleIO system of a service, whose options may change while it is at work: a {@link ScaleioControlPlane} that another
 * one can take the place of. What is asked of it ends with the one that it began with, and the last to use one that was
 * replaced logs it out. Any number of threads may use it.
 */
public final class ConfiguredArray implements ControlPlane, Snapshots, Resizing, Limiting, AutoCloseable {
    private final Traffic traffic = new Traffic();
    private final Consumer<String> claim;
    private final Surroundings surroundings;
    /** Guarded by this. */
    private Driver current;

    /**
     * Asks nothing of the gateway yet.
     *
     * @param claim is told the id of the system whenever it is met; what it throws keeps us from doing anything there
     * @throws RefusedInput if the endpoint is no address
     */
    public ConfiguredArray(ScaleioOptions options, Consumer<String> claim) {
        this(options, claim, Surroundings.ofThisMachine());
    }

    ConfiguredArray(ScaleioOptions options, Consumer<String> claim, Surroundings surroundings) {
        this.claim = claim;
        this.surroundings = surroundings;
        this.current = driver(options, Optional.empty());
    }

    /** One set of options at work, and for how many requests; what changes is guarded by the array. */
    private static final class Driver {
        private final ScaleioOptions options;
        private final ScaleioControlPlane array;
        private int requests;
        private boolean isReplaced;

        private Driver(ScaleioOptions options, ScaleioControlPlane array) {
            this.options = options;
            this.array = array;
        }

        private boolean isOver() {
            return isReplaced && requests == 0;
        }
    }

    /**
     * Takes over what can change of the options while a service is at work. They are tried first, by logging in, unless the
     * array was never reached under those of before, so that there is nothing to lose. Another user must be one who may
     * change volumes.
     *
     * @param placements where new volumes go from now on
     * @throws rexray.volume.VolumeException if the array does not accept them; those of before stay in force then
     */
    public void reconfigure(ScaleioOptions wanted, List<Placement> placements, Deadline deadline) {
        Driver before = current();
        ScaleioOptions options = before.options.changedTo(wanted);
        // What is in a file of certificates may have changed without the options.
        if (options.equals(before.options) && !(options.trust() instanceof Trust.File)) {
            if (before.array.knownSystemId().isPresent()) {
                connect(placements, deadline);
            }
            return;
        }
        Optional<String> system = before.array.knownSystemId();
        Driver next = driver(options, system);
        try {
            if (system.isPresent()) {
                next.array.connect(placements, deadline);
                requireNoLess(before.options.login(), options.login(), next.array, deadline);
            }
        } catch (RuntimeException e) {
            next.array.close();
            throw e;
        }
        replaceBy(next);
    }

    /** Who looks only already has nothing to lose by another password. */
    private static void requireNoLess(Login before, Login now, ScaleioControlPlane array, Deadline deadline) {
        if (!now.userName().equals(before.userName())) {
            array.requireWriter(deadline);
        }
    }

    private static void requireSame(String before, String now) {
        if (!before.equals(now)) {
            throw new ArrayUnavailable("the gateways in scaleio.endpoint are of the ScaleIO system " + now
                    + ", and this service is at work with " + before,
                    "name gateways of the same system; to change to another one, run 'rexray service restart' once"
                            + " no volume is in use here",
                    null);
        }
    }

    private void replaceBy(Driver next) {
        Driver before;
        boolean isOver;
        synchronized (this) {
            before = current;
            current = next;
            before.isReplaced = true;
            isOver = before.isOver();
        }
        traffic.isWith(next.options.endpoints().stream().map(endpoint -> Endpoint.of(endpoint).toString())
                .collect(Collectors.toSet()));
        if (isOver) {
            before.array.close();
        }
    }

    /** @param system the only one that it may be of, so that a trial claims no other; empty for any */
    private Driver driver(ScaleioOptions options, Optional<String> system) {
        return new Driver(options, new ScaleioControlPlane(options, met -> {
            system.ifPresent(expected -> requireSame(expected, met));
            claim.accept(met);
        }, surroundings, traffic));
    }

    private synchronized Driver current() {
        return current;
    }

    private synchronized Driver enter() {
        current.requests++;
        return current;
    }

    private synchronized boolean leave(Driver driver) {
        driver.requests--;
        return driver.isOver();
    }

    private <T> T ask(Function<ScaleioControlPlane, T> question) {
        Driver driver = enter();
        try {
            return question.apply(driver.array);
        } finally {
            if (leave(driver)) {
                driver.array.close();
            }
        }
    }

    private void have(Consumer<ScaleioControlPlane> work) {
        ask(array -> {
            work.accept(array);
            return Done.DONE;
        });
    }

    /** As {@link ScaleioControlPlane#connect}. */
    public void connect(List<Placement> placements, Deadline deadline) {
        have(array -> array.connect(placements, deadline));
    }

    /** As {@link ScaleioControlPlane#requireAnswer}. */
    public void requireAnswer(Deadline deadline) {
        have(array -> array.requireAnswer(deadline));
    }

    /** As {@link ScaleioControlPlane#requireWriter}. */
    public void requireWriter(Deadline deadline) {
        have(array -> array.requireWriter(deadline));
    }

    /** What the gateways showed of themselves so far. */
    public Traffic traffic() {
        return traffic;
    }

    /** As {@link ScaleioControlPlane#freeBytes}. */
    public Map<String, Long> freeBytes(List<Placement> places, Deadline deadline) {
        return ask(array -> array.freeBytes(places, deadline));
    }

    /** Logs out until there is something to ask again. */
    public void rest() {
        have(ScaleioControlPlane::rest);
    }

    @Override
    public NodeId identify(String hostIdentity, Deadline deadline) {
        return ask(array -> array.identify(hostIdentity, deadline));
    }

    @Override
    public Optional<VolumeId> resolve(VolumeName name, Deadline deadline) {
        return ask(array -> array.resolve(name, deadline));
    }

    @Override
    public Optional<String> nameThere(VolumeName name) {
        return ask(array -> array.nameThere(name));
    }

    @Override
    public Optional<Volume> read(VolumeId id, Deadline deadline) {
        return ask(array -> array.read(id, deadline));
    }

    @Override
    public List<Volume> list(Deadline deadline) {
        return ask(array -> array.list(deadline));
    }

    @Override
    public Size allocated(Size size) {
        return ask(array -> array.allocated(size));
    }

    @Override
    public Optional<VolumeId> create(VolumeName name, Size size, Layout layout, Deadline deadline) {
        return ask(array -> array.create(name, size, layout, deadline));
    }

    @Override
    public Taking takeSnapshots(List<Wanted> wanted, Deadline deadline) {
        return ask(array -> array.takeSnapshots(wanted, deadline));
    }

    @Override
    public List<Volume> snapshots(Deadline deadline) {
        return ask(array -> array.snapshots(deadline));
    }

    @Override
    public void restore(VolumeId id, VolumeId snapshot, Deadline deadline) {
        have(array -> array.restore(id, snapshot, deadline));
    }

    @Override
    public Size grow(VolumeId id, Size size, Deadline deadline) {
        return ask(array -> array.grow(id, size, deadline));
    }

    @Override
    public void limit(VolumeId id, NodeId node, Limits limits, Deadline deadline) {
        have(array -> array.limit(id, node, limits, deadline));
    }

    @Override
    public void remove(VolumeId id, Deadline deadline) {
        have(array -> array.remove(id, deadline));
    }

    @Override
    public Mapping map(VolumeId id, NodeId node, Deadline deadline) {
        return ask(array -> array.map(id, node, deadline));
    }

    @Override
    public Unmapping unmap(VolumeId id, NodeId node, Deadline deadline) {
        return ask(array -> array.unmap(id, node, deadline));
    }

    @Override
    public String describe(NodeId node, Deadline deadline) {
        return ask(array -> array.describe(node, deadline));
    }

    @Override
    public HostState state(NodeId node, Deadline deadline) {
        return ask(array -> array.state(node, deadline));
    }

    @Override
    public OptionalLong recentWrites(VolumeId id, Deadline deadline) {
        return ask(array -> array.recentWrites(id, deadline));
    }

    @Override
    public Set<VolumeId> heldBy(NodeId node, Deadline deadline) {
        return ask(array -> array.heldBy(node, deadline));
    }

    /** Logs out for good. */
    @Override
    public void close() {
        current().array.close();
    }
}
