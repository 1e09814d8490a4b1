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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code packaging/sysv/rexray} on a host without systemd, told in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SysvScriptIT {
    private static final String SCRIPT = "/etc/init.d/rexray ";
    private static MachineState before;
    private static EngineHost host;

    @BeforeAll
    static void boot(@TempDir Path directory) throws Exception {
        before = MachineState.read();
        host = EngineHost.boot(directory, "busybox");
        host.in("install -D " + Path.of("packaging/sysv/rexray").toAbsolutePath() + " /etc/init.d/rexray");
    }

    @AfterAll
    static void remove() throws Exception {
        host.close();
        before.assertNothingAdded();
    }

    private static String exitCodeOf(String verb) throws Exception {
        return host.in(SCRIPT + verb + " >/dev/null 2>&1; echo $?");
    }

    private static String pid() throws Exception {
        return host.in("cat /run/rexray/rexray.pid");
    }

    @Test
    @Order(1)
    void whatIsNotRunningSaysSoAsTheStandardWants() throws Exception {
        assertEquals("3", exitCodeOf("status"));
        assertEquals("7", exitCodeOf("reload"));
        assertEquals("0", exitCodeOf("stop"));
        assertEquals("0", exitCodeOf("try-restart"));
        assertEquals("2", exitCodeOf("nonsense"));
    }

    @Test
    @Order(2)
    void hostThatIsNotConfiguredIsTold() throws Exception {
        host.in("mv /etc/rexray/config.yml /etc/rexray/away");

        assertEquals("6", exitCodeOf("start"));

        host.in("mv /etc/rexray/away /etc/rexray/config.yml");
    }

    @Test
    @Order(3)
    void itStartsServesAndReloads() throws Exception {
        host.in(SCRIPT + "start");

        assertEquals("0", exitCodeOf("start"), "running already is success");
        assertTrue(host.in(SCRIPT + "status").contains("rexray is running"));
        host.in("docker volume create -d rexray db && docker run -d --name keeper --network none -v db:/data "
                + EngineHost.IMAGE + " sleep 1000");
        assertTrue(host.in(SCRIPT + "reload").contains("is rereading its configuration"));
    }

    @Test
    @Order(4)
    void restartChangesTheDaemonAndNotTheMount() throws Exception {
        String old = pid();

        host.in(SCRIPT + "restart");

        assertNotEquals(old, pid());
        assertTrue(host.isMounted("db"));
    }

    @Test
    @Order(5)
    void stopLeavesTheMountAndAStartFindsItsUser() throws Exception {
        host.in(SCRIPT + "stop");

        assertEquals("3", exitCodeOf("status"));
        assertTrue(host.isMounted("db"));
        host.in(SCRIPT + "start && docker rm --force keeper");
        host.awaitReleased("db");
        host.in("docker volume rm db && " + SCRIPT + "stop");
    }

    /** Nothing but the heading of the script orders it on a host with insserv. */
    @Test
    @Order(6)
    void headingNamesItsPlaceBetweenTheSdcAndDocker() throws Exception {
        String heading = host.in("sed -n '/BEGIN INIT INFO/,/END INIT INFO/p' /etc/init.d/rexray");

        assertTrue(
                heading.matches("(?s).*Should-Start: +scini\n.*X-Start-Before: +docker\n.*Default-Start: +2 3 4 5.*"),
                heading);
    }
}
