package rexray;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The life of the package on a host with a real systemd and Docker engine, told in order: each test goes on where the one
 * before left, with one container that writes to its volume all along and must notice nothing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstalledPackageIT {
    private static final String WRITER = "docker run -d --name keeper --network none --volume-driver rexray -v db:/data "
            + EngineHost.IMAGE + " sh -c 'while sleep 0.2; do date >>/data/log || exit 1; done'";
    private static final String CONFIG = "/etc/rexray/config.yml";
    private static MachineState before;
    private static EngineHost host;
    private static Path deb;

    @BeforeAll
    static void boot(@TempDir Path directory) throws Exception {
        before = MachineState.read();
        deb = BuiltPackages.named(".deb");
        host = EngineHost.boot(directory, "systemd");
    }

    @AfterAll
    static void remove() throws Exception {
        host.close();
        before.assertNothingAdded();
    }

    private static String property(String name) throws Exception {
        return host.in("systemctl show --value --property " + name + " rexray");
    }

    private static String journal() throws Exception {
        return host.in("journalctl --unit rexray --output cat --no-pager");
    }

    private static int written() throws Exception {
        return host.lines("cat /var/lib/rexray/volumes/db/data/log");
    }

    private static void assertWriterGoesOn() throws Exception {
        int now = written();
        EngineHost.await("more of what the container writes", () -> written() > now);
        assertEquals("true", host.in("docker inspect --format '{{.State.Running}}' keeper"));
    }

    private static void awaitServing() throws Exception {
        EngineHost.await("the status in systemd", () -> property("StatusText").equals("ready"));
        assertEquals("active", property("ActiveState"));
    }

    @Test
    @Order(1)
    void installationStartsTheServiceAndEnablesIt() throws Exception {
        host.in("dpkg -i " + deb);

        awaitServing();
        assertEquals("enabled", host.in("systemctl is-enabled rexray"));
        assertTrue(host.in("readlink -f /usr/bin/rexray").equals("/usr/lib/rexray/bin/rexray"));
        assertTrue(host.in("rexray service status").contains("ready    yes"));
        assertTrue(host.in("dpkg-query -W -f '${Depends}' rexray").contains("e2fsprogs, xfsprogs, util-linux"));
    }

    @Test
    @Order(2)
    void unitIsCleanAndHardened() throws Exception {
        assertEquals("", host.in("systemd-analyze verify rexray.service"));
        String line = host.in("systemd-analyze security --no-pager rexray.service").lines()
                .filter(text -> text.contains("Overall exposure level")).findFirst().orElseThrow();
        assertTrue(line.matches(".*: 5\\.\\d .*"), line);
        String pid = property("MainPID");
        assertEquals(host.in("readlink /proc/1/ns/mnt"), host.in("readlink /proc/" + pid + "/ns/mnt"),
                "Docker sees its mounts");
    }

    @Test
    @Order(3)
    void hardenedServiceFormatsMountsAndServesAContainer() throws Exception {
        host.in(WRITER);

        assertTrue(host.isMounted("db"));
        assertWriterGoesOn();
    }

    @Test
    @Order(4)
    void reloadBySystemdAppliesTheConfigurationAndReportsOneThatIsInvalid() throws Exception {
        String pid = property("MainPID");
        host.in("sed -i 's/^rexray.logLevel: debug/rexray.logLevel: info/' " + CONFIG + " && systemctl reload rexray");

        EngineHost.await("the line on the new level", () -> journal().contains("now in force: rexray.logLevel"));
        host.in("sed -i 's/^rexray.logLevel: info/rexray.logLevel: loud/' " + CONFIG);
        host.refused("systemctl reload rexray");
        EngineHost.await("the reason", () -> journal().matches("(?s).*config\\.yml:\\d+.*loud.*"));
        host.in("sed -i 's/^rexray.logLevel: loud/rexray.logLevel: debug/' " + CONFIG + " && systemctl reload rexray");
        assertEquals("active", property("ActiveState"));
        assertEquals(pid, property("MainPID"), "a reload leaves the daemon at work");
        assertWriterGoesOn();
    }

    @Test
    @Order(5)
    void killedServiceIsStartedAnewUnderTheContainer() throws Exception {
        String pid = property("MainPID");
        host.in("kill -KILL " + pid);

        EngineHost.await("another daemon", () -> !List.of("0", pid).contains(property("MainPID")));
        awaitServing();
        assertWriterGoesOn();
    }

    /** The kernel keeps its socket, so that only the watchdog sees a daemon that is stopped. */
    @Test
    @Order(6)
    void hangingServiceIsStartedAnewByTheWatchdog() throws Exception {
        host.in("mkdir -p /run/systemd/system/rexray.service.d"
                + " && printf '[Service]\\nWatchdogSec=3\\n' >/run/systemd/system/rexray.service.d/quick.conf"
                + " && systemctl daemon-reload && systemctl restart rexray");
        awaitServing();
        String pid = property("MainPID");
        host.in("kill -STOP " + pid);

        EngineHost.await("another daemon", () -> !List.of("0", pid).contains(property("MainPID")));
        awaitServing();
        assertWriterGoesOn();
        host.in("rm -r /run/systemd/system/rexray.service.d && systemctl daemon-reload && systemctl restart rexray");
        awaitServing();
    }

    @Test
    @Order(7)
    void upgradeChangesTheDaemonAndNotTheMount() throws Exception {
        String pid = property("MainPID");
        host.in("cd /tmp && dpkg-deb -R " + deb + " new && sed -i 's/^Version: .*/&+1/' new/DEBIAN/control"
                + " && dpkg-deb -Zgzip -z1 -b new new.deb && dpkg -i new.deb");

        awaitServing();
        assertNotEquals(pid, property("MainPID"));
        assertTrue(host.in("dpkg-query -W rexray").endsWith("+1"));
        assertWriterGoesOn();
    }

    @Test
    @Order(8)
    void engineThatIsRestartedFindsItsVolume() throws Exception {
        host.in("docker stop --time 1 keeper && systemctl restart docker && docker start keeper");

        assertWriterGoesOn();
    }

    /** An engine that boots starts such a container once, and not again if its volume cannot be mounted. */
    @Test
    @Order(9)
    void rebootBringsTheServiceBeforeTheContainer() throws Exception {
        host.in("docker update --restart always keeper");
        int lines = written();

        host.reboot();

        awaitServing();
        assertWriterGoesOn();
        assertTrue(written() >= lines);
    }

    @Test
    @Order(10)
    void powerCutDoesSoToo() throws Exception {
        host.in("sync --file-system /var/lib/rexray/volumes/db");
        int lines = written();

        host.cutPower();

        awaitServing();
        assertWriterGoesOn();
        assertTrue(written() >= lines);
        host.in("docker update --restart no keeper");
    }

    @Test
    @Order(11)
    void removalEndsTheDaemonAndLeavesTheContainer() throws Exception {
        host.in("dpkg -r rexray");

        assertEquals("", host.in("pgrep -f '[r]exray.Main service' || true"));
        assertFalse(host.in("ls /usr/lib").contains("rexray"));
        assertWriterGoesOn();
    }

    @Test
    @Order(12)
    void purgeRemovesTheConfigurationAndLeavesTheVolume() throws Exception {
        String config = Base64.getEncoder().encodeToString(host.in("cat " + CONFIG).getBytes(UTF_8));

        host.in("dpkg -P rexray");

        host.refused("test -e " + CONFIG);
        assertTrue(host.isMounted("db"));
        assertWriterGoesOn();
        host.in("mkdir -p /etc/rexray && echo " + config + " | base64 -d >" + CONFIG);
    }

    @Test
    @Order(13)
    void packageThatIsInstalledAgainKnowsTheUserAndReleasesItsVolume() throws Exception {
        host.in("dpkg -i " + deb);
        awaitServing();
        assertWriterGoesOn();

        host.in("docker rm --force keeper");

        host.awaitReleased("db");
        host.in("docker volume rm db");
    }
}
