package rexray;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.lab.LabCluster;
import rexray.volume.Caller;
import rexray.volume.Deadline;
import rexray.volume.FileSystemType;
import rexray.volume.Holder;
import rexray.volume.NewVolume;
import rexray.volume.Volume;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeName;
import rexray.volume.VolumeOptions.Preempt;
import rexray.volume.VolumeOptions.Preempt.Mode;
import rexray.volume.VolumeService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Volumes that change hands while somebody writes to them: real file systems, devices and processes. */
class TakeoverIT {
    private static final VolumeName DB = new VolumeName("db");
    private static final Caller A = new Caller("a".repeat(64));
    private static final Caller B = new Caller("b".repeat(64));
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Preempt ALWAYS = new Preempt(Mode.ALWAYS, Duration.ZERO, SETTLE);
    private static final Preempt IF_DEAD = new Preempt(Mode.IF_DEAD, Duration.ZERO, SETTLE);
    private static final Preempt NEVER = new Preempt(Mode.NEVER, Duration.ZERO, SETTLE);
    private static final Duration SOON = Duration.ofSeconds(40);

    private Path directory;
    private Path notes;
    private LabCluster lab;
    private TakeoverHost node01;
    private TakeoverHost node02;
    private TakeoverHost node03;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary.toRealPath();
        notes = directory.resolve("acknowledged");
        lab = LabCluster.start(directory);
        node01 = new TakeoverHost(lab, directory, "node01");
        node02 = new TakeoverHost(lab, directory, "node02");
        node03 = new TakeoverHost(lab, directory, "node03");
    }

    @AfterEach
    void end() throws IOException {
        node01.close();
        node02.close();
        node03.close();
        lab.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyAcknowledgedRecordIsReadOnTheNewHost(FileSystemType type) throws Exception {
        VolumeService first = node01.start(NEVER, type);
        Path data = mountNew(first);
        WritingContainer writer = node01.write("synced", data.resolve("records"), notes);
        int acknowledged = writer.awaitRecords(50);
        VolumeService second = node02.start(ALWAYS, type);
        Path there = second.mount(DB, B);
        writer.awaitFailure();
        assertTrue(writer.acknowledged() >= acknowledged);
        WritingContainer.assertHolds(there.resolve("records"), writer.acknowledged());
        assertHeldBy(node02);
        second.unmount(DB, B);
        assertSound(type);
    }

    @ParameterizedTest
    @EnumSource
    void cacheOfTheOldHostNeverReachesTheDataOfTheNew(FileSystemType type) throws Exception {
        VolumeService first = node01.start(NEVER, type);
        Path data = mountNew(first);
        WritingContainer writer = node01.write("buffered", data.resolve("records"), notes);
        writer.awaitRecords(2_000);
        VolumeService second = node02.start(ALWAYS, type);
        Path there = second.mount(DB, B);
        Files.write(there.resolve("new"), new byte[8 << 20]);
        second.unmount(DB, B);
        SortedMap<Long, Long> before = contents();
        Shell.run("sync", "-f", data);
        awaitLoss(first);
        node01.endContainers();
        assertEquals(before, contents());
        assertSound(type);
    }

    @Test
    void lostVolumeComesBackOnlyWhenItsOldFileSystemHasEnded() throws Exception {
        VolumeService first = node01.start(NEVER, FileSystemType.EXT4);
        Path data = mountNew(first);
        WritingContainer writer = node01.write("synced", data.resolve("records"), notes);
        writer.awaitRecords(20);
        VolumeService second = node02.start(ALWAYS, FileSystemType.EXT4);
        second.mount(DB, B);
        awaitLoss(first);
        writer.awaitFailure();
        assertEquals(List.of(), node01.mounts());
        assertNothingLost(second, writer.acknowledged());
        InUse refusal = assertThrows(InUse.class, () -> first.mount(DB, B));
        assertTrue(refusal.getMessage().contains(writer.name()), refusal.getMessage());
        assertEquals(List.of(), holders());
        node01.endContainers();
        first.unmount(DB, A);
        first.mount(DB, B);
        assertHeldBy(node01);
        assertNothingLost(first, writer.acknowledged());
        assertEquals(List.of(), holders());
        assertEquals(List.of(), node01.mounts());
    }

    @Test
    void daemonThatStartsAnewFindsTheLossAndDoesNotTakeTheVolumeBack() throws Exception {
        Path data = mountNew(node01.start(ALWAYS, FileSystemType.EXT4));
        WritingContainer writer = node01.write("synced", data.resolve("records"), notes);
        writer.awaitRecords(20);
        VolumeService second = node02.start(ALWAYS, FileSystemType.EXT4);
        second.mount(DB, B);
        VolumeService again = node01.start(ALWAYS, FileSystemType.EXT4);
        HostFailure refusal = assertThrows(HostFailure.class, () -> again.mount(DB, A));
        assertTrue(refusal.getMessage().contains("stop the containers that use"), refusal.getMessage());
        awaitLoss(again);
        node01.endContainers();
        HeldElsewhere restingRefusal = assertThrows(HeldElsewhere.class, () -> again.mount(DB, A));
        assertTrue(restingRefusal.getMessage().contains("does not take it back before"), restingRefusal.getMessage());
        assertHeldBy(node02);
        assertNothingLost(second, writer.acknowledged());
    }

    @Test
    void rawWriterIsCutOff() throws Exception {
        VolumeService first = node01.start(NEVER, FileSystemType.EXT4);
        first.create(DB, NewVolume.CONFIGURED);
        first.byHand().takeOver(DB);
        Path device = node01.node.awaitDevice(volume().id(), soon());
        WritingContainer writer = node01.write("synced", device.toRealPath(), notes);
        int acknowledged = writer.awaitRecords(50);
        node02.start(NEVER, FileSystemType.EXT4).byHand().takeOver(DB);
        writer.awaitFailureOfItsDevice();
        Path there = node02.node.awaitDevice(volume().id(), soon());
        assertTrue(writer.acknowledged() >= acknowledged);
        int records = WritingContainer.assertHolds(there, writer.acknowledged());
        node01.endContainers();
        assertEquals(records, RecordWriter.countIn(there));
        assertHeldBy(node02);
    }

    @Test
    void formatThatWasCutOffIsNeverTakenForBlank() throws Exception {
        VolumeService first = node01.start(NEVER, FileSystemType.EXT4);
        first.create(DB, NewVolume.CONFIGURED);
        first.byHand().takeOver(DB);
        Path device = node01.node.awaitDevice(volume().id(), soon());
        // It writes test patterns first, which takes much longer than a takeover.
        Process mkfs = new ProcessBuilder("mkfs.ext4", "-q", "-F", "-cc", device.toString()).start();
        try {
            assertTrue(Await.upTo(SOON, () -> written() > 1 << 20), "mkfs wrote nothing");
            VolumeService second = node02.start(ALWAYS, FileSystemType.EXT4);
            VolumeException refusal = assertThrows(VolumeException.class, () -> second.mount(DB, B));
            assertFalse(refusal instanceof HeldElsewhere, refusal::getMessage);
            SortedMap<Long, Long> after = contents();
            assertTrue(mkfs.isAlive(), "mkfs was done before");
            assertEquals(List.of(), holders());
            assertEquals(after, contents());
        } finally {
            mkfs.descendants().forEach(ProcessHandle::destroyForcibly);
            mkfs.destroyForcibly().onExit().join();
        }
    }

    @Test
    void disconnectedHostIsTakenForDeadOnlyWhenItNoLongerWrites() throws Exception {
        Path data = mountNew(node01.start(NEVER, FileSystemType.EXT4));
        VolumeService second = node02.start(IF_DEAD, FileSystemType.EXT4);
        assertRefused(second, "is connected to the array");
        WritingContainer writer = node01.write("synced", data.resolve("records"), notes);
        writer.awaitRecords(20);
        node01.machine.stopSdc();
        assertRefused(second, "somebody writes to it");
        writer.assertGoesOn();
        node01.endContainers();
        assertTrue(Await.upTo(SOON, () -> isMounted(second)), "it was not taken");
        assertHeldBy(node02);
        assertNothingLost(second, writer.acknowledged());
    }

    @Test
    void hostWithoutPowerIsDeadAndDoesNotTakeTheVolumeBack() throws Exception {
        VolumeService first = node01.start(ALWAYS, FileSystemType.EXT4);
        WritingContainer writer = node01.write("synced", mountNew(first).resolve("records"), notes);
        writer.awaitRecords(20);
        node01.crash();
        VolumeService second = node02.start(IF_DEAD, FileSystemType.EXT4);
        assertTrue(Await.upTo(SOON, () -> isMounted(second)), "it was not taken");
        node01.machine.startSdc();
        assertRefused(node01.start(ALWAYS, FileSystemType.EXT4), "does not take it back before");
        assertHeldBy(node02);
        assertNothingLost(second, writer.acknowledged());
    }

    @Test
    void ofTwoThatTakeItAtOnceOneHasItInTheEnd() throws Exception {
        Path data = mountNew(node01.start(NEVER, FileSystemType.EXT4));
        WritingContainer writer = node01.write("synced", data.resolve("records"), notes);
        writer.awaitRecords(20);
        VolumeService second = node02.start(ALWAYS, FileSystemType.EXT4);
        VolumeService third = node03.start(ALWAYS, FileSystemType.EXT4);
        CompletableFuture<Boolean> one = CompletableFuture.supplyAsync(() -> isMounted(second));
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> isMounted(third));
        boolean secondMounted = one.join();
        boolean thirdMounted = other.join();
        writer.awaitFailure();
        boolean secondHas = volume().isHeldOnlyBy(node02.id());
        assertTrue(secondHas || volume().isHeldOnlyBy(node03.id()), () -> holders().toString());
        assertTrue(secondHas ? secondMounted : thirdMounted);
        // One that began when the other was done has taken it from that one, which then notices.
        if (secondMounted && thirdMounted) {
            awaitLoss(secondHas ? third : second);
        }
        assertEquals(1, node02.mounts().size() + node03.mounts().size());
        assertNothingLost(secondHas ? second : third, writer.acknowledged());
    }

    private static Path mountNew(VolumeService service) {
        service.create(DB, NewVolume.CONFIGURED);
        return service.mount(DB, A);
    }

    private static boolean isMounted(VolumeService service) {
        try {
            service.mount(DB, B);
            return true;
        } catch (HeldElsewhere e) {
            return false;
        }
    }

    private static void assertRefused(VolumeService service, String why) {
        HeldElsewhere refusal = assertThrows(HeldElsewhere.class, () -> service.mount(DB, B));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    private static void awaitLoss(VolumeService service) throws Exception {
        assertTrue(Await.upTo(SOON, () -> {
            service.watchMounts();
            return service.get(DB).orElseThrow().lostSince().isPresent();
        }), "the loss was not noticed");
    }

    private Volume volume() {
        return node03.array.resolve(DB, soon()).flatMap(id -> node03.array.read(id, soon())).orElseThrow();
    }

    private List<Holder> holders() {
        return volume().holders();
    }

    private void assertHeldBy(TakeoverHost host) {
        List<Holder> holders = holders();
        assertEquals(1, holders.size(), holders::toString);
        assertEquals(host.id(), assertInstanceOf(Holder.Host.class, holders.getFirst()).node());
    }

    private Path backingFile() {
        return directory.resolve("cluster/volumes").resolve(volume().id().volume());
    }

    /** A checksum of each MiB of the volume that is not all zeros, by its place. */
    private SortedMap<Long, Long> contents() throws IOException {
        SortedMap<Long, Long> checksums = new TreeMap<>();
        byte[] zeros = new byte[1 << 20];
        byte[] bytes = new byte[1 << 20];
        // The file may be longer than the volume.
        long length = volume().size().bytes();
        try (RandomAccessFile file = new RandomAccessFile(backingFile().toFile(), "r")) {
            for (long place : placesWithData()) {
                if (place < length) {
                    file.seek(place);
                    file.readFully(bytes);
                    CRC32C checksum = new CRC32C();
                    checksum.update(bytes);
                    if (!Arrays.equals(bytes, zeros)) {
                        checksums.put(place, checksum.getValue());
                    }
                }
            }
        }
        return checksums;
    }

    /** Where a MiB of the file begins that is not all a hole. */
    private SortedSet<Long> placesWithData() {
        SortedSet<Long> places = new TreeSet<>();
        long data = -1;
        // DATA and HOLE in turn, each with where it begins: SEEK_DATA and SEEK_HOLE of lseek(2).
        for (String line : Shell.succeed("xfs_io", "-r", "-c", "seek -a -r 0", backingFile()).lines().skip(1)
                .toList()) {
            String[] words = line.split("\t", -1);
            if (words[0].equals("DATA")) {
                data = Long.parseLong(words[1]);
            } else if (data >= 0) {
                for (long place = data >> 20; place << 20 < Long.parseLong(words[1]); place++) {
                    places.add(place << 20);
                }
            }
        }
        return places;
    }

    /** Bytes of the volume that somebody wrote. */
    private long written() {
        return Long.parseLong(Shell.succeed("stat", "-c", "%b", backingFile()).strip()) * 512;
    }

    /** Whoever has taken it finds all that was acknowledged, and leaves a sound file system. */
    private void assertNothingLost(VolumeService taker, int acknowledged) throws IOException {
        WritingContainer.assertHolds(taker.path(DB).orElseThrow().resolve("records"), acknowledged);
        taker.unmount(DB, B);
        assertSound(FileSystemType.EXT4);
    }

    /** As the last unmount left it, without any repair. */
    private void assertSound(FileSystemType type) {
        switch (type) {
            case EXT4 -> Shell.succeed("e2fsck", "-f", "-n", backingFile());
            case XFS -> Shell.succeed("xfs_repair", "-n", "-f", backingFile());
        }
    }

    private static Deadline soon() {
        return Deadline.after(SOON);
    }
}
