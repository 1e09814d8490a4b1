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
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands that have to do with systemd, on a host with a real one, told in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SystemdIT {
    private static final String UNIT = "/etc/systemd/system/rexray.service";
    private static MachineState before;
    private static EngineHost host;

    @BeforeAll
    static void boot(@TempDir Path directory) throws Exception {
        before = MachineState.read();
        host = EngineHost.boot(directory, "systemd");
    }

    @AfterAll
    static void remove() throws Exception {
        host.close();
        before.assertNothingAdded();
    }

    @Test
    @Order(1)
    void installWritesTheUnitAndEnablesIt() throws Exception {
        assertEquals("systemd", host.in("rexray service initsys"));
        assertEquals(UNIT + " would be written, and the service enabled, so that it starts at boot",
                host.in("rexray install -n"));
        host.refused("test -e " + UNIT);

        assertTrue(host.in("rexray install").endsWith("installed " + UNIT + "; start it with 'rexray service start'"));

        assertEquals("enabled", host.in("systemctl is-enabled rexray"));
        assertTrue(host.in("rexray install -n").startsWith(UNIT + " is as it should be"));
    }

    @Test
    @Order(2)
    void systemdRunsTheServiceThatTheCommandsStartAndStop() throws Exception {
        assertEquals("rexray started by systemd", host.in("rexray service start"));
        assertEquals("active", host.in("systemctl is-active rexray"));
        String first = host.in("systemctl show --property MainPID --value rexray");
        assertTrue(host.in("rexray service status").contains("(pid " + first + ")"));

        host.in("rexray service restart");
        assertTrue(!host.in("systemctl show --property MainPID --value rexray").equals(first));

        host.in("rexray service stop");
        assertEquals("inactive", host.in("systemctl is-active rexray || true"));
    }

    @Test
    @Order(3)
    void flagsOfAStartBySystemdAreRefused() throws Exception {
        assertTrue(host.refused("rexray service start -l debug").contains("systemctl edit rexray.service"));
    }

    @Test
    @Order(4)
    void passwordComesFromACredential() throws Exception {
        host.in("sed -n 's/^scaleio.password: \"\\(.*\\)\"$/\\1/p' /etc/rexray/config.yml > /root/password"
                + " && chmod 600 /root/password && sed -i '/^scaleio.password:/d' /etc/rexray/config.yml");
        assertTrue(host.refused("rexray config check").contains("scaleio.password"));
        host.in("mkdir -p " + UNIT + ".d");
        host.write(UNIT + ".d/password.conf", "[Service]\nLoadCredential=scaleio.password:/root/password\n");

        host.in("systemctl daemon-reload && rexray service start && docker volume create -d rexray db");

        assertEquals("db", host.in("docker volume ls --quiet"));
        assertTrue(host.in("rexray config check").endsWith("has no problems"));
        host.in("rexray service reload && rexray service restart");
        assertTrue(host.in("rexray volume ls").contains("db"));
    }

    @Test
    @Order(5)
    void uninstallStopsTheServiceAndLeavesVolumes() throws Exception {
        host.in("docker run -d --network none --name writer -v db:/data " + EngineHost.IMAGE + " sleep 1000");

        assertTrue(host.in("rexray uninstall").endsWith(
                "removed " + UNIT + "; /etc/rexray, /var/lib/rexray and what is mounted stay"));

        host.refused("test -e " + UNIT);
        assertEquals("inactive", host.in("systemctl is-active rexray || true"));
        assertTrue(host.isMounted("db"));
        host.in("docker exec writer sh -c 'echo still there > /data/file && sync'");
    }
}
