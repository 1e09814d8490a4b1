package rexray.volume;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What a socket with defaults of its own makes of volumes, and leaves as it is. */
final class DefaultsTest extends VolumeServiceFixture {
    private static final Defaults SMALL = new Defaults(Optional.of(Size.ofGb(8)), Optional.of(FileSystemType.XFS),
            Optional.of(500L), Optional.empty());
    private VolumeService service;

    @BeforeEach
    void start() {
        service = node01.start();
    }

    private static Defaults inPool(String name) {
        return new Defaults(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Placement(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(name), Provisioning.THIN)));
    }

    private Volume volume() {
        return service.get(DB).orElseThrow().volume();
    }

    @Test
    void sizeThatIsNotAskedForIsTheDefault() {
        service.create(DB, NewVolume.CONFIGURED, SMALL);

        assertEquals(Size.ofGb(8), volume().size());
    }

    @Test
    void sizeThatIsAskedForDecides() {
        service.create(DB, NewVolume.sized(Optional.of(Size.ofGb(24)), Layout.CONFIGURED), SMALL);

        assertEquals(Size.ofGb(24), volume().size());
    }

    @Test
    void volumeIsFormattedAtOnceAndRemembersItsLimit() {
        service.create(DB, NewVolume.CONFIGURED, SMALL);

        service.mount(DB, new Caller("a"));
        assertEquals(new Limits(500, 0), service.limits().of(DB));
        assertEquals("xfs", node01.host.mounts().getFirst().type());
    }

    @Test
    void volumeThatIsThereMayHaveItInAnyWay() {
        service.create(DB, NewVolume.CONFIGURED);

        service.create(DB, NewVolume.CONFIGURED, SMALL);
        assertEquals(Size.ofGb(16), volume().size());
    }

    @Test
    void copyHasWhatItsOriginHas() {
        service.create(DB, NewVolume.CONFIGURED);
        VolumeName copy = new VolumeName("copy");

        service.create(copy, NewVolume.copyOf(DB), SMALL);
        assertEquals(Size.ofGb(16), service.get(copy).orElseThrow().volume().size());
    }

    @Test
    void poolIsThatOfTheDefaults() {
        Defaults elsewhere = inPool("nowhere");

        assertThrows(RefusedInput.class, () -> service.create(DB, NewVolume.CONFIGURED, elsewhere));
    }

    @Test
    void poolThatIsAskedForDecides() {
        service.create(DB, NewVolume.sized(Optional.empty(), Layout.in(Optional.of(FakeArray.POOL))),
                inPool("nowhere"));

        assertEquals(FakeArray.POOL, volume().pool());
    }
}
