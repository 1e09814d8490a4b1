package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import rexray.volume.VolumeException.ArrayUnavailable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a service at work makes of a file that changed, and what it says. */
final class ReloadTest {
    private static final String SIZE = "libstorage.integration.volume.operations.create.default.size";
    private static final Path RUN = Path.of("/run/docker/plugins");
    /** Another array, with a module of its name. */
    private static final String SILVER = """
        libstorage.server.services: {scaleio: {driver: scaleio}, silver: {driver: scaleio, scaleio.endpoint: 'https://gw2'}}
        rexray.modules.silver: {type: docker, libstorage.service: silver}
        """;
    @TempDir
    private Path directory;
    private final LogLines log = new LogLines();
    private final List<ServiceConfig> taken = new ArrayList<>();
    private final List<Backend.Refusal> refusals = new ArrayList<>();
    private List<Path> sockets = List.of();
    private Reload reload;

    @BeforeEach
    void start() throws IOException {
        configure("admin", "");
        Session session = new Session(new FakeBackend(), TestProgram.places(directory), List.of(), Flags.NONE);
        reload = new Reload(session, session.loadConfig(), new Backend.Serving() {
            @Override
            public List<Backend.Refusal> reconfigure(Configuration next) {
                taken.addAll(next.services());
                return List.copyOf(refusals);
            }

            @Override
            public void close() {}
        }, now -> sockets = now);
    }

    private void refuse(String service, Optional<String> module, String why) {
        refusals.add(new Backend.Refusal(service, module, new ArrayUnavailable(why, "mend it", null)));
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
        refuse("scaleio", Optional.empty(), "the login of other was refused");
        reload.run();
        assertSaid("WARN", SIZE + ", scaleio.userName not applied", "the login of other was refused; mend it");
        assertSaid("INFO", "nothing changes");

        refusals.clear();
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

    @Test
    void addedServiceAndItsSocketAreInForce() throws IOException {
        configure("admin", SILVER);
        reload.run();
        assertEquals("silver", taken.getLast().name());
        assertEquals(List.of(RUN.resolve("rexray.sock"), RUN.resolve("silver.sock")), sockets);
        assertSaid("INFO", "now in force: libstorage.server.services.silver, rexray.modules.silver ");
    }

    @Test
    void refusedServiceIsNotThereAndTriedAgain() throws IOException {
        configure("other", SILVER);
        refuse("silver", Optional.empty(), "there is no pool ssd");
        reload.run();
        assertEquals(List.of(RUN.resolve("rexray.sock")), sockets);
        assertSaid("WARN", "libstorage.server.services.silver, rexray.modules.silver not applied",
                "there is no pool ssd; mend it");
        assertSaid("INFO", "now in force: scaleio.userName ");
        assertFalse(log.contain("needs 'rexray"), log.all()::toString);

        refusals.clear();
        reload.run();
        assertSaid("INFO", "now in force: libstorage.server.services.silver, rexray.modules.silver ");
    }

    @Test
    void refusedModuleLeavesItsServiceTheRest() throws IOException {
        configure("other", "rexray.modules.fast.type: docker\n");
        refuse("scaleio", Optional.of("fast"), "another program answers");
        reload.run();
        assertEquals(List.of(RUN.resolve("rexray.sock")), sockets);
        assertSaid("WARN", "rexray.modules.fast not applied", "another program answers; mend it");
        assertSaid("INFO", "now in force: scaleio.userName ");
    }

    @Test
    void whatIsRemovedWaitsByName() throws IOException {
        configure("admin", SILVER);
        reload.run();
        configure("admin", "");
        reload.run();
        assertSaid("WARN", "needs 'rexray service restart': libstorage.server.services.silver (removed),"
                + " rexray.modules.silver (removed)");
        assertEquals(2, sockets.size());
    }
}
