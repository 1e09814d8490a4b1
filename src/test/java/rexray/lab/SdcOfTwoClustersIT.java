package rexray.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.LabCluster.LabHost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** One host whose SDC is connected to two clusters. */
final class SdcOfTwoClustersIT {
    private LabCluster gold;
    private LabCluster silver;
    private LabHost host;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        gold = LabCluster.start(Files.createDirectory(directory.resolve("gold")));
        silver = LabCluster.start(Files.createDirectory(directory.resolve("silver")));
        host = gold.addHost("node01", silver);
    }

    @AfterEach
    void close() throws IOException {
        gold.close();
        silver.close();
    }

    @Test
    void drvCfgNamesBothAndWhoTheHostIsToEach() throws Exception {
        assertEquals("Retrieved 2 mdm(s)\n" + mdm(gold) + mdm(silver), Tool.succeed(host.drvCfg(), "--query_mdms"));
        assertNotEquals(sdc(gold).id(), sdc(silver).id());
    }

    @Test
    void linksTellWhoseVolumeADeviceIs() throws Exception {
        String one = mapped(gold);
        String other = mapped(silver);

        Tool.succeed(host.drvCfg(), "--rescan");

        assertTrue(Files.exists(link(gold, one)));
        assertTrue(Files.exists(link(silver, other)));
        String volumes = Tool.succeed(host.drvCfg(), "--query_vols");
        assertTrue(volumes.startsWith("Retrieved 2 volume(s)\n"), volumes);
        assertTrue(volumes.contains("VOL-ID " + other + " MDM-ID " + system(silver) + "\n"), volumes);
    }

    @Test
    void unmapAtOneLeavesTheDeviceOfTheOther() throws Exception {
        String one = mapped(gold);
        String other = mapped(silver);
        Tool.succeed(host.drvCfg(), "--rescan");

        assertEquals(200, gold.gateway().act(one, "removeMappedSdc", "{'allSdcs':''}").status());

        Eventually.holds("the device is gone", () -> !Files.exists(link(gold, one), LinkOption.NOFOLLOW_LINKS));
        Tool.succeed("dd", "if=" + link(silver, other).toRealPath(), "of=/dev/null", "bs=4096", "count=1",
                "iflag=direct");
    }

    @Test
    void oneIsServedWhileTheOtherIsAway() throws Exception {
        String before = mapped(gold);
        Tool.succeed(host.drvCfg(), "--rescan");
        gold.faultOf(host, "sdc-disconnected", "");
        Eventually.holds("gold has lost it", () -> !gold.isConnected(host));

        String volume = mapped(silver);
        Tool.succeed(host.drvCfg(), "--rescan");
        assertTrue(Files.exists(link(silver, volume)));
        assertTrue(Files.exists(link(gold, before)));

        String later = mapped(gold);
        assertFalse(Files.exists(link(gold, later)));
        gold.clearFaults();
        Eventually.holds("gold serves it again", () -> Files.exists(link(gold, later)));
    }

    @Test
    void rescanAsksBothForNewSizes() throws Exception {
        String one = mapped(gold);
        String other = mapped(silver);
        Tool.succeed(host.drvCfg(), "--rescan");
        gold.gateway().act(one, "setVolumeSize", "{'sizeInGB':'16'}");
        silver.gateway().act(other, "setVolumeSize", "{'sizeInGB':'24'}");

        Tool.succeed(host.drvCfg(), "--rescan");

        assertEquals(16L << 30, sizeOf(link(gold, one)));
        assertEquals(24L << 30, sizeOf(link(silver, other)));
    }

    /** Makes a volume of 8 GB and maps it to the host. */
    private String mapped(LabCluster lab) throws Exception {
        String volume = lab.gateway().volume(lab.gateway().anyName(), 8);
        assertEquals(200, lab.gateway().act(volume, "addMappedSdc", "{'guid':'" + host.guid() + "'}").status());
        return volume;
    }

    private Path link(LabCluster lab, String volume) {
        return host.links().resolve("emc-vol-" + system(lab) + "-" + volume);
    }

    private String mdm(LabCluster lab) {
        return "MDM-ID " + system(lab) + " SDC ID " + sdc(lab).id() + " INSTALLATION ID " + system(lab)
                + " IPs [0]-127.0.0.1\n";
    }

    private static String system(LabCluster lab) {
        return lab.gateway().lab().cluster().systemId();
    }

    private StoredSdc sdc(LabCluster lab) {
        return lab.gateway().lab().cluster().state().sdcByGuid(host.guid()).orElseThrow();
    }

    private static long sizeOf(Path device) throws Exception {
        return Long.parseLong(Tool.succeed("blockdev", "--getsize64", device).strip());
    }
}
