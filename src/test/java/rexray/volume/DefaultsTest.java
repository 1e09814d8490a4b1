package rexray.volume;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What a socket with defaults of its own makes of volumes, and leaves as it is. */
final class DefaultsTest extends VolumeServiceFixture {
    private static final Defaults SMALL = new Defaults(Optional.of(Size.ofGb(8)), Optional.of(FileSystemType.XFS),
            VolumeSettings.NONE.withLimits(Optional.of(500L), Optional.empty()), Optional.empty());
    private static final Defaults TUNED = new Defaults(Optional.empty(), Optional.of(FileSystemType.EXT4),
            settings("bandwidth", "50MB", "mkfsOptions", "-m 0", "mountOptions", "noatime", "owner", "999:998"),
            Optional.empty());
    private VolumeService service;

    @BeforeEach
    void start() {
        service = node01.start();
    }

    private static Defaults inPool(String name) {
        return new Defaults(Optional.empty(), Optional.empty(), VolumeSettings.NONE, Optional.of(new Placement(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(name), Provisioning.THIN)));
    }

    private static NewVolume wanted(String... options) {
        Map<String, @Nullable String> given = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            given.put(options[i], options[i + 1]);
        }
        return CreateOptions.parse(given).volume();
    }

    private static VolumeSettings settings(String... options) {
        return wanted(options).settings();
    }

    private VolumeSettings remembered() {
        service.mount(DB, new Caller("a"));
        return service.get(DB).orElseThrow().interior().orElseThrow().settings();
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
    void whatIsNotAskedForIsRememberedAsIfItWere() {
        service.create(DB, NewVolume.CONFIGURED, TUNED);

        assertEquals(TUNED.settings(), remembered());
        assertEquals(List.of("-m 0"), node01.host.mkfsOptions());
    }

    @Test
    void whatIsAskedForIsRememberedInPlaceOfItsDefault() {
        service.create(DB, wanted("bandwidth", "0", "mkfsOptions", "-m 1", "mountOptions", "nosuid", "mode", "0750"),
                TUNED);

        assertEquals(
                settings("bandwidth", "0", "mkfsOptions", "-m 1", "mountOptions", "nosuid", "mode", "0750", "owner",
                        "999:998"),
                remembered());
    }

    @Test
    void otherFileSystemIsNotMadeWithOptionsThatAreNotForIt() {
        service.create(DB, wanted("fsType", "xfs"), TUNED);

        assertEquals(TUNED.settings().withMkfsOptions(Optional.empty()), remembered());
        assertEquals("xfs", node01.host.mounts().getFirst().type());
    }

    @Test
    void sameFileSystemIsMadeWithThem() {
        service.create(DB, wanted("fsType", "ext4"), TUNED);

        assertEquals(List.of("-m 0"), node01.host.mkfsOptions());
    }

    @Test
    void volumeThatIsThereRemembersWhatItDid() {
        service.create(DB, wanted("mountOptions", "nosuid"));

        service.create(DB, NewVolume.CONFIGURED, TUNED);
        assertEquals(settings("mountOptions", "nosuid"), remembered());
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
