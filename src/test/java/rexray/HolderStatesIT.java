package rexray;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rexray.lab.LabCluster;
import rexray.volume.Caller;
import rexray.volume.Deadline;
import rexray.volume.FileSystemType;
import rexray.volume.Holder;
import rexray.volume.NewVolume;
import rexray.volume.Volume;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeName;
import rexray.volume.VolumeOptions.Preempt;
import rexray.volume.VolumeOptions.Preempt.Mode;
import rexray.volume.VolumeService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Each state that the holder of a volume may be in, with each setting of a host that wants it: whether that gets it, that
 * nothing acknowledged is lost, and that the holder goes on where it does not.
 */
@Tag("long")
class HolderStatesIT {
    private static final VolumeName DB = new VolumeName("db");
    private static final Caller A = new Caller("a".repeat(64));
    private static final Caller B = new Caller("b".repeat(64));
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Preempt HOLDING = new Preempt(Mode.NEVER, Duration.ZERO, SETTLE);
    private static final Duration SOON = Duration.ofSeconds(60);

    private Path directory;
    private LabCluster lab;
    private Relay way;
    private TakeoverHost holder;
    private TakeoverHost taker;

    /** What a host is told that has {@code if-dead}, unless it gets the volume. */
    enum State {
        WRITING("is connected to the array"),
        STOPPED(""),
        DISCONNECTED_BUT_WRITING("somebody writes to it"),
        DISCONNECTED_AND_FAILING(""),
        DISCONNECTED_AND_HANGING(""),
        WITHOUT_DAEMON("is connected to the array"),
        CUT_OFF_FROM_THE_GATEWAY("is connected to the array"),
        WITHOUT_POWER(""),
        INSTALLED_ANEW("");

        private final String signOfLife;

        State(String signOfLife) {
            this.signOfLife = signOfLife;
        }

        boolean isWriting() {
            return !signOfLife.isEmpty();
        }

        /** Whether there still is the file system that the holder had mounted. */
        boolean isUp() {
            return this != STOPPED && this != WITHOUT_POWER && this != INSTALLED_ANEW;
        }

        String refusal(Mode mode) {
            return switch (mode) {
                case NEVER -> this == STOPPED ? "" : "is held by";
                case IF_DEAD -> signOfLife;
                case ALWAYS -> "";
            };
        }
    }

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary.toRealPath();
        lab = LabCluster.start(directory);
        way = Relay.to(lab.endpoint());
        way.open();
        holder = new TakeoverHost(lab, directory, "node01", URI.create(way.endpoint()));
        taker = new TakeoverHost(lab, directory, "node02");
    }

    @AfterEach
    void end() throws Exception {
        // Whoever hangs holds up whoever tidies.
        lab.clearFaults();
        holder.close();
        taker.close();
        way.cut();
        lab.close();
    }

    static Stream<Arguments> cells() {
        return Stream.of(State.values()).flatMap(state -> Stream.of(
                Arguments.of(state, Mode.NEVER, Duration.ZERO),
                Arguments.of(state, Mode.IF_DEAD, Duration.ZERO),
                Arguments.of(state, Mode.IF_DEAD, GRACE),
                Arguments.of(state, Mode.ALWAYS, Duration.ZERO),
                Arguments.of(state, Mode.ALWAYS, GRACE)));
    }

    @ParameterizedTest(name = "{0}, preempt {1} with a grace of {2}")
    @MethodSource("cells")
    void volumeIsTakenAsTheSettingSaysAndNotOtherwise(State state, Mode mode, Duration grace) throws Exception {
        VolumeService first = holder.start(HOLDING, FileSystemType.EXT4);
        first.create(DB, NewVolume.CONFIGURED);
        WritingContainer writer = holder.write("synced", first.mount(DB, A).resolve("records"),
                directory.resolve("acknowledged"));
        writer.awaitRecords(20);
        List<Holder> before = volume().holders();
        bring(state, first);
        VolumeService second = taker.start(new Preempt(mode, grace, SETTLE), FileSystemType.EXT4);
        String refusal = state.refusal(mode);
        if (refusal.isEmpty()) {
            assertTrue(Await.upTo(SOON, () -> isMounted(second)), "it was not taken");
            assertTaken(state, first, second, writer);
        } else {
            assertTrue(Await.upTo(SOON, () -> refusal(second).contains(refusal)), () -> refusal(second));
            assertEquals(before, volume().holders());
            assertEquals(List.of(), taker.mounts());
            if (state.isWriting()) {
                writer.assertGoesOn();
            }
        }
    }

    private void bring(State state, VolumeService service) throws Exception {
        switch (state) {
            // A daemon in this process does nothing unasked: one that is not asked any more is gone.
            case WRITING, WITHOUT_DAEMON -> {
            }
            case STOPPED -> {
                holder.endContainers();
                service.unmount(DB, A);
            }
            case DISCONNECTED_BUT_WRITING -> disturb("sdc-disconnected");
            case DISCONNECTED_AND_FAILING -> disturb("sdc-failing");
            case DISCONNECTED_AND_HANGING -> disturb("sdc-hanging");
            case CUT_OFF_FROM_THE_GATEWAY -> way.cut();
            case WITHOUT_POWER -> holder.crash();
            case INSTALLED_ANEW -> {
                holder.crash();
                holder.machine.forgetSdc();
                holder.machine.startSdc();
            }
        }
    }

    private void disturb(String trouble) throws Exception {
        lab.faultOf(holder.machine, trouble, "");
        assertTrue(Await.upTo(SOON, () -> !lab.isConnected(holder.machine)), "it is still connected");
    }

    private void assertTaken(State state, VolumeService first, VolumeService second, WritingContainer writer)
            throws Exception {
        lab.clearFaults();
        if (state.isUp()) {
            writer.awaitFailure();
            awaitLoss(state, first);
        }
        assertTrue(volume().isHeldOnlyBy(taker.id()), () -> volume().toString());
        WritingContainer.assertHolds(second.path(DB).orElseThrow().resolve("records"), writer.acknowledged());
        second.unmount(DB, B);
        Shell.succeed("e2fsck", "-f", "-n", lab.file(DB.value()));
    }

    /** The holder learns of it once it can, by the daemon that it has, or gets then. */
    private void awaitLoss(State state, VolumeService before) throws Exception {
        if (state == State.CUT_OFF_FROM_THE_GATEWAY) {
            way.open();
        }
        VolumeService now = state == State.WITHOUT_DAEMON ? holder.start(HOLDING, FileSystemType.EXT4) : before;
        assertTrue(Await.upTo(SOON, () -> {
            now.watchMounts();
            return now.get(DB).orElseThrow().lostSince().isPresent();
        }), "the loss was not noticed");
        assertEquals(List.of(), holder.mounts());
    }

    private static boolean isMounted(VolumeService service) {
        return refusal(service).isEmpty();
    }

    /** Why the volume is not mounted; empty if it is. */
    private static String refusal(VolumeService service) {
        try {
            service.mount(DB, B);
            return "";
        } catch (HeldElsewhere e) {
            return e.getMessage();
        }
    }

    private Volume volume() {
        Deadline soon = Deadline.after(SOON);
        return taker.array.resolve(DB, soon).flatMap(id -> taker.array.read(id, soon)).orElseThrow();
    }
}
