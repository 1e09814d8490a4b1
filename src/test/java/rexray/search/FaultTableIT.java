package rexray.search;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rexray.lab.ArrayInMemory;
import rexray.scaleio.LabDriver;
import rexray.scaleio.ScaleioControlPlane;
import rexray.volume.ContainerEngine;
import rexray.volume.FileSystemType;
import rexray.volume.Journal;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.ArrayFull;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.OutcomeUnknown;
import rexray.volume.VolumeException.TimedOut;
import rexray.volume.VolumeOptions.Preempt;
import rexray.volume.VolumeService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every fault of the lab that strikes requests, with every operation, at each request that it makes: once, and from then
 * on. The operation ends well or fails for what is the reason; repeated without the fault it ends well; and what it
 * leaves ends with it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTableIT {
    private static final int MOST_REQUESTS = 24;
    private static final List<Integer> TIMES = List.of(1, 0);
    private final Judge judge = new Judge();
    private final RandomGenerator random = new SplittableRandom(1);
    private final List<Machine> machines = new ArrayList<>();
    private final Map<Integer, ScaleioControlPlane> drivers = new HashMap<>();
    private final Hush hush = new Hush();
    private final ArrayInMemory array;
    private final Disks disks;
    private final Path directory;

    /** One gateway for all, since every case leaves it empty. */
    FaultTableIT(@TempDir Path directory) {
        this.directory = directory;
        this.array = ArrayInMemory.start("3.5", directory.resolve("array"), new Storage(), random);
        this.disks = new Disks(array.systemId());
    }

    @AfterAll
    void stop() {
        List.copyOf(drivers.keySet()).forEach(this::forgetDriver);
        array.close();
        hush.close();
    }

    @AfterEach
    void beginAnew() {
        machines.forEach(Machine::forgetAll);
        array.isUndisturbed();
        array.volumes().values().forEach(id -> {
            array.holders(id).forEach(sdc -> array.unmap(id, sdc));
            array.remove(id);
        });
        machines.clear();
    }

    static Stream<Arguments> faultsAndOperations() {
        return ArrayInMemory.faults().stream()
                .flatMap(fault -> Stream.of(Operation.values()).map(operation -> Arguments.of(fault, operation)));
    }

    @ParameterizedTest
    @MethodSource("faultsAndOperations")
    void endsWellOrSaysWhyNot(String fault, Operation operation) {
        for (int times : TIMES) {
            for (int nth = 1; nth <= MOST_REQUESTS; nth++) {
                if (!meets(fault, nth, times, operation)) {
                    break;
                }
            }
        }
        assertEquals(Optional.empty(), judge.verdict());
    }

    @Test
    void everyOperationEndsWellWithoutAFault() {
        for (Operation operation : Operation.values()) {
            assertFalse(meets("latency 1ms", 1000, 1, operation), operation.toString());
        }
    }

    /** Returns whether the operation made so many requests that the fault struck. */
    private boolean meets(String fault, int nth, int times, Operation operation) {
        String where = operation + " with " + fault + " at request " + nth + (times == 0 ? " and on" : "");
        VolumeService here = service(0);
        VolumeService there = service(1);
        operation.prepare(here, there);
        if (operation == Operation.BECOME_READY) {
            forgetDriver(0);
        }
        here = service(0);
        here.load();
        array.countRequests();
        array.strike(fault, nth, times);
        try {
            operation.ask(here);
        } catch (VolumeException e) {
            requireTrue(e, fault, where);
        }
        boolean met = array.requests() >= nth;
        array.isUndisturbed();
        if (met) {
            if (fault.startsWith("unauthorized")) {
                // A driver whose login was refused does not try again at once.
                forgetDriver(0);
                here = service(0);
            }
            repeat(operation, here, where);
        }
        for (Machine machine : machines) {
            machine.sdc().look();
        }
        Operation.cleanUp(here, there);
        requireNothingLeft(where);
        return met;
    }

    private static void repeat(Operation operation, VolumeService service, String where) {
        try {
            operation.ask(service);
        } catch (VolumeException e) {
            throw new AssertionError(where + ": fails when it is repeated: " + e.code() + ": " + e.getMessage(), e);
        }
    }

    private void requireTrue(VolumeException e, String fault, String where) {
        String what = where + ": " + e.code() + ": " + e.getMessage();
        boolean mayBe = switch (e) {
            case ArrayUnavailable _,OutcomeUnknown _,TimedOut _ -> !fault.startsWith("latency");
            case ArrayFull _ -> fault.startsWith("pool-full");
            default -> false;
        };
        assertTrue(mayBe, what);
        assertFalse(e.problem().isBlank() || e.remedy().isBlank(), what);
        assertFalse(e.getMessage().contains(array.password()), what);
    }

    private void requireNothingLeft(String where) {
        assertEquals(List.of(), List.copyOf(array.volumes().keySet()), where);
        for (Machine machine : machines) {
            assertTrue(machine.kernel().isIdle(), where + ": something is mounted on " + machine);
            assertEquals(List.of(), machine.notesLeft(), where);
            machine.forgetAll();
        }
        machines.clear();
    }

    /** The next one has to log in, and knows nothing of the array. */
    private void forgetDriver(int number) {
        Optional.ofNullable(drivers.remove(number)).ifPresent(ScaleioControlPlane::close);
    }

    private VolumeService service(int number) {
        while (machines.size() <= number) {
            machines.add(machine(machines.size()));
        }
        ScaleioControlPlane driver = drivers.computeIfAbsent(number, absent -> LabDriver.timeless(array.endpoint(),
                array.password(), Stage.LONGEST, array.shortWay()));
        Machine machine = machines.get(number);
        InstantSource clock = () -> Instant.EPOCH.plus(Duration.ofDays(20_000));
        return new VolumeService(driver, machine.sdc(), machine.kernel(), name -> ContainerEngine.Word.NO_ENGINE,
                machine.options(), machine.bootId(), clock,
                () -> new UUID(random.nextLong(), random.nextLong()), new Journal(event -> {}, clock));
    }

    private Machine machine(int number) {
        Kernel kernel = new Kernel("node" + number, judge, disks);
        Sdc sdc = new Sdc(Stage.guid(number), "10.0.0." + number, array, kernel, disks);
        sdc.connect();
        return new Machine(number, kernel, sdc, directory.resolve("node" + number), Preempt.Mode.ALWAYS,
                FileSystemType.EXT4);
    }

    /** Gives and takes what the array says. */
    private final class Storage implements ArrayInMemory.Data {
        @Override
        public void made(String volumeId, long bytes) {
            disks.add(volumeId, bytes);
        }

        @Override
        public void resized(String volumeId, long bytes) {
            disks.find(volumeId).orElseThrow().resize(bytes);
        }

        @Override
        public void gone(String volumeId) {
            disks.remove(volumeId);
        }

        @Override
        public void attached(String volumeId, String sdcId) {}

        @Override
        public void cutOff(String volumeId, String sdcId) {
            machines.stream().filter(machine -> machine.sdc().id().equals(sdcId))
                    .forEach(machine -> machine.kernel().cutOff(machine.sdc().link(volumeId), 0));
        }

        @Override
        public boolean isWritten(String volumeId) {
            return false;
        }
    }
}
