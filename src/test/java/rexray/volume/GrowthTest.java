package rexray.volume;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Volumes that are made larger, whose devices show it once the node looks again. */
class GrowthTest extends VolumeServiceFixture {
    private VolumeService service;

    @BeforeEach
    void haveAVolume() {
        service = withVolume(node01.start());
    }

    @Test
    void mountedVolumeGrowsWithItsFileSystem() {
        service.mount(DB, A);
        assertEquals(Size.ofGb(24), service.resize(DB, Size.ofGb(20)));
        assertEquals(Size.ofGb(24), array.size("db"));
        assertEquals(List.of(Size.ofGb(24).bytes()), node01.host.grown());
        assertEquals(Size.ofGb(24), service.get(DB).orElseThrow().volume().size());
    }

    @Test
    void volumeThatNobodyUsesGrowsAndIsFreeAgain() {
        service.resize(DB, Size.ofGb(24));
        assertEquals(List.of(Size.ofGb(24).bytes()), node01.host.grown());
        assertEquals(List.of(), array.holders("db"));
    }

    @Test
    void growthThatBrokeOffGoesOn() {
        service.mount(DB, A);
        node01.host.onEachChange(() -> {
            throw new HostFailure("resize2fs failed", "look", null);
        });
        assertThrows(HostFailure.class, () -> service.resize(DB, Size.ofGb(24)));
        node01.host.onEachChange(() -> {});
        assertEquals(Size.ofGb(24), service.resize(DB, Size.ofGb(24)));
        assertEquals(List.of(Size.ofGb(24).bytes()), node01.host.grown());
    }

    @Test
    void volumeIsNotMadeSmaller() {
        assertThrows(RefusedInput.class, () -> service.resize(DB, Size.ofGb(8)));
        assertEquals(Size.ofGb(16), array.size("db"));
    }

    @Test
    void volumeOfAnotherHostIsNotTouched() {
        node02.start().mount(DB, B);
        assertThrows(HeldElsewhere.class, () -> service.resize(DB, Size.ofGb(24)));
        assertEquals(Size.ofGb(16), array.size("db"));
    }

    @Test
    void growthThatTheNodeDidNotSeeGoesOn() {
        service.mount(DB, A);
        node01.node.rescanFails();
        assertThrows(HostFailure.class, () -> service.resize(DB, Size.ofGb(24)));
        assertEquals(Size.ofGb(24), array.size("db"));
        assertEquals(List.of(), node01.host.grown());
        node01.node.rescanWorks();
        assertEquals(Size.ofGb(24), service.resize(DB, Size.ofGb(24)));
        assertEquals(List.of(Size.ofGb(24).bytes()), node01.host.grown());
    }

    @Test
    void growthThatEndedWithItsDaemonGoesOnInTheNext() {
        service.mount(DB, A);
        array.grow(array.id("db"), Size.ofGb(24), soon());
        assertEquals(Size.ofGb(24), node01.start().resize(DB, Size.ofGb(24)));
        assertEquals(List.of(Size.ofGb(24).bytes()), node01.host.grown());
    }

    @Test
    void volumeThatGrewWhileItWasMappedHereIsMounted() {
        array.hold("db", node01.node.id());
        node01.node.awaitDevice(array.id("db"), soon());
        array.grow(array.id("db"), Size.ofGb(24), soon());
        service.mount(DB, A);
        assertEquals(Size.ofGb(24).bytes(),
                node01.host.device(node01.node.device(array.id("db"))).orElseThrow().sizeInBytes());
    }

    private static Deadline soon() {
        return Deadline.after(VolumeOptions.OTHER_TIMEOUT);
    }
}
