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

/**
 * The life of the {@code .rpm} under a container that writes all along, told in order. The host is a Debian, whose rpm
 * knows no package beside ours: what ours requires is not looked for.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstalledRpmIT {
    private static final Path RPM = BuiltPackages.named(".rpm");
    private static final String SERVING = "rexray service status";
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

    private static int written() throws Exception {
        return host.lines("cat /var/lib/rexray/volumes/db/data/log");
    }

    private static void assertWriterGoesOn() throws Exception {
        int now = written();
        EngineHost.await("more of what the container writes", () -> written() > now);
    }

    private static String pid() throws Exception {
        return host.in("systemctl show --value --property MainPID rexray");
    }

    private static void awaitReady() throws Exception {
        EngineHost.await("a daemon that is ready", () -> host.in(SERVING + " || true").contains("ready    yes"));
    }

    @Test
    @Order(1)
    void installationLeavesTheStartToTheAdministrator() throws Exception {
        host.in("rpm --install --nodeps " + RPM);

        assertEquals("inactive", host.in("systemctl is-active rexray || true"));
        host.in("systemctl enable --now rexray");
        awaitReady();
        host.in("docker run -d --name keeper --network none --volume-driver rexray -v db:/data " + EngineHost.IMAGE
                + " sh -c 'while sleep 0.2; do date >>/data/log || exit 1; done'");
        assertWriterGoesOn();
    }

    @Test
    @Order(2)
    void upgradeChangesTheDaemonAndNotTheMount() throws Exception {
        String old = pid();

        host.in("rpm --upgrade --nodeps --replacepkgs " + RPM);

        awaitReady();
        assertNotEquals(old, pid());
        assertEquals("enabled", host.in("systemctl is-enabled rexray"));
        assertWriterGoesOn();
    }

    @Test
    @Order(3)
    void removalEndsTheDaemonAndLeavesTheContainerAndTheConfiguration() throws Exception {
        host.in("rpm --erase rexray");

        assertEquals("", host.in("pgrep -f '[r]exray.Main service' || true"));
        host.refused("test -e /usr/lib/rexray");
        host.in("test -e /etc/rexray/config.yml");
        assertTrue(host.isMounted("db"));
        assertWriterGoesOn();
    }

    @Test
    @Order(4)
    void packageThatIsInstalledAgainKnowsTheUserAndReleasesItsVolume() throws Exception {
        host.in("rpm --install --nodeps " + RPM + " && systemctl enable --now rexray");
        awaitReady();

        host.in("docker rm --force keeper");

        host.awaitReleased("db");
        host.in("docker volume rm db");
    }
}
