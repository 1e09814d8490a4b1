package rexray;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Set;
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

/**
 * The life of the managed plugin in a real engine, without a registry, told in order. Its configuration has one mount
 * more than the packaged one: for what the emulated {@code drv_cfg} reads.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManagedPluginIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DAEMON = "pgrep -f '[r]exray.Main service'";
    private static MachineState before;
    private static EngineHost host;

    @BeforeAll
    static void boot(@TempDir Path directory) throws Exception {
        before = MachineState.read();
        host = EngineHost.boot(directory, "busybox");
    }

    @AfterAll
    static void remove() throws Exception {
        host.close();
        before.assertNothingAdded();
    }

    /** With a mount of the state of the lab's SDC. */
    private static String forTheLab(String config) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(config);
        json.withArray("mounts").addObject().put("name", "lab").put("source", "/var/lib/rexray-lab-sdc")
                .put("destination", "/var/lib/rexray-lab-sdc").put("type", "none").putArray("options").add("rbind");
        return json.toString();
    }

    private static int written() throws Exception {
        return host.lines("docker exec keeper cat /data/log");
    }

    @Test
    @Order(1)
    void pluginIsMadeOfTheUnpackedArchive() throws Exception {
        host.in("mkdir /tmp/plugin && tar --strip-components=1 -C /tmp/plugin -xzf " + BuiltPackages.plugin());
        host.write("/tmp/plugin/config.json", forTheLab(host.in("cat /tmp/plugin/config.json")));

        host.in("docker plugin create rexray /tmp/plugin");

        assertEquals("rexray:latest false", host.in("docker plugin ls --format '{{.Name}} {{.Enabled}}'"));
    }

    /** All settings by variables, as with the original's plugin; the password from a file. */
    @Test
    @Order(2)
    void pluginIsSetUpByVariablesAndServes() throws Exception {
        host.in("umask 077 && sed -n 's/^scaleio.password: \"\\(.*\\)\"/\\1/p' /etc/rexray/config.yml >/etc/rexray/password"
                + " && rm /etc/rexray/config.yml");

        host.in("docker plugin set rexray REXRAY_LOGLEVEL=debug REXRAY_FSTYPE=ext4 SCALEIO_ENDPOINT=https://10.77.0.1/api"
                + " SCALEIO_CAFILE=/etc/rexray/ca.pem SCALEIO_USERNAME=admin SCALEIO_PASSWORDFILE=/etc/rexray/password"
                + " SCALEIO_PROTECTIONDOMAINNAME=pd1 SCALEIO_STORAGEPOOLNAME=hdd");
        // The daemon's own words are in the engine's log.
        host.in("docker plugin enable rexray || { grep plugin= /var/log/dockerd.log | cut -c 1-300; exit 1; }");

        host.in("docker volume create -d rexray -o size=8 db");
        assertEquals("rexray:latest db", host.in("docker volume ls --format '{{.Driver}} {{.Name}}'"));
    }

    @Test
    @Order(3)
    void containerWritesToTheVolumeOfThePlugin() throws Exception {
        host.in("docker run -d --name keeper --network none -v db:/data " + EngineHost.IMAGE
                + " sh -c 'while sleep 0.2; do date >>/data/log || exit 1; done'");

        EngineHost.await("what the container writes", () -> written() > 2);
        assertTrue(host.in("docker exec keeper cat /proc/self/mountinfo").contains(" /data /data "), "of the device");
        assertTrue(host.isMapped("db"));
    }

    @Test
    @Order(4)
    void pluginThatIsKilledComesBackAndKnowsTheContainer() throws Exception {
        String pid = host.in(DAEMON);
        host.in("kill -KILL " + pid);

        EngineHost.await("another daemon", () -> !Set.of("", pid).contains(host.in(DAEMON + " || true")));
        int now = written();
        EngineHost.await("more of what the container writes", () -> written() > now);
        host.in("docker run --rm --network none -v db:/data " + EngineHost.IMAGE + " test -s /data/log");
        assertTrue(host.isMapped("db"), "the second container's end leaves it to the first");
        assertTrue(written() > now);
    }

    @Test
    @Order(5)
    void pluginInUseIsNotDisabled() throws Exception {
        assertTrue(host.refused("docker plugin disable rexray").contains("in use"));
    }

    @Test
    @Order(6)
    void lastContainerReleasesTheVolume() throws Exception {
        host.in("docker rm --force keeper");

        EngineHost.await("the release", () -> !host.isMapped("db"));
        assertFalse(host.in("cat /proc/self/mountinfo").contains("/volumes/db "));
        host.in("docker volume rm db && docker plugin disable rexray && docker plugin rm rexray");
    }

    /** What the daemon said is in the engine's log. */
    @Test
    @Order(7)
    void wrongSettingFailsTheEnabling() throws Exception {
        host.in("docker plugin create rexray /tmp/plugin && docker plugin set rexray SCALEIO_ENDPOINT=nonsense");

        host.refused("docker plugin enable rexray");

        String said = host.in("grep plugin= /var/log/dockerd.log | tail -n 20");
        assertTrue(said.contains("SCALEIO_ENDPOINT") && said.contains("scaleio.userName"), said);
        host.in("docker plugin rm rexray");
    }
}
