package rexray.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.Await;
import rexray.HangingDisk;
import rexray.linux.DeviceNumber;
import rexray.linux.LoopDevice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class LoopDataIT {
    private static final String VOLUME = "91c4e6a000000001";
    private static final String OTHER_VOLUME = "91c4e6a000000002";
    private static final String SDC = "b7e4d02900000001";
    private static final String OTHER_SDC = "b7e4d02900000002";
    private static final String BOOT = "4026531841-7";
    private static final long SIZE_IN_KB = 64 * 1024;
    private static final Duration SOON = Duration.ofSeconds(20);

    private Path directory;
    private LoopData data;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        directory = temporary.toRealPath();
        data = LoopData.open(directory.resolve("cluster"));
        data.adopt();
        data.allocate(VOLUME, SIZE_IN_KB);
    }

    @AfterEach
    void close() throws IOException {
        data.close();
        assertEquals(List.of(), ours(), "loop devices left behind");
    }

    @Test
    void revokedDeviceFailsEveryLaterReadAndWriteThroughAMountedFileSystem() throws Exception {
        Path device = device(data, SDC);
        Tool.succeed("mkfs.ext4", "-q", device);
        Path mountpoint = Files.createDirectory(directory.resolve("mnt"));
        Tool.succeed("mount", device, mountpoint);
        Files.writeString(mountpoint.resolve("file"), "synced");
        Files.write(mountpoint.resolve("cold"), new byte[4096]);
        Tool.succeed("umount", mountpoint);
        Tool.succeed("mount", device, mountpoint);
        try (FileChannel file = FileChannel.open(mountpoint.resolve("file"), WRITE)) {
            file.write(ByteBuffer.wrap("not synced".getBytes(UTF_8)));

            data.revoke(VOLUME, SDC);

            assertThrows(IOException.class, () -> file.force(true));
            assertThrows(IOException.class, () -> Files.readAllBytes(mountpoint.resolve("cold")));
            assertTrue(readDirectly(device).status() != 0, "a direct read of the device succeeded");
        } finally {
            Tool.succeed("umount", mountpoint);
        }
        Path elsewhere = device(data, OTHER_SDC);
        Tool.succeed("mount", elsewhere, mountpoint);
        try {
            assertEquals("synced", Files.readString(mountpoint.resolve("file")));
        } finally {
            Tool.succeed("umount", mountpoint);
        }
    }

    @Test
    void notEvenTheFirstSectorOfARevokedDeviceReachesTheVolume() throws Exception {
        Path device = device(data, SDC);
        Path other = device(data, OTHER_SDC);
        try (FileChannel file = FileChannel.open(device, WRITE)) {
            data.revoke(VOLUME, SDC);
            // xfs writes its superblock so. Whether this succeeds does not matter.
            Tool.run("sh", "-c", "tr '\\0' x </dev/zero | dd of=" + device + " bs=512 count=1 oflag=direct");
            assertThrows(IOException.class, () -> {
                file.write(ByteBuffer.allocate(4096), 4096);
                file.force(true);
            });
        }

        data.resize(VOLUME, 2 * SIZE_IN_KB);
        data.rescan(OTHER_SDC);

        try (FileChannel volume = FileChannel.open(directory.resolve("cluster/volumes").resolve(VOLUME))) {
            assertEquals(0, firstByte(volume));
            assertEquals(2 * SIZE_IN_KB * 1024, volume.size());
        }
        assertEquals(2 * SIZE_IN_KB * 1024, sizeOf(other));
    }

    @Test
    void everyAttachmentHasAPageCacheOfItsOwn() throws Exception {
        Path one = device(data, SDC);
        Path other = device(data, OTHER_SDC);
        // While a device is open its cache stays.
        try (FileChannel reader = FileChannel.open(other, READ); FileChannel writer = FileChannel.open(one, WRITE)) {
            assertEquals(0, firstByte(reader));

            writer.write(ByteBuffer.wrap(new byte[]{7}));
            writer.force(true);

            assertEquals(0, firstByte(reader), "the other host still sees what it has in its cache");
        }
        try (FileChannel volume = FileChannel.open(directory.resolve("cluster/volumes").resolve(VOLUME))) {
            assertEquals(7, firstByte(volume));
        }
    }

    @Test
    void newProcessKeepsWhatTheClusterAttachesAgain() throws Exception {
        data.attach(VOLUME, SDC, AccessMode.READ_WRITE);
        AttachedDevice before = data.serve(SDC, BOOT).getFirst();

        LoopData successor = LoopData.open(directory.resolve("cluster"));
        successor.allocate(VOLUME, SIZE_IN_KB);
        successor.attach(VOLUME, SDC, AccessMode.READ_WRITE);
        successor.adopt();

        assertEquals(List.of(before), successor.serve(SDC, BOOT));
        assertEquals(0, readDirectly(node(before)).status());
    }

    @Test
    void deviceInUseOutlivesAGatewayThatEndsAndIsKeptByTheNext() throws Exception {
        Path device = device(data, SDC);
        try (FileChannel user = FileChannel.open(device, READ)) {
            data.close();
            data = LoopData.open(directory.resolve("cluster"));
            data.allocate(VOLUME, SIZE_IN_KB);
            data.attach(VOLUME, SDC, AccessMode.READ_WRITE);
            data.adopt();
            assertEquals(0, firstByte(user));
        }

        assertEquals(0, readDirectly(device).status(), "detached with its last user");
        assertEquals(device, node(data.serve(SDC, BOOT).getFirst()));
    }

    @Test
    void newProcessRevokesWhatTheClusterNoLongerAttaches() throws Exception {
        Path device = device(data, SDC);

        LoopData.open(directory.resolve("cluster")).adopt();

        assertNotEquals(0, readDirectly(device).status());
    }

    @Test
    void processThatNeverServedFreesNothing() throws Exception {
        Path device = device(data, SDC);

        LoopData.open(directory.resolve("cluster")).close();

        assertEquals(0, readDirectly(device).status());
    }

    @Test
    void loopIndexIsNotReusedWhileTheHostHasANodeForIt() throws Exception {
        data.attach(VOLUME, SDC, AccessMode.READ_WRITE);
        DeviceNumber number = DeviceNumber.parse(data.serve(SDC, BOOT).getFirst().number());
        data.revoke(VOLUME, SDC);

        data.allocate(OTHER_VOLUME, SIZE_IN_KB);
        data.attach(OTHER_VOLUME, SDC, AccessMode.READ_WRITE);
        data.attach(VOLUME, SDC, AccessMode.READ_WRITE);
        data.freeLost(SDC, BOOT, Set.of(number));
        List<AttachedDevice> next = data.serve(SDC, BOOT);
        assertEquals(2, next.size());
        assertTrue(next.stream().noneMatch(device -> device.number().equals(number.toString())), next::toString);
        assertTrue(ours().stream().anyMatch(device -> device.number().equals(number)));

        data.freeLost(SDC, BOOT, Set.of());
        assertTrue(ours().stream().noneMatch(device -> device.number().equals(number)));
    }

    @Test
    void nodesOfAnotherHostDoNotKeepADevice() throws Exception {
        data.attach(VOLUME, SDC, AccessMode.READ_WRITE);
        DeviceNumber number = DeviceNumber.parse(data.serve(SDC, BOOT).getFirst().number());
        data.revoke(VOLUME, SDC);

        data.freeLost(OTHER_SDC, BOOT, Set.of());
        assertTrue(ours().stream().anyMatch(device -> device.number().equals(number)), "freed by another SDC");

        data.freeLost(SDC, "4026531999-9", Set.of(number));
        assertEquals(List.of(), ours());
    }

    @Test
    void restartedHostGetsAFreshDevice() throws Exception {
        data.attach(VOLUME, SDC, AccessMode.READ_WRITE);
        Path old = node(data.serve(SDC, BOOT).getFirst());
        try (FileChannel held = FileChannel.open(old, WRITE)) {
            data.freeLost(SDC, "4026531999-9", Set.of());
            AttachedDevice fresh = data.serve(SDC, "4026531999-9").getFirst();

            assertNotEquals(old, node(fresh));
            assertEquals(0, readDirectly(node(fresh)).status());
            assertThrows(IOException.class, () -> {
                held.write(ByteBuffer.allocate(4096), 8192);
                held.force(true);
            });
        }
    }

    @Test
    void deviceShowsThatItsVolumeGrewOnceItsSdcLooksAgain() throws Exception {
        Path device = device(data, SDC);
        Path other = device(data, OTHER_SDC);

        data.resize(VOLUME, 2 * SIZE_IN_KB);
        assertEquals(SIZE_IN_KB * 1024, sizeOf(device));
        assertEquals(SIZE_IN_KB, data.serve(SDC, BOOT).getFirst().sizeInKb());

        data.rescan(SDC);
        assertEquals(2 * SIZE_IN_KB * 1024, sizeOf(device));
        assertEquals(2 * SIZE_IN_KB, data.serve(SDC, BOOT).getFirst().sizeInKb());
        assertEquals(SIZE_IN_KB * 1024, sizeOf(other));
    }

    @Test
    void newMappingOfAGrownVolumeShowsItsSizeAtOnce() throws Exception {
        data.resize(VOLUME, 2 * SIZE_IN_KB);

        assertEquals(2 * SIZE_IN_KB * 1024, sizeOf(device(data, SDC)));
    }

    @Test
    void newProcessLeavesADeviceTheSizeThatItsSdcKnows() throws Exception {
        Path device = device(data, SDC);
        data.resize(VOLUME, 2 * SIZE_IN_KB);

        LoopData successor = LoopData.open(directory.resolve("cluster"));
        successor.allocate(VOLUME, 2 * SIZE_IN_KB);
        successor.attach(VOLUME, SDC, AccessMode.READ_WRITE);
        successor.adopt();

        assertEquals(SIZE_IN_KB * 1024, sizeOf(device));
        successor.rescan(SDC);
        assertEquals(2 * SIZE_IN_KB * 1024, sizeOf(device));
    }

    @Test
    void deviceThatFailedByAFaultWorksWithTheNextProcess() throws Exception {
        Path device = device(data, SDC);
        data.let(SDC, LoopData.Access.FAILS);
        assertNotEquals(0, readDirectly(device).status());

        LoopData successor = LoopData.open(directory.resolve("cluster"));
        successor.allocate(VOLUME, SIZE_IN_KB);
        successor.attach(VOLUME, SDC, AccessMode.READ_WRITE);
        successor.adopt();

        assertEquals(0, readDirectly(device).status());
        assertEquals(SIZE_IN_KB * 1024, sizeOf(device));
    }

    @Test
    void deviceThatFailsIsNotMendedByARescan() throws Exception {
        Path device = device(data, SDC);
        data.let(SDC, LoopData.Access.FAILS);
        data.rescan(SDC);
        assertNotEquals(0, readDirectly(device).status());
    }

    @Test
    void revokedDeviceStaysAsItIsWhenItsVolumeGrows() throws Exception {
        Path revoked = device(data, SDC);
        data.revoke(VOLUME, SDC);

        data.resize(VOLUME, 2 * SIZE_IN_KB);
        data.rescan(SDC);

        assertEquals(512, sizeOf(revoked));
    }

    @Test
    void rescanGoesThroughWhileTheDiskOfAnotherVolumeHangs() throws Exception {
        try (HangingDisk disk = HangingDisk.mount(directory.resolve("cluster/disks"))) {
            disk.take(directory.resolve("cluster/volumes").resolve(VOLUME));
            Path hanging = device(data, SDC);
            data.allocate(OTHER_VOLUME, SIZE_IN_KB);
            data.attach(OTHER_VOLUME, SDC, AccessMode.READ_WRITE);
            Path other = data.serve(SDC, BOOT).stream().map(LoopDataIT::node).filter(node -> !node.equals(hanging))
                    .findFirst().orElseThrow();
            data.resize(OTHER_VOLUME, 2 * SIZE_IN_KB);
            disk.freeze();
            Process writer = new ProcessBuilder("dd", "if=/dev/zero", "of=" + hanging, "bs=4096", "count=1",
                    "oflag=direct", "status=none").start();
            try {
                assertTrue(Await.upTo(SOON, () -> writesUnderWay(hanging) > 0), "nothing hangs");
                CompletableFuture<Void> rescan = CompletableFuture.runAsync(() -> data.rescan(SDC));

                assertTrue(Await.upTo(SOON, rescan::isDone), "the rescan hangs");

                rescan.join();
                assertEquals(2 * SIZE_IN_KB * 1024, sizeOf(other));
            } finally {
                disk.thaw();
                writer.waitFor();
                data.revoke(VOLUME, SDC);
                data.freeLost(SDC, BOOT, Set.of());
            }
        }
    }

    @Test
    void volumeIsServedFromTheDiskThatItsFileLiesOn() throws Exception {
        Path disk = Files.createDirectories(directory.resolve("cluster/disks/slow"));
        Path file = Files.createDirectory(disk.resolve("volumes")).resolve(VOLUME);
        Files.move(directory.resolve("cluster/volumes").resolve(VOLUME), file);

        Path device = device(data, SDC);
        data.resize(VOLUME, 2 * SIZE_IN_KB);
        data.rescan(SDC);
        assertEquals(2 * SIZE_IN_KB * 1024, Files.size(file));
        assertEquals(2 * SIZE_IN_KB * 1024, sizeOf(device));
        assertEquals(List.of(disk.resolve("attachments")),
                ours().stream().map(loop -> loop.backingFile().getParent()).toList());

        data.revoke(VOLUME, SDC);
        assertNotEquals(0, readDirectly(device).status());
        assertEquals(List.of(disk.resolve("revoked")),
                ours().stream().map(loop -> loop.backingFile().getParent()).toList());
        data.discard(VOLUME);
        assertEquals(false, Files.exists(file));
    }

    @Test
    void copyIsAVolumeOfItsOwn() throws Exception {
        Path source = directory.resolve("cluster/volumes").resolve(VOLUME);
        try (FileChannel file = FileChannel.open(source, WRITE)) {
            file.write(ByteBuffer.wrap(new byte[]{7}));
        }

        data.copy(VOLUME, OTHER_VOLUME, SIZE_IN_KB);
        data.discard(VOLUME);

        Path copy = directory.resolve("cluster/volumes").resolve(OTHER_VOLUME);
        assertEquals(SIZE_IN_KB * 1024, Files.size(copy));
        try (FileChannel bytes = FileChannel.open(copy)) {
            assertEquals(7, firstByte(bytes));
        }
        assertTrue(Integer.parseInt(Tool.succeed("du", "-k", copy).split("\t", -1)[0]) < 1024, "not sparse");
    }

    /** Attaches and gives the device's node. */
    private static Path device(LoopData data, String sdcId) throws Exception {
        data.attach(VOLUME, sdcId, AccessMode.READ_WRITE);
        return node(data.serve(sdcId, BOOT).getFirst());
    }

    private static Path node(AttachedDevice device) {
        return Path.of("/dev/loop" + DeviceNumber.parse(device.number()).minor());
    }

    private static int firstByte(FileChannel file) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        assertEquals(1, file.read(one, 0));
        return one.get(0);
    }

    /** See {@code Documentation/ABI/stable/sysfs-block}: reads, and writes. */
    private static int writesUnderWay(Path device) throws IOException {
        Path inFlight = Path.of("/sys/block").resolve(device.getFileName()).resolve("inflight");
        return Integer.parseInt(Files.readString(inFlight).strip().split("\\s+", -1)[1]);
    }

    private static long sizeOf(Path device) throws Exception {
        return Long.parseLong(Tool.succeed("blockdev", "--getsize64", device).strip());
    }

    private static Tool readDirectly(Path device) throws Exception {
        return Tool.run("dd", "if=" + device, "of=/dev/null", "bs=4096", "count=1", "iflag=direct");
    }

    private List<LoopDevice> ours() throws IOException {
        return LoopDevice.all().stream().filter(device -> device.backingFile().startsWith(directory)).toList();
    }
}
