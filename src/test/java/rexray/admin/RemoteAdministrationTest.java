package rexray.admin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rexray.admin.AdminApi.Served;
import rexray.http.LocalServer;
import rexray.http.LocalServer.Endpoint;
import rexray.volume.Defaults;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.OutcomeUnknown;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class RemoteAdministrationTest extends AdministrationContract {
    private @Nullable LocalServer server;

    @Override
    Administration reach(VolumeService service) {
        AdminApi api = new AdminApi(() -> new TreeMap<>(Map.of("scaleio", new Served(
                new DirectAdministration(service, () -> Defaults.NONE, () -> {}), service.journal()))), "scaleio");
        LocalServer started = new LocalServer(Duration.ofSeconds(20), List.of(new Endpoint(socket(), api::addTo)));
        started.start();
        server = started;
        return new RemoteAdministration(AdminSocket.find(directory).orElseThrow(), Optional.empty());
    }

    private Path socket() {
        return AdminSocket.in(directory);
    }

    @AfterEach
    void stopServer() {
        Objects.requireNonNull(server).close();
    }

    @Test
    void socketIsRootsAlone() throws Exception {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())));
    }

    @Test
    void arrayThatIsAwayIsToldWithItsCodeAndRemedy() {
        array.onEachRequest(() -> {
            throw new ArrayUnavailable("the gateway does not answer", "look at it", null);
        });

        ArrayUnavailable failure = assertThrows(ArrayUnavailable.class, () -> volumes.volumes());
        assertEquals("the gateway does not answer; look at it", failure.getMessage());
    }

    @Test
    void daemonThatIsGoneIsNoDaemonAndItsRequestsHaveNoKnownOutcome() {
        Objects.requireNonNull(server).close();

        assertTrue(AdminSocket.find(directory).isEmpty());
        assertThrows(OutcomeUnknown.class, () -> volumes.remove(DB));
    }

    @Test
    void defectIsToldWithoutItsStack() {
        array.onEachRequest(() -> {
            throw new IllegalStateException("a defect");
        });

        HostFailure failure = assertThrows(HostFailure.class, () -> volumes.volumes());
        assertEquals("Admin.List failed inside the service: java.lang.IllegalStateException: a defect; see its log",
                failure.getMessage());
    }

    @Test
    void requestOfAnotherVersionIsRefused() {
        AdminSocket other = AdminSocket.find(directory).orElseThrow();

        assertThrows(HostFailure.class, () -> other.ask("Levitate", Map.of()));
        assertThrows(RefusedInput.class, () -> other.ask("Mount", Map.of()));
        assertThrows(RefusedInput.class, () -> other.ask("Mount", Map.of("name", "a/b")));
    }
}
