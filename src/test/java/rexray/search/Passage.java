package rexray.search;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rexray.volume.BlockDevice;
import rexray.volume.FileSystemType;
import rexray.volume.Host;
import rexray.volume.NodeId;
import rexray.volume.Volume;
import rexray.volume.VolumeException.HostFailure;

/**
 * The way of each call from one daemon to its ports. Here threads take turns, the referee hears of the call, and troubles
 * happen: calls fail, answers are falsified, and the daemon dies. Many threads may use it.
 */
final class Passage {
    /** Calls that neither wait for anything nor change anything, and that come all the time. */
    private static final Set<String> SILENT = Set.of("mounts", "device", "allocated", "identity", "toString",
            "hashCode", "equals", "mark", "holderOf");
    private final Machine machine;
    private final Turns turns;
    private final Referee referee;
    private final Set<Thread> callers = new HashSet<>();
    private @Nullable Trouble armed;
    private int occasionsLeft;
    private boolean happened;
    private volatile boolean dead;

    Passage(Machine machine, Turns turns, Referee referee) {
        this.machine = machine;
        this.turns = turns;
        this.referee = referee;
    }

    <T> T through(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port},
                (_, method, arguments) -> pass(new Call(port, method, real,
                        Optional.ofNullable(arguments).map(List::of).orElse(List.of())))));
    }

    /** The next requests meet that trouble, at its n-th occasion. */
    synchronized void arm(Trouble trouble, int nth) {
        armed = trouble;
        occasionsLeft = nth;
        happened = false;
    }

    /** Whether the trouble happened. */
    synchronized boolean disarm() {
        armed = null;
        return happened;
    }

    boolean isDead() {
        return dead;
    }

    /** This thread waits for the daemon's answer. */
    synchronized void enter() {
        callers.add(Thread.currentThread());
    }

    synchronized void leave() {
        callers.remove(Thread.currentThread());
    }

    /** No thread of the daemon goes on, whatever it waits for. */
    synchronized void die() {
        dead = true;
        callers.forEach(Thread::interrupt);
    }

    private @Nullable Object pass(Call call) throws Throwable {
        if (SILENT.contains(call.name())) {
            return call.make();
        }
        turns.pass(machine.toString());
        requireAlive();
        referee.hears(machine, call);
        @Nullable
        Trouble trouble = next(call);
        if (trouble != null) {
            return meet(trouble, call);
        }
        Object result = call.make();
        requireAlive();
        return result;
    }

    private @Nullable Object meet(Trouble trouble, Call call) throws Throwable {
        switch (trouble) {
            case KILLED_BEFORE, POWER_CUT -> die();
            case TORN_FORMAT -> {
                machine.kernel().tear((BlockDevice) call.arguments().get(0), (FileSystemType) call.arguments().get(1),
                        (UUID) call.arguments().get(3));
                die();
            }
            case HOST_FAILS_BEFORE, DEVICE_NEVER -> throw new HostFailure(call.name() + " failed", "look", null);
            case LATE_CHANGE -> referee.loses(call);
            case HOLDERS_HIDDEN -> referee.hidesHolders();
            case WRONG_SDC -> referee.misleads(machine);
            default -> {
            }
        }
        requireAlive();
        Object result = call.make();
        if (trouble == Trouble.KILLED_AFTER) {
            die();
        }
        requireAlive();
        if (trouble == Trouble.HOST_FAILS_AFTER) {
            throw new HostFailure(call.name() + " failed at last", "look", null);
        }
        return falsified(trouble, result);
    }

    private synchronized @Nullable Trouble next(Call call) {
        if (armed == null || happened || !call.isOccasionFor(armed)) {
            return null;
        }
        occasionsLeft--;
        happened = occasionsLeft == 0;
        return happened ? armed : null;
    }

    private @Nullable Object falsified(Trouble trouble, @Nullable Object truth) {
        return switch (trouble) {
            case EMPTY_LIST -> Set.of();
            case PARTIAL_LIST -> {
                Set<Object> part = new HashSet<>((Set<?>) Objects.requireNonNull(truth));
                part.stream().findFirst().ifPresent(part::remove);
                yield part;
            }
            case HOLDERS_HIDDEN ->
                ((Optional<?>) Objects.requireNonNull(truth)).map(Volume.class::cast).map(Passage::withoutHolders);
            case WRONG_SDC -> new NodeId(referee.someOther(machine).sdc().id());
            default -> truth;
        };
    }

    private static Volume withoutHolders(Volume volume) {
        return new Volume(volume.id(), volume.name(), volume.size(), volume.provisioning(), volume.pool(),
                volume.domain(), volume.ancestor(), volume.created(), List.of());
    }

    private void requireAlive() {
        if (dead) {
            throw new Killed();
        }
    }

    /** One call of a port. */
    record Call(Class<?> port, java.lang.reflect.Method method, Object real, List<Object> arguments) {
        String name() {
            return method.getName();
        }

        boolean isOccasionFor(Trouble trouble) {
            return switch (trouble) {
                case KILLED_BEFORE, KILLED_AFTER, POWER_CUT -> true;
                case TORN_FORMAT -> name().equals("format");
                case HOST_FAILS_BEFORE, HOST_FAILS_AFTER -> port == Host.class && !name().equals("holdersElsewhere")
                        && !name().equals("isReadable");
                case DEVICE_NEVER -> name().equals("awaitDevice");
                case LATE_CHANGE -> Set.of("map", "unmap", "remove").contains(name());
                case EMPTY_LIST, PARTIAL_LIST -> name().equals("heldBy");
                case HOLDERS_HIDDEN -> name().equals("read");
                case WRONG_SDC -> name().equals("identify");
                default -> false;
            };
        }

        @Nullable
        Object make() throws Throwable {
            try {
                return method.invoke(real, arguments.toArray());
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
