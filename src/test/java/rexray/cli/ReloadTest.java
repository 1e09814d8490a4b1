package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.LogLines;
import rexray.config.Configuration;
import rexray.config.Flags;
import rexray.config.ServiceConfig;
import rexray.volume.Size;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.ArrayUnavailable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a service at work makes of a file that changed, and what it says. */
final class ReloadTest {
    private static final String SIZE = "libstorage.integration.volume.operations.create.default.size";
    @TempDir
    private Path directory;
    private final LogLines log = new LogLines();
    private final List<ServiceConfig> taken = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();
    private Reload reload;

    @BeforeEach
    void start() throws IOException {
        configure("admin", "");
        Session session = new Session(new FakeBackend(), TestProgram.places(directory), List.of(), Flags.NONE);
        reload = new Reload(session, session.loadConfig(), new Backend.Serving() {
            @Override
            public Map<String, VolumeException> reconfigure(Configuration next) {
                taken.add(next.service(Optional.empty()));
                return refusal.<Map<String, VolumeException>>map(
                        why -> Map.of(next.service(), new ArrayUnavailable(why, "mend it", null))).orElse(Map.of());
            }

            @Override
            public void close() {}
        });
    }

    @AfterEach
    void stop() {
        log.close();
    }

    private void configure(String user, String more) throws IOException {
        Files.writeString(directory.resolve("config.yml"),
                "scaleio: {endpoint: 'https://gw', userName: " + user + ", password: hunter2}\n" + more);
    }

    private void assertSaid(String... words) {
        assertTrue(log.contain(words), log.all()::toString);
    }

    @Test
    void fileThatDidNotChangeChangesNothing() {
        reload.run();
        assertSaid("INFO", "the configuration was reread; nothing changes");
    }

    @Test
    void whatChangesAtOnceIsTakenOver() throws IOException {
        configure("other", SIZE + ": 24\n");
        reload.run();
        assertEquals(Size.ofGb(24), taken.getLast().volumes().defaultSize());
        assertSaid("INFO", "now in force: " + SIZE + ", scaleio.userName");
    }

    @Test
    void whatWaitsIsKeptBackAndToldAtEachReload() throws IOException {
        configure("admin", "scaleio.systemName: other\n");
        reload.run();
        reload.run();
        assertEquals(Optional.empty(), taken.getLast().scaleio().systemName());
        assertEquals(2, log.all().stream()
                .filter(line -> line.contains("needs 'rexray service restart': scaleio.systemName")).count());
    }

    @Test
    void whatTheArrayRefusesIsToldAndTriedAgain() throws IOException {
        configure("other", SIZE + ": 24\n");
        refusal = Optional.of("the login of other was refused");
        reload.run();
        assertSaid("WARN", SIZE + ", scaleio.userName stays as it was", "the login of other was refused; mend it");
        assertSaid("INFO", "nothing changes");

        refusal = Optional.empty();
        reload.run();
        assertSaid("INFO", "now in force: " + SIZE + ", scaleio.userName");
    }

    @Test
    void wrongFileChangesNothing() throws IOException {
        configure("other", "scaleio.colour: red\n");
        reload.run();
        assertEquals(List.of(), taken);
        assertSaid("WARN", "the configuration is invalid, so nothing changes: ", "scaleio.colour");
    }
}
