package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.LabCluster;
import rexray.volume.Caller;
import rexray.volume.Deadline;
import rexray.volume.FileSystemType;
import rexray.volume.NewVolume;
import rexray.volume.Size;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;
import rexray.volume.VolumeOptions.Preempt;
import rexray.volume.VolumeService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Volumes of the lab that grow, whose devices keep their old size until the SDC is told to look again. */
class GrowthIT {
    private static final VolumeName DB = new VolumeName("db");
    private static final Caller A = new Caller("a".repeat(64));

    private LabCluster lab;
    private TakeoverHost node01;
    private VolumeService service;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        Path directory = temporary.toRealPath();
        lab = LabCluster.start(directory);
        node01 = new TakeoverHost(lab, directory, "node01");
        // A container's root may enlarge an xfs, which a mounted ext4 needs CAP_SYS_RESOURCE for.
        service = node01.start(Preempt.NEVER, FileSystemType.XFS);
        service.create(DB, NewVolume.CONFIGURED);
    }

    @AfterEach
    void end() throws IOException {
        node01.close();
        lab.close();
    }

    @Test
    void fileSystemInUseGrowsWithItsVolume() throws Exception {
        Path data = service.mount(DB, A);
        Files.writeString(data.resolve("file"), "contents");

        assertEquals(Size.ofGb(16), service.resize(DB, Size.ofGb(16)));

        assertTrue(room(data) > Size.ofGb(15).bytes(), () -> data + " has no more room than before");
        assertEquals("contents", Files.readString(data.resolve("file")));
    }

    @Test
    void growthThatEndedAtTheArrayGoesOnWithTheNextTry() throws Exception {
        Path data = service.mount(DB, A);
        VolumeId id = grow(Size.ofGb(16));
        assertEquals(Size.ofGb(8).bytes(), deviceSize(id), "the lab's SDC was not told to look again");

        assertEquals(Size.ofGb(16), node01.start(Preempt.NEVER, FileSystemType.XFS).resize(DB, Size.ofGb(16)));

        assertEquals(Size.ofGb(16).bytes(), deviceSize(id));
        assertTrue(room(data) > Size.ofGb(15).bytes(), () -> data + " has no more room than before");
    }

    @Test
    void volumeThatGrewWhileItWasMappedHereIsMounted() throws Exception {
        VolumeId id = id();
        node01.array.map(id, node01.id(), soon());
        node01.node.awaitDevice(id, soon());
        grow(Size.ofGb(16));

        Path data = service.mount(DB, A);

        assertEquals(Size.ofGb(16).bytes(), deviceSize(id));
        assertTrue(room(data) > Size.ofGb(15).bytes(), () -> data + " is not as large as its device");
    }

    private VolumeId grow(Size size) {
        VolumeId id = id();
        assertEquals(size, node01.array.grow(id, size, soon()));
        return id;
    }

    private VolumeId id() {
        return node01.array.resolve(DB, soon()).orElseThrow();
    }

    private long deviceSize(VolumeId id) {
        return node01.host.device(node01.node.device(id)).orElseThrow().sizeInBytes();
    }

    private static long room(Path data) throws IOException {
        return Files.getFileStore(data).getTotalSpace();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }
}
