package rexray.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.LabCluster.LabHost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each fault that strikes an SDC. */
class SdcFaultsIT {
    private LabCluster cluster;
    private LabHost node01;
    private String volume;
    private Path mountpoint;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        cluster = LabCluster.start(directory);
        node01 = cluster.addHost("node01");
        volume = cluster.gateway().anyVolume();
        mountpoint = Files.createDirectories(directory.resolve("mnt"));
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
    }

    private void map() throws Exception {
        assertEquals("200 {}",
                cluster.gateway().act(volume, "addMappedSdc", "{'guid':'" + node01.guid() + "'}").line());
    }

    private Path link() {
        return node01.links().resolve("emc-vol-" + cluster.gateway().lab().cluster().systemId() + "-" + volume);
    }

    private void awaitConnection(String state) throws Exception {
        Eventually.holds("the SDC is " + state, () -> cluster.gateway().client().get("/api/types/Sdc/instances").json()
                .get(0).get("mdmConnectionState").asText().equals(state));
    }

    private void mountNewFileSystem() throws Exception {
        map();
        Eventually.holds("the device is there", () -> Files.exists(link()));
        Tool.succeed("mkfs.ext4", "-q", link().toRealPath());
        Tool.succeed("mount", link().toRealPath(), mountpoint);
    }

    @Test
    void disconnectedSdcGoesOnWriting() throws Exception {
        mountNewFileSystem();
        try {
            cluster.faultOf(node01, "sdc-disconnected", "");
            awaitConnection("Disconnected");

            Files.writeString(mountpoint.resolve("file"), "written");
            Tool.succeed("sync", "-f", mountpoint);

            cluster.clearFaults();
            awaitConnection("Connected");
        } finally {
            Tool.succeed("umount", mountpoint);
        }
    }

    @Test
    void ioOfAFailingSdcFailsUntilTheFaultIsCleared() throws Exception {
        map();
        Eventually.holds("the device is there", () -> Files.exists(link()));
        Path device = link().toRealPath();
        Tool.succeed("dd", "if=/dev/zero", "of=" + device, "bs=4096", "count=1", "seek=1", "oflag=direct");

        cluster.faultOf(node01, "sdc-failing", "");
        awaitConnection("Disconnected");
        assertFalse(Tool.run("dd", "if=/dev/zero", "of=" + device, "bs=4096", "count=1", "seek=1", "oflag=direct")
                .status() == 0, "a write succeeds");

        cluster.clearFaults();
        awaitConnection("Connected");
        Tool.succeed("dd", "if=/dev/zero", "of=" + device, "bs=4096", "count=1", "seek=1", "oflag=direct");
    }

    @Test
    void writesOfAHangingSdcWaitUntilTheFaultIsCleared() throws Exception {
        mountNewFileSystem();
        try {
            cluster.faultOf(node01, "sdc-hanging", "");
            awaitConnection("Disconnected");
            Path file = mountpoint.resolve("file");
            List<CompletableFuture<Void>> writes = new ArrayList<>();
            Eventually.holds("a write hangs", () -> {
                writes.add(CompletableFuture.runAsync(() -> write(file)));
                return isUnderWay(writes.getLast());
            });

            cluster.clearFaults();
            awaitConnection("Connected");
            for (CompletableFuture<Void> write : writes) {
                write.get(30, TimeUnit.SECONDS);
            }
            assertTrue(Files.exists(file));
        } finally {
            cluster.clearFaults();
            awaitConnection("Connected");
            Tool.succeed("umount", mountpoint);
        }
    }

    /** As on a host whose daemon took the lost mount off its mountpoint meanwhile. */
    @Test
    void writesGoOnAlsoWhereOnlyAContainerHasTheFileSystemMounted() throws Exception {
        mountNewFileSystem();
        Process container = new ProcessBuilder("unshare", "--mount", "--propagation", "private", "sh", "-c",
                "while echo written > \"$0\"; do sleep 0.1; done", mountpoint.resolve("file").toString()).start();
        try {
            cluster.faultOf(node01, "sdc-hanging", "");
            Eventually.holds("it hangs", () -> isUninterruptible(container));
            Tool.succeed("umount", "--lazy", mountpoint);

            cluster.clearFaults();

            Eventually.holds("it goes on", () -> !isUninterruptible(container));
        } finally {
            assertTrue(container.destroyForcibly().waitFor(30, TimeUnit.SECONDS), "it cannot be ended");
        }
    }

    /** As where the daemon ends a mount that hangs: what is frozen keeps its device for ever unless it is found again. */
    @Test
    void fileSystemThatWasUnmountedWhileItHungLetsItsDeviceGo() throws Exception {
        mountNewFileSystem();
        cluster.faultOf(node01, "sdc-hanging", "");
        Path file = mountpoint.resolve("file");
        List<Process> writers = new ArrayList<>();
        Eventually.holds("a write hangs", () -> {
            writers.add(new ProcessBuilder("sh", "-c", "echo written > \"$0\"", file.toString()).start());
            return !writers.getLast().waitFor(300, TimeUnit.MILLISECONDS);
        });
        Tool.succeed("umount", "--lazy", mountpoint);

        cluster.clearFaults();

        for (Process writer : writers) {
            assertTrue(writer.waitFor(30, TimeUnit.SECONDS), "a write still hangs");
        }
    }

    private static boolean isUninterruptible(Process process) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")).contains(") D ");
    }

    /** Whether it is still under way after a moment. */
    private static boolean isUnderWay(CompletableFuture<Void> work) throws Exception {
        try {
            work.get(300, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException _) {
            return true;
        }
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "written");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void deviceComesLateOrNeverInSpiteOfARescan() throws Exception {
        cluster.faultOf(node01, "device-never", "");
        map();
        Tool.succeed(node01.drvCfg(), "--rescan");
        assertFalse(Files.exists(link()));

        cluster.gateway().act(volume, "removeMappedSdc", "{'allSdcs':''}");
        cluster.clearFaults();
        cluster.faultOf(node01, "device-late", "1500ms");
        long mapped = System.nanoTime();
        map();
        Tool.succeed(node01.drvCfg(), "--rescan");
        assertFalse(Files.exists(link()));
        Eventually.holds("the device comes", () -> Files.exists(link()));
        assertTrue(System.nanoTime() - mapped >= 1_000_000_000L);
    }
}
