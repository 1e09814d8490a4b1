package rexray.search;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import rexray.lab.ArrayInMemory;
import rexray.search.Step.Asked;
import rexray.volume.VolumeName;

/** What one script is played with: an array that is there already, machines, their daemons, a clock that only we move. */
final class World {
    private static final Duration WORKERS_END_WITHIN = Duration.ofSeconds(15);
    private final Judge judge = new Judge();
    private final ArrayInMemory array;
    private final Disks disks;
    private final Referee referee;
    private final Turns turns;
    private final Stage stage;
    private final RandomGenerator random;
    private final List<Machine> machines = new ArrayList<>();
    private final List<Daemon> daemons = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** @param directory for the notes of the machines, which must be empty */
    World(Script script, Stage stage, Path directory) {
        this.array = stage.array();
        this.disks = new Disks(stage.systemId());
        this.referee = new Referee(judge, () -> now, array, disks);
        this.stage = stage;
        this.turns = new Turns(stage.group());
        this.random = new SplittableRandom(script.seed());
        for (int i = 0; i < script.preempt().size(); i++) {
            Kernel kernel = new Kernel("node" + i, judge, disks);
            Sdc sdc = new Sdc(Stage.guid(i), "10.0.0." + i, array, kernel, disks);
            machines.add(new Machine(i, kernel, sdc, directory.resolve("node" + i), script.preempt().get(i),
                    script.fileSystem()));
            referee.add(machines.get(i));
        }
    }

    /** The daemons start. The referee must hear of the array by now. */
    void begin() {
        array.endSessions();
        machines.forEach(machine -> daemons.add(start(machine)));
    }

    Judge judge() {
        return judge;
    }

    ArrayInMemory array() {
        return array;
    }

    Disks disks() {
        return disks;
    }

    Referee referee() {
        return referee;
    }

    Turns turns() {
        return turns;
    }

    List<Machine> machines() {
        return machines;
    }

    Machine machine(int number) {
        return machines.get(number);
    }

    Daemon daemon(int machine) {
        return daemons.get(machine);
    }

    static VolumeName name(int volume) {
        return new VolumeName("v" + volume);
    }

    Thread thread(String name, Runnable work) {
        return new Thread(stage.group(), work, name);
    }

    void passTime(Duration time) {
        now = now.plus(time);
    }

    void stepBegins() {
        referee.stepBegins();
        machines.forEach(machine -> machine.sdc().look());
    }

    void stepEnds() {
        referee.look();
    }

    void arm(Asked asked) {
        asked.trouble().ifPresent(trouble -> {
            trouble.disturbance().ifPresentOrElse(disturbance -> {
                array.disturb(asked.at(), disturbance);
                array.countRequests();
            }, () -> daemon(asked.machine()).passage().arm(trouble, asked.at()));
        });
    }

    /** Whether the trouble happened. Nothing goes wrong any more. */
    boolean disarm(Asked asked) {
        boolean happened = asked.trouble().isPresent() && asked.trouble().get().disturbance()
                .map(_ -> array.requests() >= asked.at())
                .orElseGet(() -> daemon(asked.machine()).passage().disarm());
        array.isUndisturbed();
        return happened;
    }

    /** A daemon that died is started again, and one whose login was refused, since it would not try again at once. */
    void recover(Asked asked) {
        awaitWorkers();
        boolean dead = daemon(asked.machine()).passage().isDead();
        if (dead && asked.trouble().filter(Trouble.POWER_CUT::equals).isPresent()) {
            cutPower(asked.machine());
        } else if (dead || asked.trouble().filter(Trouble::mayRefuseLogins).isPresent()) {
            for (int i = 0; i < daemons.size(); i++) {
                if (daemon(i).passage().isDead() || !dead) {
                    stage.forgetDriver(i);
                    kill(i);
                }
            }
        }
    }

    void kill(int machine) {
        end(machine);
        daemons.set(machine, start(machine(machine)));
    }

    void cutPower(int machine) {
        end(machine);
        machine(machine).crash();
        machine(machine).sdc().look();
        daemons.set(machine, start(machine(machine)));
    }

    void close() {
        for (int i = 0; i < daemons.size(); i++) {
            end(i);
        }
    }

    /** Until no thread works for a request any more. */
    void awaitWorkers() {
        for (Thread worker : turns.workers()) {
            judge.require(endsWithin(worker, WORKERS_END_WITHIN), Rule.READERS_NEVER_WAIT,
                    "the thread " + worker.getName() + " does not end");
        }
    }

    boolean endsWithin(Thread thread, Duration limit) {
        try {
            return thread.join(limit);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end(int machine) {
        daemon(machine).passage().die();
        awaitWorkers();
    }

    private Daemon start(Machine machine) {
        Daemon daemon = new Daemon(machine, new Passage(machine, turns, referee), stage.driver(machine.number()),
                () -> now, this::uuid);
        Answer answer = daemon.ask(service -> {
            service.load();
            return new Answer.Done(Optional.empty());
        });
        judge.require(answer instanceof Answer.Done, Rule.ANSWERS_ARE_TRUE,
                String.format(Locale.ROOT, "%s: the daemon does not start: %s", machine, answer));
        return daemon;
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
