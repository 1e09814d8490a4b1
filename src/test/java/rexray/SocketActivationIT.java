package rexray;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code systemd/rexray.socket} on a host with a real systemd and Docker engine, told in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SocketActivationIT {
    private static final String SOCKET = "/run/docker/plugins/rexray.sock";
    private static final String ASK = "curl --silent --show-error --fail --max-time 60 --unix-socket " + SOCKET
            + " --data '' http://x/VolumeDriver.Capabilities";
    /** Of curl: nobody listens. A connection that the old daemon has taken when it ends breaks off, which is another. */
    private static final String REFUSED = "7";
    private static MachineState before;
    private static EngineHost host;

    @BeforeAll
    static void boot(@TempDir Path directory) throws Exception {
        before = MachineState.read();
        host = EngineHost.boot(directory, "systemd");
        String units = Path.of("systemd").toAbsolutePath().toString();
        host.in("cp " + units + "/rexray.s* /etc/systemd/system/ && install -D -m 644 " + units
                + "/socket.conf /etc/systemd/system/rexray.service.d/socket.conf && systemctl daemon-reload");
    }

    @AfterAll
    static void remove() throws Exception {
        host.close();
        before.assertNothingAdded();
    }

    private static String state(String unit) throws Exception {
        return host.in("systemctl is-active " + unit + " || true");
    }

    @Test
    @Order(1)
    void socketIsThereWithoutADaemon() throws Exception {
        assertEquals("", host.in("systemd-analyze verify rexray.socket rexray.service"));
        host.in("systemctl enable --now rexray.socket");

        assertEquals("inactive", state("rexray.service"));
        assertEquals("srw------- root", host.in("stat -c '%A %U' " + SOCKET));
    }

    @Test
    @Order(2)
    void requestStartsTheDaemonAndIsAnswered() throws Exception {
        host.in("docker volume create -d rexray db");

        assertEquals("active", state("rexray.service"));
        assertEquals("rexray", host.in("docker volume inspect --format '{{.Driver}}' db"));
    }

    @Test
    @Order(3)
    void journalKnowsWhatALineIsAbout() throws Exception {
        assertTrue(host.in("journalctl --unit rexray REXRAY_VOLUME=db REXRAY_EVENT=created PRIORITY=6 --output cat")
                .startsWith("volume db created"));
    }

    @Test
    @Order(4)
    void restartRefusesNobody() throws Exception {
        Process restarts = host.begin("systemctl restart rexray && systemctl restart rexray");

        String codes = host
                .in("for i in 1 2 3 4 5 6 7 8 9 10; do " + ASK + " >/dev/null 2>&1; echo $?; sleep 0.3; done");

        assertEquals(0, restarts.waitFor());
        assertFalse(codes.lines().anyMatch(REFUSED::equals), codes);
        assertTrue(codes.lines().filter("0"::equals).count() >= 8, codes);
    }

    @Test
    @Order(5)
    void socketStaysWhenTheDaemonEndsAndGoesWithItsUnit() throws Exception {
        host.in("systemctl stop rexray.service");
        assertTrue(host.in("stat -c %F " + SOCKET).equals("socket"));

        host.in("systemctl stop rexray.socket");

        host.refused("test -e " + SOCKET);
    }

    @Test
    @Order(6)
    void serviceLeavesTheSocketToTheGroupThatItsUnitNames() throws Exception {
        host.in("sed -i 's/^SocketMode=.*/SocketMode=0660\\nSocketGroup=daemon/' /etc/systemd/system/rexray.socket"
                + " && systemctl daemon-reload && systemctl start rexray.socket rexray.service");

        assertEquals("srw-rw---- daemon", host.in("stat -c '%A %G' " + SOCKET));

        host.in("systemctl stop rexray.service rexray.socket");
    }

    @Test
    @Order(7)
    void socketInAnotherPlaceThanConfiguredIsRefused() throws Exception {
        host.in("sed -i 's|^ListenStream=.*|ListenStream=/run/docker/plugins/other.sock|' /etc/systemd/system/rexray.socket"
                + " && systemctl daemon-reload && systemctl start rexray.socket");

        host.refused("systemctl start rexray.service");

        EngineHost.await("the reason", () -> host.in("journalctl --unit rexray --output cat").contains(
                "systemd listens on /run/docker/plugins/other.sock for rexray, whose configured socket is " + SOCKET));
        host.in("systemctl stop rexray.service rexray.socket");
    }
}
