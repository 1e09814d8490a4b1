package rexray.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.LabCluster.LabHost;
import rexray.lab.MappingTarget.ById;
import rexray.linux.DeviceNumber;
import rexray.volume.VolumeException.RefusedInput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class SdcIT {
    private LabCluster lab;
    private LabHost node01;
    private LabHost node02;
    private Path mountpoint;
    private String volume;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        lab = LabCluster.start(directory);
        node01 = lab.addHost("node01");
        node02 = lab.addHost("node02");
        volume = lab.gateway().volume("pgdata", 8);
        mountpoint = Files.createDirectory(directory.resolve("mnt"));
    }

    @AfterEach
    void close() throws IOException {
        lab.close();
    }

    @Test
    void mappedVolumeAppearsWithItsSizeAndLink() throws Exception {
        map(node01);

        Path link = awaitDevice(node01);
        assertEquals("../../scinia", Files.readSymbolicLink(link).toString());
        assertEquals(8L << 30, sizeOf(link));
        assertEquals(lab.gateway().lab().cluster().systemId() + "-" + volume + "\n",
                Tool.succeed(node01.drvCfg(), "--query_block_device_id", "--block_device",
                        node01.devices().resolve("scinia")));
        assertFalse(Files.exists(link(node02), LinkOption.NOFOLLOW_LINKS), "node02 has it too");
    }

    @Test
    void unmapRevokesForGoodAndRemovesTheDevice() throws Exception {
        map(node01);
        Path device = awaitDevice(node01).toRealPath();
        Tool.succeed("mkfs.ext4", "-q", device);
        Tool.succeed("mount", device, mountpoint);
        try {
            Files.writeString(mountpoint.resolve("file"), "synced");
            Tool.succeed("sync", "-f", mountpoint);
            try (FileChannel file = FileChannel.open(mountpoint.resolve("file"), APPEND)) {
                file.write(ByteBuffer.wrap(", not synced".getBytes(UTF_8)));

                unmap(node01);

                assertThrows(IOException.class, () -> file.force(true));
            }
            awaitNoDevice(node01);
        } finally {
            Tool.succeed("umount", mountpoint);
        }

        map(node02);
        Tool.succeed("mount", awaitDevice(node02).toRealPath(), mountpoint);
        try {
            assertEquals("synced", Files.readString(mountpoint.resolve("file")));
        } finally {
            Tool.succeed("umount", mountpoint);
        }
    }

    @Test
    void deviceCanBeWrittenIfTheMappingSaysSo() throws Exception {
        MappingRules mappings = new MappingRules(lab.gateway().lab().cluster());
        ById target = new ById(sdcId(node01));
        mappings.map(volume, target, MappingRules.Sharing.FORBIDDEN, AccessMode.READ_ONLY);
        Path device = awaitDevice(node01).toRealPath();
        assertEquals("1", readOnly(device));
        assertNotEquals(0, write(device).status());

        mappings.change(volume, target, mapping -> mapping.withAccessMode(AccessMode.READ_WRITE));
        assertEquals("0", readOnly(device));
        assertEquals(0, write(device).status());

        mappings.change(volume, target, mapping -> mapping.withAccessMode(AccessMode.READ_ONLY));
        assertEquals("1", readOnly(device));
        mappings.change(volume, target, mapping -> mapping.withAccessMode(AccessMode.NO_ACCESS));
        awaitNoDevice(node01);
    }

    @Test
    void deviceAfterOneThatCouldOnlyBeReadCanBeWritten() throws Exception {
        new MappingRules(lab.gateway().lab().cluster()).map(volume, new ById(sdcId(node01)),
                MappingRules.Sharing.FORBIDDEN, AccessMode.READ_ONLY);
        assertEquals("1", readOnly(awaitDevice(node01).toRealPath()));
        unmap(node01);
        awaitNoDevice(node01);

        map(node01);

        assertEquals("0", readOnly(awaitDevice(node01).toRealPath()));
    }

    private static String readOnly(Path device) throws Exception {
        return Tool.succeed("blockdev", "--getro", device).strip();
    }

    private static Tool write(Path device) throws Exception {
        return Tool.run("dd", "if=/dev/zero", "of=" + device, "bs=4096", "count=1", "conv=notrunc,fsync");
    }

    @Test
    void devicesOutliveTheSdcAndAreFoundByTheNext() throws Exception {
        map(node01);
        Path device = awaitDevice(node01);
        Optional<DeviceNumber> number = DeviceNumber.of(device.toRealPath());
        String guid = node01.guid();

        node01.stopSdc();
        assertEquals(number, DeviceNumber.of(device.toRealPath()));
        assertNotEquals(0, Tool.run(node01.drvCfg(), "--query_guid").status());
        node01.startSdc();

        assertEquals(guid, node01.guid());
        assertEquals(number, DeviceNumber.of(device.toRealPath()));
    }

    @Test
    void whatWasUnmappedWhileTheSdcWasDownIsRemovedWhenItStarts() throws Exception {
        map(node01);
        awaitDevice(node01);
        node01.stopSdc();
        unmap(node01);

        node01.startSdc();

        awaitNoDevice(node01);
    }

    @Test
    void restartedHostHasAnotherDeviceForTheSameVolume() throws Exception {
        map(node01);
        Path device = awaitDevice(node01);
        Optional<DeviceNumber> before = DeviceNumber.of(device.toRealPath());
        try (FileChannel held = FileChannel.open(device)) {
            node01.crash();
            node01.startSdc();

            assertNotEquals(before, DeviceNumber.of(awaitDevice(node01).toRealPath()));
            assertThrows(IOException.class, () -> held.read(ByteBuffer.allocate(4096)));
        }
    }

    @Test
    void gatewayRestartChangesNothingForTheHost() throws Exception {
        map(node01);
        Optional<DeviceNumber> number = DeviceNumber.of(awaitDevice(node01).toRealPath());

        lab.gateway().lab().restart();
        Tool.succeed(node01.drvCfg(), "--rescan");

        assertEquals(number, DeviceNumber.of(awaitDevice(node01).toRealPath()));
    }

    @Test
    void sdcBringsItsNameAndKeepsTheOneThatAnAdministratorGives() throws Exception {
        assertEquals("node01", name(node01));
        new SdcRules(lab.gateway().lab().cluster()).rename(sdcId(node01), "db-east");

        node01.stopSdc();
        node01.startSdc();

        assertEquals("db-east", name(node01));
    }

    @Test
    void sdcIsConnectedWhileItRuns() throws Exception {
        assertTrue(isConnected(node01));

        node01.stopSdc();

        assertFalse(isConnected(node01));
        assertTrue(isConnected(node02));
    }

    @Test
    void rescanShowsAMappingAtOnce() throws Exception {
        map(node01);

        Tool.succeed(node01.drvCfg(), "--rescan");

        assertTrue(Files.exists(link(node01)));
    }

    @Test
    void hostSeesThatAVolumeGrewAfterARescan() throws Exception {
        map(node01);
        Path link = awaitDevice(node01);
        assertEquals(200, lab.gateway().act(volume, "setVolumeSize", "{'sizeInGB':'16'}").status());
        node01.stopSdc();
        node01.startSdc();
        assertEquals(8L << 30, sizeOf(link));

        Tool.succeed(node01.drvCfg(), "--rescan");

        assertEquals(16L << 30, sizeOf(link));
    }

    @Test
    void drvCfgNamesTheClusterAndTheVolumes() throws Exception {
        map(node01);
        awaitDevice(node01);
        String system = lab.gateway().lab().cluster().systemId();

        assertEquals(node01.guid() + "\n", Tool.succeed(node01.drvCfg(), "--query_guid"));
        assertEquals("Retrieved 1 volume(s)\nVOL-ID " + volume + " MDM-ID " + system + "\n",
                Tool.succeed(node01.drvCfg(), "--query_vols"));
        assertEquals("Retrieved 1 mdm(s)\nMDM-ID " + system + " SDC ID " + sdcId(node01) + " INSTALLATION ID " + system
                + " IPs [0]-127.0.0.1\n", Tool.succeed(node01.drvCfg(), "--query_mdms"));
    }

    @Test
    void secondSdcOnTheSameHostIsRefused() {
        RefusedInput refusal = assertThrows(RefusedInput.class, node01::startSdc);

        assertTrue(refusal.remedy().contains("a host has one SDC"), refusal::remedy);
    }

    private static long sizeOf(Path device) throws Exception {
        return Long.parseLong(Tool.succeed("blockdev", "--getsize64", device).strip());
    }

    private void map(LabHost host) throws Exception {
        assertEquals(200, lab.gateway().act(volume, "addMappedSdc", "{'guid':'" + host.guid() + "'}").status());
    }

    private void unmap(LabHost host) throws Exception {
        assertEquals(200, lab.gateway().act(volume, "removeMappedSdc", "{'sdcId':'" + sdcId(host) + "'}").status());
    }

    private Path link(LabHost host) {
        return host.links().resolve("emc-vol-" + lab.gateway().lab().cluster().systemId() + "-" + volume);
    }

    private Path awaitDevice(LabHost host) throws Exception {
        Eventually.holds("a device for " + volume, () -> Files.exists(link(host)));
        return link(host);
    }

    private void awaitNoDevice(LabHost host) throws Exception {
        Eventually.holds("no device for " + volume, () -> !Files.exists(link(host), LinkOption.NOFOLLOW_LINKS)
                && !Files.exists(host.devices().resolve("scinia"), LinkOption.NOFOLLOW_LINKS));
    }

    private String sdcId(LabHost host) {
        return lab.gateway().lab().cluster().state().sdcs().values().stream()
                .filter(sdc -> host.ip().equals(sdc.ip())).findFirst().orElseThrow().id();
    }

    private @Nullable String name(LabHost host) {
        return lab.gateway().lab().cluster().state().sdc(sdcId(host)).name();
    }

    private boolean isConnected(LabHost host) {
        return lab.gateway().lab().cluster().isConnected(sdcId(host));
    }
}
