package rexray.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The script, over a directory as an SDC leaves it. */
final class DrvCfgTest {
    private static final String GUID = "3B7E9C52-0F4A-4D16-9E21-6A5D80C3F714";
    private static final URI GATEWAY = URI.create("https://10.0.0.11");
    private Path home;
    private Path drvCfg;
    private Path links;
    private SdcDirectory directory;

    @BeforeEach
    void install(@TempDir Path temporary) throws Exception {
        home = temporary;
        Path devices = temporary.resolve("it's a dev");
        links = Files.createDirectories(devices.resolve("disk/by-id"));
        drvCfg = temporary.resolve("bin/drv_cfg");
        directory = SdcDirectory.open(temporary.resolve("sdc"));
        directory.guid(Optional.of("3b7e9c52-0f4a-4d16-9e21-6a5d80c3f714"));
        directory.load();
        DrvCfg.install(drvCfg, temporary.resolve("sdc"), devices);
    }

    @AfterEach
    void close() throws Exception {
        directory.close();
    }

    @Test
    void queryGuidPrintsOneLineInUpperCase() throws Exception {
        assertEquals(GUID + "\n", Tool.succeed("sh", drvCfg, "--query_guid"));
    }

    @Test
    void queryMdmsNamesSystemAndSdc() throws Exception {
        directory.belongToNoneYet(List.of(GATEWAY));
        directory.belongTo(GATEWAY, "2f9b5c1e7a3d4610", "b7e4d02900000001", "4c81d0a97be65f23");

        String answer = """
            Retrieved 1 mdm(s)
            MDM-ID 2f9b5c1e7a3d4610 SDC ID b7e4d02900000001 INSTALLATION ID 4c81d0a97be65f23 IPs [0]-10.0.0.11
            """;
        assertEquals(answer, Tool.succeed("sh", drvCfg, "--query_mdms"));
        assertEquals(answer, Tool.succeed("sh", drvCfg, "--query_mdm"));
    }

    @Test
    void queryMdmsHasALineForEachClusterInTheOrderOfTheirGateways() throws Exception {
        directory.belongToNoneYet(List.of(GATEWAY, URI.create("https://10.0.1.11:8443")));
        directory.belongTo(GATEWAY, "2f9b5c1e7a3d4610", "b7e4d02900000001", "4c81d0a97be65f23");

        assertEquals("""
            Retrieved 2 mdm(s)
            MDM-ID 2f9b5c1e7a3d4610 SDC ID b7e4d02900000001 INSTALLATION ID 4c81d0a97be65f23 IPs [0]-10.0.0.11
            MDM-ID 0000000000000000 SDC ID 0000000000000000 INSTALLATION ID 0000000000000000 IPs [0]-10.0.1.11
            """, Tool.succeed("sh", drvCfg, "--query_mdms"));
    }

    @Test
    void queryVolsCountsNone() throws Exception {
        assertEquals("Retrieved 0 volume(s)\n", Tool.succeed("sh", drvCfg, "--query_vols"));
    }

    @Test
    void queryVolsListsEveryVolume() throws Exception {
        Files.createSymbolicLink(links.resolve("emc-vol-2f9b5c1e7a3d4610-91c4e6a000000002"), Path.of("../../scinia"));
        Files.createSymbolicLink(links.resolve("emc-vol-2f9b5c1e7a3d4610-91c4e6a000000003"), Path.of("../../scinib"));

        assertEquals("""
            Retrieved 2 volume(s)
            VOL-ID 91c4e6a000000002 MDM-ID 2f9b5c1e7a3d4610
            VOL-ID 91c4e6a000000003 MDM-ID 2f9b5c1e7a3d4610
            """, Tool.succeed("sh", drvCfg, "--query_vols"));
    }

    @Test
    void rescanEndsWhenTheSdcHasDoneIt() throws Exception {
        Process rescan = rescan();
        Eventually.holds("a rescan is asked for", () -> !directory.rescans().isEmpty());
        assertTrue(rescan.isAlive());

        directory.rescanned(directory.rescans());

        assertEquals("Successfully completed rescan\n", rescan.inputReader().readAllAsString());
        assertEquals(0, rescan.waitFor());
    }

    @Test
    void rescanThatIsAskedForDuringAnotherIsNotDoneByThat() throws Exception {
        Process first = rescan();
        Eventually.holds("a rescan is asked for", () -> !directory.rescans().isEmpty());
        Set<Path> underWay = directory.rescans();
        Process second = rescan();
        Eventually.holds("another is asked for", () -> directory.rescans().size() == 2);

        directory.rescanned(underWay);

        assertEquals(0, first.waitFor());
        assertEquals(1, directory.rescans().size());
        directory.rescanned(directory.rescans());
        assertEquals(0, second.waitFor());
    }

    @Test
    void everyQueryFailsWhileTheSdcDoesNotRun() throws Exception {
        directory.close();

        for (String query : new String[]{"--query_guid", "--query_mdms", "--query_vols", "--rescan"}) {
            Tool tool = Tool.run("sh", drvCfg, query);
            assertEquals(1, tool.status(), query);
            assertTrue(tool.output().contains("Failed to open kernel device /dev/scini"), tool::output);
        }
    }

    @Test
    void anotherProcessWithTheSameIdIsNotTheSdc() throws Exception {
        Path loaded = home.resolve("sdc/loaded");
        Files.writeString(loaded, ProcessHandle.current().pid() + " 1\n");

        assertEquals(1, Tool.run("sh", drvCfg, "--query_guid").status());
    }

    @Test
    void anythingElseIsAnsweredWithUsage() throws Exception {
        for (String[] command : new String[][]{{"--help"}, {"--query_tgts"}, {"--query_block_device_id"}, {""}}) {
            Tool tool = Tool.run("sh", drvCfg, command[0]);
            assertEquals(1, tool.status(), command[0]);
            assertTrue(tool.output().startsWith("Usage: drv_cfg"), tool::output);
        }
    }

    @Test
    void versionSaysThatItIsEmulated() throws Exception {
        assertTrue(Tool.succeed("sh", drvCfg, "--query_version").startsWith("Emulated"));
    }

    @Test
    void scriptIsExecutableAndReplacesItself() throws Exception {
        DrvCfg.install(drvCfg, home, links);

        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(drvCfg)));
    }

    @Test
    void realDrvCfgIsLeftAlone() throws Exception {
        Files.writeString(drvCfg, "ELF");

        assertThrows(RefusedInput.class, () -> DrvCfg.install(drvCfg, home, links));

        assertEquals("ELF", Files.readString(drvCfg));
    }

    @Test
    void guidIsKeptAndCheckedByItsForm() throws Exception {
        assertEquals(GUID, directory.guid(Optional.empty()));
        assertThrows(RefusedInput.class, () -> directory.guid(Optional.of("node01")));
    }

    private Process rescan() throws IOException {
        return new ProcessBuilder("sh", drvCfg.toString(), "--rescan").start();
    }
}
