package rexray.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rexray.Await;
import rexray.volume.SnapshotName;
import rexray.volume.UnderWay.Doing;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is on a screen during a wait, and after it. */
final class WaitingLineTest {
    private static final VolumeName DB = new VolumeName("db");
    private static final Duration SOON = Duration.ofSeconds(20);
    private final StringWriter screen = new StringWriter();
    private final WaitingLine line = new WaitingLine(new PrintWriter(screen), Duration.ofMillis(1));
    private Optional<Doing> doing = Optional.empty();

    private String shown() {
        return screen.toString();
    }

    private void await(String awaited) {
        try {
            assertTrue(Await.upTo(SOON, () -> shown().contains(awaited)), this::shown);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String during(String awaited) {
        return line.during(DB, () -> doing, () -> {
            await(awaited);
            return "result";
        });
    }

    @Test
    void whatIsDoneIsShownWithItsTime() {
        doing = Optional.of(new Doing("formatting it with ext4", Duration.ofMillis(3900), Optional.empty()));
        assertEquals("result", during("\rvolume db: formatting it with ext4 (3 s)"));
    }

    @Test
    void whatIsLeftIsShownWhereItIsKnown() {
        doing = Optional.of(new Doing("waiting for node01 to let go", Duration.ofSeconds(8),
                Optional.of(Duration.ofMillis(11_400))));
        during("\rvolume db: waiting for node01 to let go, 12 s left");
    }

    @Test
    void whatIsNotTellingIsAtWork() {
        during("\rvolume db: at work (0 s)");
    }

    @Test
    void failureToTellIsNoFailureOfTheWork() {
        assertEquals("result", line.during(DB, () -> {
            throw new ArrayUnavailable("it is away", "call it back", null);
        }, () -> {
            await("at work");
            return "result";
        }));
    }

    @Test
    void anyOtherWorkIsShownWithItsTime() {
        assertEquals("result", line.during("starting rexray", () -> {
            await("\rstarting rexray (0 s)");
            return "result";
        }));
    }

    @Test
    void snapshotIsShownWhileItIsTaken() {
        FakeVolumes volumes = new FakeVolumes();
        volumes.onSnapshots(() -> await("\rtaking snapshot db@x (0 s)"));
        new WatchedAdministration(volumes, line).takeSnapshots(List.of(SnapshotName.parse("db@x")));
    }

    @Test
    void checkedFailureOfTheWorkComesThrough() {
        assertThrows(InterruptedException.class, () -> line.doing("starting rexray", () -> {
            throw new InterruptedException();
        }));
    }

    @Test
    void nowhereShowsNothing() {
        assertEquals("done", WaitingLine.nowhere().during("starting rexray", () -> "done"));
        assertEquals("", shown());
    }

    @Test
    void lineIsWrittenOverAndGoneAtTheEnd() {
        during("\rvolume db: at work (0 s)\rvolume db: at work (0 s)");
        assertTrue(shown().endsWith("\r" + " ".repeat("volume db: at work (0 s)".length()) + "\r"), this::shown);
    }

    @Test
    void longLineIsCutToAScreenAndPlain() {
        doing = Optional.of(new Doing("waiting for caf\u00e9 " + "x".repeat(200), Duration.ZERO, Optional.empty()));
        during("waiting for caf? xxx");
        assertEquals(79, shown().substring(1, shown().indexOf("...") + 3).length());
    }

    @Test
    void failureOfTheWorkComesThrough() {
        assertThrows(ArrayUnavailable.class, () -> line.during(DB, () -> doing, () -> {
            throw new ArrayUnavailable("it is away", "call it back", null);
        }));
    }

    @Test
    void shortWorkShowsNothing() {
        WaitingLine patient = new WaitingLine(new PrintWriter(screen), Duration.ofHours(1));
        assertEquals("done", patient.during(DB, () -> doing, () -> "done"));
        assertEquals("", shown());
    }
}
