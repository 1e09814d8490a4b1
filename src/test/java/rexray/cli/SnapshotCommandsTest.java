package rexray.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.config.LogLevel;
import rexray.log.LogSetup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code rexray snapshot …}, {@code volume resize} and {@code volume create --from} over volumes in memory. */
final class SnapshotCommandsTest {
    @TempDir
    private Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeBackend backend = new FakeBackend();
    private final List<String> changes = backend.volumes.changes;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(directory.resolve("config.yml"),
                "scaleio: {endpoint: 'https://gw', userName: u, password: p}\n");
    }

    @AfterEach
    void resetLog() {
        LogSetup.setLevel(LogLevel.INFO);
    }

    private int run(String arguments) {
        return new RexrayCommand(backend, TestProgram.places(directory)).run(new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8), arguments.split(" "));
    }

    @Test
    void snapshotsOfOneMomentAreTakenTogether() {
        assertEquals(0, run("snapshot create web@before free@before"), err.toString(UTF_8));
        assertEquals(List.of("snapshot [web@before, free@before]", "close"), changes);
        assertEquals("""
            ID                Name         Status     Size
            91c4e6a000000009  web@before   available  8
            91c4e6a000000009  free@before  available  8
            """, out.toString(UTF_8));
    }

    @Test
    void snapshotsThatWereTakenAreShownInTheFormatThatIsNamed() {
        assertEquals(0, run("snapshot create -q web@after"));
        assertEquals("91c4e6a000000009\n", out.toString(UTF_8));
    }

    @Test
    void nameWithoutALabelIsRefused() {
        assertEquals(1, run("snapshot create web"));
        assertTrue(err.toString(UTF_8).contains("'web' names no snapshot; write the volume, '@' and a label"),
                err.toString(UTF_8));
    }

    @Test
    void snapshotsOfAVolumeAreListed() {
        assertEquals(0, run("snapshot ls web"));
        assertTrue(out.toString(UTF_8).contains("web"), out.toString(UTF_8));
        assertEquals(4, run("snapshot ls nope"));
    }

    @Test
    void allSnapshotsAreListedIfNoVolumeIsNamed() {
        assertEquals(0, run("snapshot ls"));
        assertEquals("""
            ID                Name          Status     Size
            91c4e6a000000009  free@before   available  8
            91c4e6a000000009  free@mounted  available  8
            91c4e6a000000009  web@before    available  8
            """, out.toString(UTF_8));
    }

    @Test
    void snapshotsAreRemovedAndRestored() {
        assertEquals(0, run("snapshot rm web@one web@two"));
        assertEquals(0, run("snapshot restore web@three"));
        assertEquals(
                List.of("remove snapshot web@one", "remove snapshot web@two", "close", "restore web@three", "close"),
                changes);
    }

    @Test
    void snapshotsThatWereRemovedAreShown() {
        assertEquals(0, run("snapshot rm free@before free@nope"));
        assertEquals("""
            ID                Name         Status     Size
            91c4e6a000000009  free@before  available  8
            """, out.toString(UTF_8));
        assertEquals("rexray: snapshot free@nope does not exist; nothing is removed for it\n", err.toString(UTF_8));
    }

    @Test
    void failureEndsARemovalUnlessItIsToGoOn() {
        assertEquals(5, run("snapshot rm free@mounted free@before"));
        assertNothingChanged();
        assertEquals(5, run("snapshot rm -i --continueOnError free@mounted free@before"));
        assertEquals(List.of("close", "remove snapshot free@before", "close"), changes);
    }

    /** Nothing but the end of the access to the volumes. */
    private void assertNothingChanged() {
        assertTrue(changes.stream().allMatch("close"::equals), changes::toString);
    }

    @Test
    void dryRunTellsWhatWouldBeTaken() {
        assertEquals(0, run("snapshot create -n free@after web@after"), err.toString(UTF_8));
        assertEquals("""
            volume free (91c4e6a000000003, 1024 GB, available) would get the snapshot free@after
            volume web (91c4e6a000000002, 8 GB, unavailable) would get the snapshot web@after
            """, out.toString(UTF_8));
        assertNothingChanged();
    }

    @Test
    void dryRunTellsWhatIsTakenAlready() {
        assertEquals(0, run("snapshot create -n free@before"));
        assertEquals("snapshot free@before (91c4e6a000000009, 8 GB) exists already\n", out.toString(UTF_8));
    }

    @Test
    void dryRunIsRefusedWhereTheCommandWouldBe() {
        assertEquals(4, run("snapshot create -n nope@after"));
        assertEquals(1, run("snapshot create -n free@one web@two"));
        assertEquals(1, run("snapshot create -n free@before scaleio_redis_vol@before"));
        assertTrue(err.toString(UTF_8).contains("another one of the same label is there already: free@before"),
                err.toString(UTF_8));
        assertEquals(4, run("snapshot restore -n free@nope"));
        assertNothingChanged();
    }

    @Test
    void dryRunTellsWhatWouldBeRemoved() {
        assertEquals(0, run("snapshot rm -n free@before free@nope"));
        assertEquals("""
            snapshot free@before (91c4e6a000000009, 8 GB) would be removed
            snapshot free@nope does not exist; nothing would be removed for it
            """, out.toString(UTF_8));
        assertNothingChanged();
    }

    @Test
    void dryRunTellsWhatWouldBeRestored() {
        assertEquals(0, run("snapshot restore -n free@before"));
        assertEquals("volume free (91c4e6a000000003, 1024 GB, available) would get the contents of free@before"
                + " (91c4e6a000000009, taken 1970-01-01T00:00:00Z), and lose those that it has\n", out.toString(UTF_8));
        assertNothingChanged();
    }

    @Test
    void dryRunTellsWhyNothingWouldBeRestored() {
        assertEquals(5, run("snapshot restore -n web@before"));
        assertEquals(
                "rexray: volume web (91c4e6a000000002, 8 GB, unavailable) would keep its contents, since it is held by"
                        + " 10.0.0.2 (SDC c2); stop the containers that use it, then try again\n",
                err.toString(UTF_8));
        assertNothingChanged();
    }

    @Test
    void volumeIsMadeLarger() {
        assertEquals(0, run("volume resize free --size 2TB"), err.toString(UTF_8));
        assertTrue(out.toString(UTF_8).contains("2048"), out.toString(UTF_8));
        assertEquals(1, run("volume resize free --size big"));
        assertEquals(2, run("volume resize free"));
    }

    @Test
    void copyTakesWhatItsOriginHas() {
        assertEquals(0, run("volume create --from web@before copy"), err.toString(UTF_8));
        assertEquals(List.of("create copy with {from=web@before}", "close"), changes);
        assertEquals(2, run("volume create --from web --size 8 copy"));
    }
}
