package rexray.volume;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeOptions.Anonymous;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A service whose options change while it is at work. */
class ReconfigurationTest extends VolumeServiceFixture {
    private VolumeService service;

    @BeforeEach
    void start() {
        service = node01.start();
    }

    private VolumeOptions options(Size size, FileSystemType type, Preempt preempt, Anonymous anonymous) {
        VolumeOptions now = node01.options(preempt);
        return new VolumeOptions(now.mountRoot().resolve("elsewhere"), "other", now.dataDirectoryMode(), size, type,
                preempt, now.runDirectory(), now.stateDirectory(), now.mountTimeout(), now.otherTimeout(),
                now.forgottenAfter(), anonymous);
    }

    @Test
    void nextVolumeHasTheNewSize() {
        service.reconfigure(options(Size.ofGb(24), FileSystemType.EXT4, Preempt.NEVER, Anonymous.MADE));
        create(service);
        assertEquals(Size.ofGb(24), array.size("db"));
    }

    @Test
    void nextFormatHasTheNewFileSystem() {
        create(service);
        service.reconfigure(options(Size.ofGb(16), FileSystemType.XFS, Preempt.NEVER, Anonymous.MADE));
        service.mount(DB, A);
        assertEquals("xfs", node01.host.mounts().getFirst().type());
    }

    @Test
    void nextMountTakesFromAHolder() {
        withVolume(node02.start()).mount(DB, B);
        assertThrows(HeldElsewhere.class, () -> service.mount(DB, A));
        service.reconfigure(node01.options(Preempt.ALWAYS.withGrace(Duration.ofMillis(1))));
        assertEquals(MOUNTPOINT.resolve("data"), service.mount(DB, A));
    }

    @Test
    void nextMountLeavesItToItsHolder() {
        withVolume(node02.start()).mount(DB, B);
        service = node01.start(Preempt.ALWAYS);
        service.reconfigure(node01.options(Preempt.NEVER));
        assertThrows(HeldElsewhere.class, () -> service.mount(DB, A));
    }

    @Test
    void anonymousVolumesAreRefusedFromNowOn() {
        service.reconfigure(options(Size.ofGb(16), FileSystemType.EXT4, Preempt.NEVER, Anonymous.REFUSED));
        assertThrows(RefusedInput.class, () -> service.create(new VolumeName("0a".repeat(32)), NewVolume.CONFIGURED));
    }

    @Test
    void mountpointsStayWhereTheyAre() {
        service.reconfigure(options(Size.ofGb(16), FileSystemType.EXT4, Preempt.NEVER, Anonymous.MADE));
        assertEquals(MOUNTPOINT.resolve("data"), withVolume(service).mount(DB, A));
    }
}
