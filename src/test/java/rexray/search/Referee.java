package rexray.search;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rexray.lab.ArrayInMemory;
import rexray.search.Passage.Call;
import rexray.volume.NodeId;
import rexray.volume.VolumeId;

/**
 * Watches what daemons ask of array and kernel, and what becomes of the volumes, and says when a rule is broken. Any
 * thread may call it.
 */
final class Referee implements ArrayInMemory.Data {
    /** How long a host leaves alone what was taken from it. */
    static final Duration REST = Duration.ofMinutes(10);
    /** Looks at a link before the SDC has taken a device away that was cut off. */
    private static final int LOOKS = 2;

    private final Judge judge;
    private final InstantSource clock;
    private final Disks disks;
    private final List<Machine> machines = new ArrayList<>();
    private final Map<String, Set<String>> promised = new HashMap<>();
    private final Set<Pair> cutsAsked = new HashSet<>();
    private final Set<String> removalsAsked = new HashSet<>();
    private final Set<Pair> mappedByHand = new LinkedHashSet<>();
    /** Mappings that a daemon may or may not know of, as one that was lost and arrived when nobody wanted it any more. */
    private final Set<Pair> perhapsDaemons = new HashSet<>();
    private final Set<Map.Entry<Machine, Pair>> mapsAsked = new HashSet<>();
    private final Map<Pair, Instant> taken = new HashMap<>();
    private final Map<Thread, Set<String>> firstSeen = new HashMap<>();
    private final Set<Machine> misled = new HashSet<>();
    private final Set<Pair> attachedInStep = new HashSet<>();
    private final Set<String> goneInStep = new HashSet<>();
    private final List<Runnable> late = new ArrayList<>();
    private final ArrayInMemory array;
    private boolean ordered;

    /** A volume and an SDC, by their ids. */
    record Pair(String volume, String sdc) {}

    Referee(Judge judge, InstantSource clock, ArrayInMemory array, Disks disks) {
        this.judge = judge;
        this.clock = clock;
        this.array = array;
        this.disks = disks;
    }

    synchronized void add(Machine machine) {
        machines.add(machine);
    }

    /** A step begins. */
    synchronized void stepBegins() {
        firstSeen.clear();
        attachedInStep.clear();
        goneInStep.clear();
        misled.clear();
        ordered = false;
    }

    /** In this step a person has ordered a takeover. */
    synchronized void ordersTakeover() {
        ordered = true;
    }

    /** A container was told that what it wrote is safe. */
    synchronized void promises(String volumeId, Set<String> records) {
        promised.computeIfAbsent(volumeId, absent -> new HashSet<>()).addAll(records);
    }

    synchronized boolean wasAttachedInStep(String volumeId, Machine toOtherThan) {
        return attachedInStep.stream()
                .anyMatch(pair -> pair.volume().equals(volumeId) && !pair.sdc().equals(toOtherThan.sdc().id()));
    }

    synchronized boolean wasAttachedInStep(String volumeId) {
        return attachedInStep.stream().anyMatch(pair -> pair.volume().equals(volumeId));
    }

    synchronized boolean wasRemovedInStep(String volumeId) {
        return goneInStep.contains(volumeId);
    }

    /** Whether the volume was taken from the machine a short while ago. */
    synchronized boolean rests(String volumeId, Machine machine) {
        Instant when = taken.get(new Pair(volumeId, machine.sdc().id()));
        return when != null && clock.instant().isBefore(when.plus(REST));
    }

    /** A machine has the volume in the right way, so that nothing is taken from it any more. */
    synchronized void has(Machine machine, String volumeId) {
        taken.remove(new Pair(volumeId, machine.sdc().id()));
    }

    /** Whether a mapping is one that the machine's daemon leaves alone. */
    synchronized boolean isNoDaemons(String volumeId, Machine machine) {
        Pair pair = new Pair(volumeId, machine.sdc().id());
        return mappedByHand.contains(pair) || perhapsDaemons.contains(pair);
    }

    Machine someOther(Machine than) {
        return machines.get((than.number() + 1) % machines.size());
    }

    /** An administrator ends a mapping. */
    void cutByHand(String volumeId, Machine machine) {
        ask(new Pair(volumeId, machine.sdc().id()));
        array.unmap(volumeId, machine.sdc().id());
    }

    /** An administrator makes a mapping, whoever else has one. */
    void mapByHand(String volumeId, Machine machine) {
        Pair pair = new Pair(volumeId, machine.sdc().id());
        if (!array.holders(volumeId).contains(pair.sdc())) {
            // What a person gives back is not taken any more.
            has(machine, volumeId);
            synchronized (this) {
                // A daemon that still claims an earlier mapping may take this one for that.
                (machine.claims(volumeId) ? perhapsDaemons : mappedByHand).add(pair);
            }
            array.map(volumeId, pair.sdc(), true);
        }
    }

    /** A daemon calls one of its ports. */
    void hears(Machine machine, Call call) {
        switch (call.name()) {
            case "read" -> sees(((VolumeId) call.arguments().getFirst()).volume());
            case "map" -> maps(machine, ((VolumeId) call.arguments().get(0)).volume(),
                    ((NodeId) call.arguments().get(1)).value());
            case "unmap" -> unmaps(machine, ((VolumeId) call.arguments().get(0)).volume(),
                    ((NodeId) call.arguments().get(1)).value());
            case "remove" -> removes(((VolumeId) call.arguments().getFirst()).volume());
            case "unmount", "detach" -> takesOff(machine, (Path) call.arguments().getFirst());
            default -> {
            }
        }
    }

    /** What a call asks for is lost, and is carried out much later. */
    synchronized void loses(Call call) {
        String volume = ((VolumeId) call.arguments().getFirst()).volume();
        switch (call.name()) {
            case "map" -> {
                array.lose("addMappedSdc");
                Pair pair = new Pair(volume, ((NodeId) call.arguments().get(1)).value());
                late.add(() -> {
                    perhapsDaemons.add(pair);
                    array.map(pair.volume(), pair.sdc(), false);
                });
            }
            case "unmap" -> {
                array.lose("removeMappedSdc");
                late.add(() -> array.unmap(volume, ((NodeId) call.arguments().get(1)).value()));
            }
            default -> {
                array.lose("removeVolume");
                late.add(() -> array.remove(volume));
            }
        }
    }

    /** A daemon that is told of nobody's mapping takes the one that it finds for its own. */
    synchronized void hidesHolders() {
        perhapsDaemons.addAll(mappedByHand);
        mappedByHand.clear();
    }

    /** In this step a machine takes itself for another one, and cannot tell its own mapping from that one's. */
    synchronized void misleads(Machine machine) {
        misled.add(machine);
        String other = someOther(machine).sdc().id();
        array.volumes().values().stream().filter(id -> array.holders(id).contains(other))
                .forEach(id -> perhapsDaemons.add(new Pair(id, machine.sdc().id())));
    }

    /** What was lost arrives. */
    void lateChangesArrive() {
        List<Runnable> changes;
        synchronized (this) {
            changes = List.copyOf(late);
            late.clear();
        }
        changes.forEach(Runnable::run);
    }

    /** Looks whether all that was promised is there, and whether containers have what they use. */
    synchronized void look() {
        promised.forEach((volumeId, records) -> disks.find(volumeId).ifPresent(disk -> judge.require(
                disk.records().containsAll(records), Rule.ONLY_REMOVE_DELETES,
                "volume " + volumeId + " has lost synced records of " + records + ": " + disk.records())));
        for (Machine machine : machines) {
            for (Container container : machine.containers().values()) {
                machine.sound(container).ifPresent(fileSystem -> judge.require(
                        machine.kernel().at(Machine.mountpoint(container.volume())).filter(fileSystem::equals)
                                .isPresent(),
                        Rule.A_MOUNT_IN_USE_STAYS, machine + " has taken " + container.volume()
                                + " off its mountpoint, under container " + container.number()));
            }
        }
    }

    @Override
    public void made(String volumeId, long bytes) {
        disks.add(volumeId, bytes);
    }

    @Override
    public void resized(String volumeId, long bytes) {
        disks.find(volumeId).ifPresent(disk -> disk.resize(bytes));
    }

    @Override
    public void gone(String volumeId) {
        synchronized (this) {
            judge.require(removalsAsked.contains(volumeId), Rule.ONLY_REMOVE_DELETES,
                    "volume " + volumeId + " is gone, and nobody had asked for that");
            promised.remove(volumeId);
            goneInStep.add(volumeId);
        }
        disks.remove(volumeId);
    }

    @Override
    public synchronized void attached(String volumeId, String sdcId) {
        attachedInStep.add(new Pair(volumeId, sdcId));
    }

    @Override
    public void cutOff(String volumeId, String sdcId) {
        Machine machine = machine(sdcId).orElseThrow();
        synchronized (this) {
            Pair pair = new Pair(volumeId, sdcId);
            judge.require(cutsAsked.contains(pair), Rule.ONE_WRITER,
                    "volume " + volumeId + " is cut off from " + machine + ", and nobody had asked for just that");
            mappedByHand.remove(pair);
        }
        machine.kernel().cutOff(machine.sdc().link(volumeId), LOOKS);
    }

    @Override
    public boolean isWritten(String volumeId) {
        return disks.find(volumeId)
                .filter(disk -> machines.stream().anyMatch(machine -> machine.kernel().hasWritable(disk)))
                .isPresent();
    }

    private synchronized void sees(String volumeId) {
        firstSeen.putIfAbsent(Thread.currentThread(), Set.copyOf(array.holders(volumeId)));
    }

    private synchronized void ask(Pair pair) {
        cutsAsked.add(pair);
    }

    private synchronized void maps(Machine machine, String volumeId, String sdcId) {
        Pair pair = new Pair(volumeId, sdcId);
        mapsAsked.add(Map.entry(machine, pair));
        if (!sdcId.equals(machine.sdc().id())) {
            // The other machine's daemon finds it, and this one's does not know any more whose it is.
            perhapsDaemons.add(pair);
        }
    }

    private void unmaps(Machine machine, String volumeId, String sdcId) {
        Pair pair = new Pair(volumeId, sdcId);
        ask(pair);
        if (sdcId.equals(machine.sdc().id())) {
            unmapsItsOwn(machine, pair);
        } else if (array.holders(volumeId).contains(sdcId)) {
            fences(machine, pair);
        }
    }

    private synchronized void unmapsItsOwn(Machine machine, Pair pair) {
        // One that takes itself for another takes it from itself, as it may from any.
        boolean takesIt = misled.contains(machine) && mayTake(machine, pair);
        judge.require(!mappedByHand.contains(pair) || takesIt, Rule.A_MOUNT_IN_USE_STAYS,
                machine + " unmaps volume " + pair.volume() + ", which an administrator had mapped to it");
        disks.find(pair.volume()).ifPresent(disk -> judge.require(!machine.kernel().hasWritable(disk),
                Rule.A_MOUNT_IN_USE_STAYS,
                machine + " unmaps volume " + pair.volume() + " from itself while it is mounted or held there"));
        // What was free since is not taken back from whoever had taken it.
        taken.keySet().removeIf(other -> other.volume().equals(pair.volume()));
    }

    private synchronized void fences(Machine machine, Pair pair) {
        Machine victim = machine(pair.sdc()).orElseThrow();
        boolean isWritten = disks.find(pair.volume()).filter(victim.kernel()::hasWritable).isPresent();
        if (mapsAsked.contains(Map.entry(machine, pair)) && !isWritten) {
            // It undoes what it did when the array took it for another machine.
            return;
        }
        judge.require(mayTake(machine, pair), Rule.UNKNOWN_IS_NOT_NO, machine + " takes volume " + pair.volume()
                + " from " + victim + ", which preempt " + machine.options().preempt().mode() + " does not allow");
        judge.require(firstSeen.getOrDefault(Thread.currentThread(), Set.of()).contains(pair.sdc()), Rule.ONE_WRITER,
                machine + " takes volume " + pair.volume() + " from " + victim + ", who came after it had begun to");
        judge.require(ordered || !rests(pair.volume(), machine), Rule.NO_PING_PONG,
                machine + " takes volume " + pair.volume() + " back from " + victim + " at once");
        if (isWritten) {
            taken.put(pair, clock.instant());
        }
    }

    private boolean mayTake(Machine machine, Pair pair) {
        return ordered || switch (machine.options().preempt().mode()) {
            case ALWAYS -> true;
            case IF_DEAD -> !array.isConnected(pair.sdc()) && !isWritten(pair.volume());
            case NEVER -> false;
        };
    }

    private synchronized void removes(String volumeId) {
        removalsAsked.add(volumeId);
    }

    private void takesOff(Machine machine, Path mountpoint) {
        machine.containers().values().stream()
                .filter(container -> Machine.mountpoint(container.volume()).equals(mountpoint))
                .filter(container -> machine.sound(container).isPresent()).findFirst()
                .ifPresent(container -> judge.broken(Rule.A_MOUNT_IN_USE_STAYS, machine + " takes "
                        + container.volume() + " off its mountpoint while container " + container.number()
                        + " uses it"));
    }

    private Optional<Machine> machine(String sdcId) {
        return machines.stream().filter(machine -> machine.sdc().id().equals(sdcId)).findFirst();
    }
}
