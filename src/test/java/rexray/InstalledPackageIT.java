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
 * The life of the package on a host with a real systemd, Docker engine and Redis, told in order: each test goes on where the
 * one before left, with one Redis that writes to its volume all along and must notice nothing. It makes what it is told
 * durable before it answers, so that all that was set before an incident must be there after it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstalledPackageIT {
    private static final String SERVER = "docker-entrypoint.sh redis-server --appendonly yes --appendfsync always";
    private static final String RUN = "docker run -d --name redis --network none --volume-driver rexray -v db:/data redis ";
    private static final String COUNTING = RUN + "sh -c 'while sleep 0.2; do redis-cli incr counter; done & exec "
            + SERVER + "'";
    private static final String CONFIG = "/etc/rexray/config.yml";
    private static MachineState before;
    private static EngineHost host;
    private static Path deb;

    @BeforeAll
    static void boot(@TempDir Path directory) throws Exception {
        before = MachineState.read();
        deb = BuiltPackages.named(".deb");
        host = EngineHost.boot(directory, "systemd");
        Shell.succeed("packaging/lib/redis-image", "node01");
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

    private static String redis(String command) throws Exception {
        return host.in("docker exec redis redis-cli --raw " + command);
    }

    /** How far Redis has counted; 0 as long as it does not answer. */
    private static int counted() throws Exception {
        return Integer.parseInt(host.in(
                "docker exec redis redis-cli --raw get counter 2>/dev/null | grep -x '[0-9][0-9]*' || echo 0"));
    }

    private static void assertRedisGoesOn() throws Exception {
        int now = counted();
        EngineHost.await("more of what Redis counts", () -> counted() > now);
        assertEquals("true", host.in("docker inspect --format '{{.State.Running}}' redis"));
    }

    /** Has Redis keep a value for {@link #assertKept}. */
    private static void setBefore(String incident) throws Exception {
        assertEquals("OK", redis("set before-" + incident + " kept"));
    }

    private static void assertKept(String incident) throws Exception {
        assertRedisGoesOn();
        assertEquals("kept", redis("get before-" + incident));
    }

    private static void awaitServing() throws Exception {
        EngineHost.await("the status in systemd", () -> property("StatusText").equals("ready"));
        assertEquals("active", property("ActiveState"));
    }

    @Test
    @Order(1)
    void installationStartsTheServiceAndEnablesIt() throws Exception {
        host.in("apt-get install --simulate " + deb);
        host.in("dpkg -i " + deb);

        awaitServing();
        assertEquals("enabled", host.in("systemctl is-enabled rexray"));
        assertTrue(host.in("readlink -f /usr/bin/rexray").equals("/usr/lib/rexray/bin/rexray"));
        assertTrue(host.in("rexray service status").contains("ready    yes"));
    }

    /** Each in turn is hidden from apt, which then installs it as well, or says that it cannot be had. */
    @Test
    @Order(1)
    void installationAsksForWhatItNeeds() throws Exception {
        for (String needed : List.of("e2fsprogs", "xfsprogs", "util-linux", "mount", "findutils")) {
            String asked = host.in("sed '/^Package: " + needed + "$/,/^$/d' /var/lib/dpkg/status >/tmp/status"
                    + " && LC_ALL=C apt-get -o Dir::State::status=/tmp/status install --simulate " + deb
                    + " 2>&1 || true");
            assertTrue(asked.contains("Inst " + needed + " ") || asked.contains("Depends: " + needed + " but"), asked);
        }
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
        host.in(COUNTING);

        assertTrue(host.isMounted("db"));
        assertRedisGoesOn();
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
        assertRedisGoesOn();
    }

    @Test
    @Order(5)
    void killedServiceIsStartedAnewUnderTheContainer() throws Exception {
        setBefore("kill");
        String pid = property("MainPID");
        host.in("kill -KILL " + pid);

        EngineHost.await("another daemon", () -> !List.of("0", pid).contains(property("MainPID")));
        awaitServing();
        assertKept("kill");
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
        assertRedisGoesOn();
        host.in("rm -r /run/systemd/system/rexray.service.d && systemctl daemon-reload && systemctl restart rexray");
        awaitServing();
    }

    @Test
    @Order(7)
    void upgradeChangesTheDaemonAndNotTheMount() throws Exception {
        setBefore("upgrade");
        String pid = property("MainPID");
        host.in("cd /tmp && dpkg-deb -R " + deb + " new && sed -i 's/^Version: .*/&+1/' new/DEBIAN/control"
                + " && dpkg-deb -Zgzip -z1 -b new new.deb && dpkg -i new.deb");

        awaitServing();
        assertNotEquals(pid, property("MainPID"));
        assertTrue(host.in("dpkg-query -W rexray").endsWith("+1"));
        assertKept("upgrade");
    }

    @Test
    @Order(8)
    void engineThatIsRestartedFindsItsVolume() throws Exception {
        host.in("docker stop --time 1 redis && systemctl restart docker && docker start redis");

        assertRedisGoesOn();
    }

    /** An engine that boots starts such a container once, and not again if its volume cannot be mounted. */
    @Test
    @Order(9)
    void rebootBringsTheServiceBeforeTheContainer() throws Exception {
        host.in("docker update --restart always redis");
        setBefore("reboot");

        host.reboot();

        awaitServing();
        assertKept("reboot");
    }

    @Test
    @Order(10)
    void powerCutDoesSoToo() throws Exception {
        setBefore("power-cut");

        host.cutPower();

        awaitServing();
        assertKept("power-cut");
        host.in("docker update --restart no redis");
    }

    @Test
    @Order(11)
    void removalEndsTheDaemonAndLeavesTheContainer() throws Exception {
        setBefore("removal");
        host.in("dpkg -r rexray");

        assertEquals("", host.in("pgrep -f '[r]exray.Main service' || true"));
        assertFalse(host.in("ls /usr/lib").contains("rexray"));
        assertKept("removal");
    }

    @Test
    @Order(12)
    void purgeRemovesTheConfigurationAndLeavesTheVolume() throws Exception {
        String config = Base64.getEncoder().encodeToString(host.in("cat " + CONFIG).getBytes(UTF_8));

        host.in("dpkg -P rexray");

        host.refused("test -e " + CONFIG);
        assertTrue(host.isMounted("db"));
        assertRedisGoesOn();
        host.in("mkdir -p /etc/rexray && echo " + config + " | base64 -d >" + CONFIG);
    }

    @Test
    @Order(13)
    void packageThatIsInstalledAgainKnowsTheUserAndReleasesItsVolume() throws Exception {
        host.in("dpkg -i " + deb);
        awaitServing();
        assertRedisGoesOn();

        host.in("docker rm --force redis");

        host.awaitReleased("db");
    }

    @Test
    @Order(14)
    void otherContainerFindsAllThatWasKept() throws Exception {
        host.in(RUN + SERVER);

        EngineHost.await("Redis", () -> counted() > 0);
        assertEquals("kept\n".repeat(5).strip(),
                redis("mget before-kill before-upgrade before-reboot before-power-cut before-removal"));

        host.in("docker rm --force redis");
        host.awaitReleased("db");
        host.in("docker volume rm db");
    }
}
