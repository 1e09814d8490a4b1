package rexray.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rexray.lab.ArrayInMemory;
import rexray.scaleio.LabDriver;
import rexray.scaleio.ScaleioControlPlane;
import rexray.volume.Deadline;

/** Where scripts are played, one after the other: the lab's gateway, and a directory in memory. For one thread. */
final class Stage implements AutoCloseable {
    private static final int MACHINES = 3;
    private static final Duration LONGEST_PLAY = Duration.ofMinutes(2);
    /** Pauses of drivers are as long as they can be, so that the last one is longer than a request's patience. */
    static final RandomGenerator LONGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public int nextInt(int bound) {
            return bound - 1;
        }
    };
    private final Path directory;
    private final ArrayInMemory array;
    private final ThreadGroup group;
    private final Map<Integer, ScaleioControlPlane> drivers = new HashMap<>();
    private volatile Optional<World> world = Optional.empty();
    private RandomGenerator random = new SplittableRandom(0);
    private int plays;

    private Stage(Path directory) {
        this.directory = directory;
        this.array = ArrayInMemory.start("2.0", directory.resolve("array"), new Audience(), () -> random.nextLong());
        this.group = new ThreadGroup("search in " + directory) {
            @Override
            public void uncaughtException(Thread thread, Throwable why) {
                if (!(why instanceof Killed)) {
                    why.printStackTrace();
                    world.ifPresent(now -> now.judge().broken(Rule.ANSWERS_ARE_TRUE, thread.getName() + ": " + why));
                }
            }
        };
        IntStream.range(0, MACHINES).forEach(i -> array.connect(guid(i), "10.0.0." + i));
    }

    /** In memory, where this machine has such a place: tens of thousands of notes are synced. */
    static Stage open() {
        try {
            Path memory = Path.of("/dev/shm");
            return new Stage(Files.isDirectory(memory)
                    ? Files.createTempDirectory(memory, "rexray-search")
                    : Files.createTempDirectory("rexray-search"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String guid(int machine) {
        return String.format("3B7E9C52-0F4A-4D16-9E21-%012X", machine + 1);
    }

    ArrayInMemory array() {
        return array;
    }

    String systemId() {
        return array.systemId();
    }

    /** Of all threads that belong to daemons. */
    ThreadGroup group() {
        return group;
    }

    /** The driver of a machine, logged in and well acquainted with the array: most restarts would only make it so again. */
    ScaleioControlPlane driver(int machine) {
        return drivers.computeIfAbsent(machine, absent -> LabDriver.timeless(array.endpoint(),
                array.password(), LONGEST, array.shortWay()));
    }

    /** Has the next daemon of a machine begin with nothing. */
    void forgetDriver(int machine) {
        Optional.ofNullable(drivers.remove(machine)).ifPresent(ScaleioControlPlane::close);
    }

    private void acquaintDrivers() {
        for (int i = 0; i < MACHINES; i++) {
            Deadline deadline = Deadline.after(Duration.ofMinutes(1));
            driver(i).identify(guid(i), deadline);
            driver(i).resolve(World.name(0), deadline);
        }
    }

    /** Plays a script; what it leaves is of no concern to the next one unless it ended well. */
    Outcome play(Script script, Coverage coverage) {
        plays++;
        random = new SplittableRandom(script.seed());
        World next = new World(script, this, directory.resolve("play" + plays));
        world = Optional.of(next);
        next.machines().forEach(machine -> machine.sdc().connect());
        acquaintDrivers();
        Play play = new Play(next, coverage);
        Thread actor = new Thread(group, () -> {
            next.begin();
            play.play(script.steps());
            next.close();
        }, "play");
        actor.start();
        next.endsWithin(actor, LONGEST_PLAY);
        next.machines().forEach(Machine::forgetAll);
        return new Outcome(script, next.judge().verdict(), play.trace());
    }

    /** What came of a script. */
    record Outcome(Script script, Optional<Violation> violation, List<String> trace) {}

    @Override
    public void close() {
        List.copyOf(drivers.keySet()).forEach(this::forgetDriver);
        array.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the world that is on stage of what happens to its volumes. */
    private final class Audience implements ArrayInMemory.Data {
        @Override
        public void made(String volumeId, long bytes) {
            world.ifPresent(now -> now.referee().made(volumeId, bytes));
        }

        @Override
        public void resized(String volumeId, long bytes) {
            world.ifPresent(now -> now.referee().resized(volumeId, bytes));
        }

        @Override
        public void gone(String volumeId) {
            world.ifPresent(now -> now.referee().gone(volumeId));
        }

        @Override
        public void attached(String volumeId, String sdcId) {
            world.ifPresent(now -> now.referee().attached(volumeId, sdcId));
        }

        @Override
        public void cutOff(String volumeId, String sdcId) {
            world.ifPresent(now -> now.referee().cutOff(volumeId, sdcId));
        }

        @Override
        public boolean isWritten(String volumeId) {
            return world.filter(now -> now.referee().isWritten(volumeId)).isPresent();
        }
    }
}
