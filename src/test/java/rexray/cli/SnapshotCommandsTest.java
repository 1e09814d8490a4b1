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
        assertEquals("web@before\nfree@before\n", out.toString(UTF_8));
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
    void snapshotsAreRemovedAndRestored() {
        assertEquals(0, run("snapshot rm web@one web@two"));
        assertEquals(0, run("snapshot restore web@three"));
        assertEquals(
                List.of("remove snapshot web@one", "remove snapshot web@two", "close", "restore web@three", "close"),
                changes);
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
