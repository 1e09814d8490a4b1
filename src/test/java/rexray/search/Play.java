package rexray.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import rexray.search.Step.Asked;
import rexray.search.Step.Happens;
import rexray.search.Step.Stuck;
import rexray.search.Step.Together;
import rexray.search.Truth.Circumstances;
import rexray.volume.Caller;
import rexray.volume.Deadline;
import rexray.volume.NewVolume;
import rexray.volume.VolumeName;
import rexray.volume.VolumeService;

/** One script, played: each step is carried out, and what came of it is judged. */
final class Play {
    private static final Duration READERS_WAIT_AT_MOST = Duration.ofSeconds(1);
    private final World world;
    private final Truth truth;
    private final Coverage coverage;
    private final List<String> trace = new ArrayList<>();
    private int records;

    Play(World world, Coverage coverage) {
        this.world = world;
        this.truth = new Truth(world.judge(), world.referee(), world.disks(), world.array().password());
        this.coverage = coverage;
    }

    /** Plays to the end, or to the first rule that is broken. */
    Optional<Violation> play(List<Step> steps) {
        for (Step step : steps) {
            trace.add(step.toString());
            world.stepBegins();
            switch (step) {
                case Asked asked -> ask(asked);
                case Together both -> askTogether(both);
                case Stuck stuck -> askWhileOneHangs(stuck);
                case Happens happens -> happen(happens);
            }
            world.stepEnds();
            if (world.judge().verdict().isPresent()) {
                return world.judge().verdict();
            }
        }
        trace.add("the end: nothing goes wrong any more, and all containers stop");
        new Epilogue(world, this).play();
        return world.judge().verdict();
    }

    /** What happened, a line each. */
    List<String> trace() {
        return List.copyOf(trace);
    }

    /** Asks without any trouble, alone. */
    Answer askWell(Request request, int machine, int volume, int container) {
        Asked asked = new Asked(request, machine, volume, container, Optional.empty(), 1);
        Before before = before();
        Answer answer = carryOut(asked);
        judge(asked, answer, around(before, false, true));
        return answer;
    }

    private record Before(Facts facts, long nanos) {}

    private Before before() {
        return new Before(Facts.of(world.array()), System.nanoTime());
    }

    private Circumstances around(Before before, boolean trouble, boolean alone) {
        boolean isLate = System.nanoTime() - before.nanos() > Machine.PATIENCE.toNanos() / 4;
        return new Circumstances(before.facts(), Facts.of(world.array()), trouble, alone, isLate);
    }

    private void ask(Asked asked) {
        Before before = before();
        world.arm(asked);
        Answer answer = carryOut(asked);
        boolean happened = world.disarm(asked);
        coverage.add(asked, happened);
        judge(asked, answer, around(before, happened, true));
        if (happened && world.judge().verdict().isEmpty() && answer instanceof Answer.Failed) {
            world.recover(asked);
            repeat(asked);
        } else {
            world.recover(asked);
        }
    }

    /** Once nothing stands in its way, a request ends well or is refused for a reason. */
    private void repeat(Asked asked) {
        if (asked.request() != Request.COPY) {
            world.stepBegins();
            askWell(asked.request(), asked.machine(), asked.volume(), asked.container());
        }
    }

    private void askTogether(Together both) {
        Before before = before();
        world.arm(both.one());
        AtomicReference<Answer> one = new AtomicReference<>(new Answer.None());
        AtomicReference<Answer> other = new AtomicReference<>(new Answer.None());
        world.turns().play(List.of(world.thread("ask 1", () -> one.set(answerInTurn(both.one()))),
                world.thread("ask 2", () -> other.set(answerInTurn(both.other())))), both.schedule());
        boolean happened = world.disarm(both.one());
        coverage.add(both.one(), happened);
        Circumstances around = around(before, happened, false);
        note(both.one(), isStoppedBy(both.one(), both.other()) ? new Answer.None() : one.get());
        note(both.other(), isStoppedBy(both.other(), both.one()) || isStartedBy(both.other(), both.one())
                ? new Answer.None()
                : other.get());
        judge(both.one(), one.get(), around);
        judge(both.other(), other.get(), around);
        world.recover(both.one());
    }

    private void askWhileOneHangs(Stuck stuck) {
        Asked held = stuck.held();
        Before before = before();
        world.arm(held);
        AtomicReference<Answer> answer = new AtomicReference<>(new Answer.None());
        Thread asking = world.thread("ask 1", () -> answer.set(answer(held)));
        if (world.turns().playUntil(asking, stuck.at())) {
            world.array().isUndisturbed();
            Thread reader = world.thread("reader", () -> {
                for (int volume = 0; volume < Script.VOLUMES; volume++) {
                    answer(new Asked(Request.PATH, held.machine(), volume, 0, Optional.empty(), 1));
                    answer(new Asked(Request.GET, held.machine(), volume, 0, Optional.empty(), 1));
                }
                answer(new Asked(Request.LIST, held.machine(), 0, 0, Optional.empty(), 1));
            });
            reader.start();
            world.judge().require(world.endsWithin(reader, READERS_WAIT_AT_MOST), Rule.READERS_NEVER_WAIT,
                    "Path, Get and List do not answer while " + held + " hangs");
            world.turns().end();
        }
        world.awaitWorkers();
        boolean happened = world.disarm(held);
        coverage.add(held, happened);
        note(held, answer.get());
        judge(held, answer.get(), around(before, happened, true));
        world.recover(held);
    }

    private Answer carryOut(Asked asked) {
        Answer answer = answer(asked);
        world.awaitWorkers();
        note(asked, answer);
        return answer;
    }

    private void judge(Asked asked, Answer answer, Circumstances around) {
        trace.add("    " + asked.request() + " on node" + asked.machine() + ": " + answer);
        truth.judge(asked, world.machine(asked.machine()), World.name(asked.volume()), answer, around);
    }

    /** An engine that sends the Unmount of a container that it is starting does not start it. */
    private static boolean isStoppedBy(Asked mount, Asked other) {
        return mount.request() == Request.MOUNT && other.request() == Request.UNMOUNT && isOfOneContainer(mount, other);
    }

    /** Nor does it start one twice. */
    private static boolean isStartedBy(Asked mount, Asked other) {
        return mount.request() == Request.MOUNT && other.request() == Request.MOUNT && isOfOneContainer(mount, other);
    }

    private static boolean isOfOneContainer(Asked one, Asked other) {
        return one.machine() == other.machine() && one.container() == other.container();
    }

    /** The container ends or begins in turn, too. */
    private Answer answerInTurn(Asked asked) {
        world.turns().pass(world.machine(asked.machine()).toString());
        return answer(asked);
    }

    private Answer answer(Asked asked) {
        Daemon daemon = world.daemon(asked.machine());
        VolumeName name = World.name(asked.volume());
        Caller caller = new Caller(Container.id(asked.machine(), asked.container()));
        return switch (asked.request()) {
            case CREATE -> daemon.ask(done(service -> service.create(name, NewVolume.CONFIGURED)));
            case REMOVE -> daemon.ask(done(service -> service.remove(name)));
            case MOUNT -> world.machine(asked.machine()).containers().containsKey(asked.container())
                    ? new Answer.None()
                    : daemon.ask(service -> new Answer.Done(Optional.of(service.mount(name, caller))));
            case UNMOUNT -> stop(asked, daemon);
            case COPY -> copy(asked, daemon);
            case STRAY_UNMOUNT -> daemon.ask(done(service -> service.unmount(name, new Caller("f".repeat(64)))));
            case GET -> daemon.ask(service -> new Answer.Done(service.get(name)));
            case LIST -> daemon.ask(service -> new Answer.Done(Optional.of(service.list())));
            case PATH -> daemon.ask(service -> new Answer.Done(service.path(name)));
            case TAKE_OVER -> {
                world.referee().ordersTakeover();
                yield daemon.ask(done(service -> service.byHand().takeOver(name)));
            }
            case TIDY -> daemon.ask(done(VolumeService::tidy));
            case WATCH -> daemon.ask(done(VolumeService::watchMounts));
            case BECOME_READY -> daemon
                    .ask(done(service -> service.requireReady(Deadline.after(Machine.PATIENCE))));
        };
    }

    private static Function<VolumeService, Answer> done(java.util.function.Consumer<VolumeService> request) {
        return service -> {
            request.accept(service);
            return new Answer.Done(Optional.empty());
        };
    }

    /** The container ends first, whatever becomes of the Unmount. */
    private Answer stop(Asked asked, Daemon daemon) {
        Map<Integer, Container> containers = world.machine(asked.machine()).containers();
        Container container = containers.remove(asked.container());
        VolumeName name = container == null ? World.name(asked.volume()) : container.volume();
        String id = Container.id(asked.machine(), asked.container());
        world.machine(asked.machine()).kernel().letGo(id);
        return daemon.ask(done(service -> service.unmount(name, new Caller(id))));
    }

    /** Only of a container that runs; if Mount fails, the engine sends no Unmount. */
    private Answer copy(Asked asked, Daemon daemon) {
        Container container = world.machine(asked.machine()).containers().get(asked.container());
        if (container == null || !container.volume().equals(World.name(asked.volume()))) {
            return new Answer.None();
        }
        return daemon.ask(service -> {
            Path path = service.mount(container.volume(), container.caller());
            service.unmount(container.volume(), container.caller());
            return new Answer.Done(Optional.of(path));
        });
    }

    /** A Mount that was answered starts the container, which writes at once. */
    private void note(Asked asked, Answer answer) {
        Machine machine = world.machine(asked.machine());
        VolumeName name = World.name(asked.volume());
        if (asked.request() == Request.MOUNT || asked.request() == Request.TAKE_OVER
                || asked.request() == Request.COPY) {
            machine.owesUnmount(name, asked.container());
        }
        if (asked.request() == Request.MOUNT) {
            machine.mayCountUseOf(name);
        }
        if (asked.request() == Request.TAKE_OVER) {
            // What a person gives back is not taken any more, also if the daemon dies before it can say so.
            Facts.of(world.array()).id(name).ifPresent(id -> world.referee().has(machine, id));
        }
        Optional<FileSystem> mounted = machine.kernel().at(Machine.mountpoint(name));
        if (asked.request() == Request.MOUNT && answer instanceof Answer.Done && mounted.isPresent()) {
            Container container = new Container(Container.id(asked.machine(), asked.container()),
                    asked.container(), name, mounted.get().device().disk().volume());
            machine.containers().put(asked.container(), container);
            machine.kernel().hold(Machine.mountpoint(name), container.id());
            if (mounted.get().canWrite()) {
                world.referee().has(machine, container.volumeId());
            }
            write(machine, container);
            sync(machine, container);
        }
    }

    private void write(Machine machine, Container container) {
        records++;
        machine.kernel().write(container.id(), "record " + records + " of " + machine);
    }

    private void sync(Machine machine, Container container) {
        Set<String> synced = machine.kernel().sync(container.id());
        world.referee().promises(container.volumeId(), synced);
    }

    private void happen(Happens happens) {
        Machine machine = world.machine(happens.machine());
        Optional<String> volume = Facts.of(world.array()).id(World.name(happens.volume()));
        Optional<Container> container = machine.containers().values().stream()
                .min(java.util.Comparator.comparingInt(Container::number));
        switch (happens.event()) {
            case POWER_CUT -> world.cutPower(happens.machine());
            case DAEMON_KILLED -> world.kill(happens.machine());
            case SDC_DISCONNECTS -> world.array().disconnect(machine.sdc().id());
            case SDC_CONNECTS -> machine.sdc().connect();
            case TIME_PASSES -> world.passTime(Duration.ofMinutes(11));
            case CUT_BY_HAND -> volume.ifPresent(id -> world.referee().cutByHand(id, machine));
            case MAPPED_BY_HAND -> volume.ifPresent(id -> world.referee().mapByHand(id, machine));
            case CONTAINER_DIES -> container.ifPresent(one -> {
                machine.containers().remove(one.number());
                machine.kernel().letGo(one.id());
            });
            case CONTAINER_WRITES -> container.ifPresent(one -> write(machine, one));
            case CONTAINER_SYNCS -> container.ifPresent(one -> sync(machine, one));
            case LATE_CHANGES_ARRIVE -> world.referee().lateChangesArrive();
        }
    }
}
