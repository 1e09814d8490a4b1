package rexray.volume;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import rexray.volume.VolumeException.ArrayFull;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;

/** An array in memory, with what its volumes hold. Judged by the same contract suite as the real driver. */
public final class FakeArray implements ControlPlane, Snapshots, Resizing, Limiting {
    static final String SYSTEM = "2f9b5c1e7a3d4610";
    static final Size STEP = Size.ofGb(8);
    private static final Size CAPACITY = Size.ofGb(1024);
    static final String POOL = "hdd";

    private final Map<String, NodeId> nodes = new LinkedHashMap<>();
    private final Map<VolumeId, Disk> disks = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private int made;
    private final Set<VolumeId> hidden = new HashSet<>();
    private final Set<VolumeId> denied = new HashSet<>();
    private final Map<NodeId, HostState> states = new HashMap<>();
    private Runnable fault = () -> {};

    /** One volume: what the array knows of it and what is on it. */
    public static final class Disk {
        private final String name;
        private Size size;
        private final String pool;
        private final List<NodeId> holders = new ArrayList<>();
        private final Map<NodeId, Limits> limits = new HashMap<>();
        public Content content = new Content.Blank();
        final FakeTree tree = new FakeTree();
        private OptionalLong recentWrites = OptionalLong.of(0);

        private Optional<VolumeId> ancestor = Optional.empty();
        private boolean isCopy;

        private Disk(String name, Size size, String pool) {
            this.name = name;
            this.size = size;
            this.pool = pool;
        }
    }

    public FakeArray(String... identities) {
        for (String identity : identities) {
            nodes.put(identity, new NodeId(String.format("b7e4d029%08x", nodes.size() + 1)));
        }
    }

    /** Runs before each request from now on; what it throws is the request's failure. */
    public synchronized void onEachRequest(Runnable newFault) {
        fault = newFault;
    }

    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    public synchronized Disk disk(String name) {
        return disks.values().stream().filter(disk -> disk.name.equals(name)).findFirst().orElseThrow();
    }

    public synchronized VolumeId id(String name) {
        return disks.entrySet().stream().filter(entry -> entry.getValue().name.equals(name)).map(Map.Entry::getKey)
                .findFirst().orElseThrow();
    }

    public synchronized Size size(String name) {
        return disk(name).size;
    }

    /** The volume has this size from now on, though no array has so small ones. */
    public synchronized void setSize(String name, Size size) {
        disk(name).size = size;
    }

    public synchronized List<NodeId> holders(String name) {
        return List.copyOf(disk(name).holders);
    }

    public synchronized boolean isHeldBy(VolumeId id, NodeId node) {
        return Optional.ofNullable(disks.get(id)).map(disk -> disk.holders.contains(node)).orElse(false);
    }

    /** Volumes v0, v1 and so on are there already, more than there is room for. */
    public synchronized void fill(int volumes) {
        for (int i = 0; i < volumes; i++) {
            disks.put(new VolumeId(SYSTEM, String.format("f111%012x", i)), new Disk("v" + i, STEP, POOL));
        }
    }

    /** What the array tells of a host's connection from now on; until then it is connected. */
    public synchronized void setState(NodeId node, HostState state) {
        states.put(node, state);
    }

    /** What the statistics tell of a volume from now on; until then nobody writes. */
    public synchronized void setRecentWrites(String name, OptionalLong writes) {
        disk(name).recentWrites = writes;
    }

    /** The list of a host's volumes leaves this one out from now on. */
    public synchronized void hideFromLists(String name) {
        hidden.add(id(name));
    }

    /** Neither lists nor reads of this volume tell who holds it from now on, though nothing changed. */
    public synchronized void denyHoldersOf(String name) {
        hidden.add(id(name));
        denied.add(id(name));
    }

    /** Somebody ends a mapping at the array. */
    public synchronized void cut(String name, NodeId node) {
        disk(name).holders.remove(node);
    }

    /** A mapping that somebody else makes at the array, multiple mapping allowed. */
    public synchronized void hold(String name, NodeId node) {
        hold(id(name), node);
    }

    synchronized void hold(VolumeId id, NodeId node) {
        Optional.ofNullable(disks.get(id)).orElseThrow().holders.add(node);
    }

    @Override
    public synchronized NodeId identify(String hostIdentity, Deadline deadline) {
        fault.run();
        return Optional.ofNullable(nodes.get(hostIdentity))
                .orElseThrow(() -> new NotFound("no host " + hostIdentity, "connect it"));
    }

    @Override
    public synchronized Optional<VolumeId> resolve(VolumeName name, Deadline deadline) {
        if (!isAllowed(name)) {
            return Optional.empty();
        }
        note("resolve");
        return disks.entrySet().stream().filter(entry -> entry.getValue().name.equals(nameThere(name).orElseThrow()))
                .map(Map.Entry::getKey).findFirst();
    }

    /** Names of more than 31 characters are other ones here, as at a real array. */
    @Override
    public Optional<String> nameThere(VolumeName name) {
        return Optional.of(name.value()).filter(value -> isAllowed(name)).map(value -> value.length() <= 31
                ? value
                : "~" + value);
    }

    @Override
    public synchronized Optional<Volume> read(VolumeId id, Deadline deadline) {
        note("read");
        return Optional.ofNullable(disks.get(id)).map(disk -> volume(id, disk));
    }

    @Override
    public synchronized List<Volume> list(Deadline deadline) {
        note("list");
        return disks.entrySet().stream().filter(entry -> !entry.getValue().isCopy)
                .map(entry -> volume(entry.getKey(), entry.getValue())).toList();
    }

    @Override
    public Size allocated(Size size) {
        return size.roundUpTo(STEP);
    }

    @Override
    public synchronized Optional<VolumeId> create(VolumeName name, Size size, Layout layout, Deadline deadline) {
        Optional<String> pool = layout.pool().or(() -> layout.otherwise().flatMap(Placement::poolName));
        note("create");
        if (!isAllowed(name)) {
            throw new RefusedInput("the array allows no volume with the name '" + name + "'",
                    "use characters without blanks");
        }
        if (!pool.orElse(POOL).equals(POOL)) {
            throw new RefusedInput("there is no pool " + pool.get(), "there is " + POOL);
        }
        if (disks.values().stream().anyMatch(disk -> disk.name.equals(nameThere(name).orElseThrow()))) {
            return Optional.empty();
        }
        if (disks.values().stream().mapToLong(disk -> disk.size.gb()).sum() + allocated(size).gb() > CAPACITY.gb()) {
            throw new ArrayFull("no room for " + name, "remove volumes");
        }
        made++;
        VolumeId id = new VolumeId(SYSTEM, String.format("91c4e6a0%08x", made));
        disks.put(id, new Disk(nameThere(name).orElseThrow(), allocated(size), POOL));
        return Optional.of(id);
    }

    @Override
    public synchronized Taking takeSnapshots(List<Wanted> wanted, Deadline deadline) {
        note("takeSnapshots");
        if (wanted.stream().anyMatch(one -> disks.values().stream()
                .anyMatch(disk -> disk.name.equals(nameThere(one.name()).orElseThrow())))) {
            return Taking.NAME_TAKEN;
        }
        for (Wanted one : wanted) {
            Disk origin = Optional.ofNullable(disks.get(one.of()))
                    .orElseThrow(() -> new NotFound("no volume " + one.of(), "create it"));
            Disk copy = new Disk(nameThere(one.name()).orElseThrow(), origin.size, origin.pool);
            copy.content = origin.content;
            copy.tree.copyFrom(origin.tree);
            copy.ancestor = Optional.of(one.of());
            copy.isCopy = true;
            made++;
            disks.put(new VolumeId(SYSTEM, String.format("91c4e6a0%08x", made)), copy);
        }
        return Taking.MADE;
    }

    @Override
    public synchronized List<Volume> snapshots(Deadline deadline) {
        note("snapshots");
        return disks.entrySet().stream().filter(entry -> entry.getValue().isCopy)
                .map(entry -> volume(entry.getKey(), entry.getValue())).toList();
    }

    @Override
    public synchronized void restore(VolumeId id, VolumeId snapshot, Deadline deadline) {
        note("restore");
        Optional.ofNullable(disks.get(id)).orElseThrow().content = Optional.ofNullable(disks.get(snapshot))
                .orElseThrow().content;
    }

    @Override
    public synchronized Size grow(VolumeId id, Size size, Deadline deadline) {
        note("grow");
        Disk disk = Optional.ofNullable(disks.get(id)).orElseThrow(() -> new NotFound("no volume " + id, "create it"));
        disk.size = allocated(size).compareTo(disk.size) > 0 ? allocated(size) : disk.size;
        return disk.size;
    }

    @Override
    public synchronized void limit(VolumeId id, NodeId node, Limits limits, Deadline deadline) {
        note("limit");
        Disk disk = Optional.ofNullable(disks.get(id)).orElseThrow(() -> new NotFound("no volume " + id, "create it"));
        if (!disk.holders.contains(node)) {
            throw new RefusedInput("host " + node + " does not hold the volume " + id, "map it");
        }
        disk.limits.put(node, limits);
    }

    /** What a host may do with a volume. */
    public synchronized Limits limits(String name, NodeId node) {
        return disk(name).limits.getOrDefault(node, Limits.NONE);
    }

    @Override
    public synchronized void remove(VolumeId id, Deadline deadline) {
        note("remove");
        if (disks.containsKey(id) && !disks.get(id).holders.isEmpty()) {
            throw new InUse("volume " + id + " is mapped", "unmap it");
        }
        disks.remove(id);
        disks.values().stream().filter(disk -> disk.ancestor.equals(Optional.of(id)))
                .forEach(disk -> disk.ancestor = Optional.empty());
    }

    @Override
    public synchronized Mapping map(VolumeId id, NodeId node, Deadline deadline) {
        note("map");
        Disk disk = Optional.ofNullable(disks.get(id)).orElseThrow(() -> new NotFound("no volume " + id, "create it"));
        if (!nodes.containsValue(node)) {
            throw new NotFound("no host " + node, "connect it");
        }
        if (disk.holders.contains(node)) {
            return Mapping.WAS_THERE;
        }
        if (!disk.holders.isEmpty()) {
            throw new HeldElsewhere("volume " + id + " is held", "unmap it there");
        }
        disk.holders.add(node);
        return Mapping.MADE;
    }

    @Override
    public synchronized Unmapping unmap(VolumeId id, NodeId node, Deadline deadline) {
        note("unmap");
        Optional.ofNullable(disks.get(id)).ifPresent(disk -> disk.limits.remove(node));
        return Optional.ofNullable(disks.get(id)).filter(disk -> disk.holders.remove(node)).isPresent()
                ? Unmapping.ENDED
                : Unmapping.WAS_NONE;
    }

    @Override
    public synchronized String describe(NodeId node, Deadline deadline) {
        note("describe");
        return nodes.entrySet().stream().filter(entry -> entry.getValue().equals(node)).map(Map.Entry::getKey)
                .findFirst().orElse("unknown") + " (SDC " + node + ", "
                + states.getOrDefault(node, HostState.CONNECTED).toString().toLowerCase(Locale.ROOT) + ")";
    }

    @Override
    public synchronized HostState state(NodeId node, Deadline deadline) {
        note("state");
        return nodes.containsValue(node) ? states.getOrDefault(node, HostState.CONNECTED) : HostState.UNKNOWN;
    }

    @Override
    public synchronized OptionalLong recentWrites(VolumeId id, Deadline deadline) {
        note("recentWrites");
        return Optional.ofNullable(disks.get(id)).map(disk -> disk.recentWrites).orElse(OptionalLong.empty());
    }

    @Override
    public synchronized Set<VolumeId> heldBy(NodeId node, Deadline deadline) {
        note("heldBy");
        if (!nodes.containsValue(node)) {
            throw new NotFound("no host " + node, "connect it");
        }
        return disks.keySet().stream().filter(id -> isHeldBy(id, node) && !hidden.contains(id))
                .collect(Collectors.toSet());
    }

    private static boolean isAllowed(VolumeName name) {
        return name.value().matches("[!-~]+");
    }

    private void note(String request) {
        requests.add(request);
        fault.run();
    }

    private Volume volume(VolumeId id, Disk disk) {
        List<Holder> holders = denied.contains(id)
                ? List.of()
                : disk.holders.stream()
                        .<Holder>map(node -> new Holder.Host(node, Optional.of("10.0.0.1"), Optional.empty())).toList();
        return new Volume(id, Optional.of(disk.name), disk.size, Volume.Provisioning.THIN, disk.pool, "pd1",
                disk.ancestor, Instant.EPOCH, holders);
    }
}
