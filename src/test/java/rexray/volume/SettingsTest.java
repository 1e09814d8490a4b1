package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.Await;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is asked for at one host is in force at the next one. */
class SettingsTest extends VolumeServiceFixture {
    private static final String FILE = "rexray-volume.json";
    private static final VolumeSettings ALL = new VolumeSettings(Optional.empty(), Optional.empty(),
            Optional.of(MountOptions.parse("noatime,nosuid")), Optional.empty(), Optional.of(1000L),
            Optional.of(50L * 1024), Optional.of(new Owner(999, 998)), Optional.of(0750));
    private static final VolumeSettings READ_ONLY = new VolumeSettings(Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.of(Access.READ_ONLY), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());

    private VolumeService first;
    private VolumeService second;

    @BeforeEach
    void startBoth() {
        first = node01.start();
        second = node02.start();
    }

    @Test
    void whatOneHostWasAskedForHoldsAtTheNext() {
        create(ALL);
        second.mount(DB, A);
        assertEquals(Set.of("noatime", "nosuid"), node02.host.optionsOf(MOUNTPOINT));
        assertEquals(new Limits(1000, 50 * 1024), array.limits("db", node02.node.id()));
        assertEquals(Optional.of("999:998 0750"), array.disk("db").tree.directory("data"));
    }

    @Test
    void nothingIsLeftAtTheHostThatWasAsked() {
        create(ALL);
        assertEquals(List.of(), array.holders("db"));
        assertEquals(List.of(), node01.host.mounts());
    }

    @Test
    void creationWithOptionsTakesFourRequests() {
        assertEquals(List.of("create", "read", "map", "unmap"), asked(() -> create(ALL)));
    }

    @Test
    void mountOfAVolumeWithoutLimitsTakesThreeRequestsAndOneWithLimitsFour() {
        create(ALL.withLimits(Optional.of(0L), Optional.of(0L)));
        assertEquals(List.of("resolve", "read", "map"), asked(() -> second.mount(DB, A)));
        second.unmount(DB, A);
        second.limits().set(DB, Optional.of(100L), Optional.empty());
        assertEquals(List.of("resolve", "read", "map", "limit"), asked(() -> second.mount(DB, A)));
        assertEquals(List.of("read", "limit"), asked(() -> second.mount(DB, B)));
    }

    @Test
    void creationCanBeRepeated() {
        create(ALL);
        create(ALL);
        second.mount(DB, A);
        second.create(DB, NewVolume.CONFIGURED.remembering(ALL));
        assertEquals(1, node01.host.formatted().size());
    }

    @Test
    void volumeThatRemembersSomethingElseIsRefused() {
        create(ALL);
        VolumeSettings others = ALL.withLimits(Optional.of(2000L), Optional.empty());
        RefusedInput refusal = assertThrows(RefusedInput.class, () -> create(others));
        assertEquals("volume db already exists with iops 1000, not with the iops 2000 requested", refusal.problem());
    }

    @Test
    void volumeThatRemembersNothingTakesWhatIsAsked() {
        first.create(DB, NewVolume.CONFIGURED);
        first.mount(DB, A);
        first.unmount(DB, A);
        create(ALL);
        second.mount(DB, A);
        assertEquals(Set.of("noatime", "nosuid"), node02.host.optionsOf(MOUNTPOINT));
    }

    @Test
    void creationThatIsBrokenOffGoesOnWhenItIsRepeated() {
        node01.host.onEachChange(() -> {
            if (!node01.host.mounts().isEmpty()) {
                throw new HostFailure("the file cannot be written", "look", null);
            }
        });
        assertThrows(HostFailure.class, () -> create(ALL));
        node01.host.onEachChange(() -> {});
        create(ALL);
        assertTrue(array.disk("db").tree.file(FILE).isPresent());
    }

    @Test
    void leftoverOfACreationIsReleasedByItsRepetition() {
        AtomicBoolean dead = new AtomicBoolean();
        node01.host.onEachChange(() -> {
            if (dead.get() || !node01.host.mounts().isEmpty()) {
                dead.set(true);
                throw new IllegalStateException("the daemon dies");
            }
        });
        node01.host.occupy(MOUNTPOINT);
        assertThrows(IllegalStateException.class, () -> create(ALL));
        node01.host.onEachChange(() -> {});
        node01.host.vacate();
        assertFalse(node01.host.mounts().isEmpty(), "it was left mounted");
        create(ALL);
        second.mount(DB, A);
        assertEquals(Set.of("noatime", "nosuid"), node02.host.optionsOf(MOUNTPOINT));
    }

    @Test
    void ordinaryVolumeIsGivenNoFile() {
        withVolume(first).mount(DB, A);
        assertEquals(Optional.empty(), array.disk("db").tree.file(FILE));
    }

    @Test
    void longNameIsWrittenAtTheFirstMount() {
        VolumeName name = new VolumeName("a".repeat(64));
        first.create(name, NewVolume.CONFIGURED);
        first.mount(name, A);
        String text = array.disk("~" + name).tree.file(FILE).orElseThrow();
        assertEquals(name.value(), SettingsFile.parse(text, Path.of(FILE)).name());
        first.unmount(name, A);
        first.create(name, NewVolume.CONFIGURED.remembering(ALL));
    }

    @Test
    void fileThatIsBrokenRefusesTheMountWithARemedy() {
        create(ALL);
        array.disk("db").tree.put(FILE, "{\"version\":2}");
        HostFailure failure = assertThrows(HostFailure.class, () -> second.mount(DB, A));
        assertTrue(failure.getMessage().contains("version 2") && failure.getMessage().contains("install"),
                failure.getMessage());
        assertEquals(Optional.empty(), second.get(DB).filter(view -> view.users() > 0));
    }

    @Test
    void readOnlyVolumeIsMountedSo() {
        create(READ_ONLY);
        second.mount(DB, A);
        assertTrue(node02.host.mounts().getFirst().readOnly());
        second.mount(DB, B);
        assertThrows(InUse.class, () -> second.limits().set(DB, Optional.of(100L), Optional.empty()));
    }

    @Test
    void copyHasWhatItsOriginRemembersUnlessItIsAskedForSomethingElse() {
        create(ALL.or(READ_ONLY));
        VolumeName copy = new VolumeName("copy");
        NewVolume writable = NewVolume.copyOf(DB).remembering(new VolumeSettings(Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(Access.READ_WRITE), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty()));
        first.create(copy, writable);
        first.create(copy, writable);
        second.mount(copy, A);
        assertEquals(new Limits(1000, 50 * 1024), array.limits("copy", node02.node.id()));
        assertFalse(node02.host.mounts().getFirst().readOnly());
    }

    @Test
    void ownerIsGivenToANewDirectoryOnly() {
        create(ALL);
        array.disk("db").tree.directories().put(Path.of("data"), "70:70 0700");
        second.mount(DB, A);
        assertEquals(Optional.of("70:70 0700"), array.disk("db").tree.directory("data"));
    }

    @Test
    void fileSystemIsMadeAsAsked() {
        VolumeSettings options = mkfs("-b 1024");
        create(options);
        create(options);
        assertEquals(List.of("-b 1024"), node01.host.mkfsOptions());
        withVolume(first);
    }

    @Test
    void fileSystemThatIsThereIsNotMadeAgain() {
        withVolume(first).mount(DB, A);
        first.unmount(DB, A);
        assertThrows(RefusedInput.class, () -> create(mkfs("-b 1024")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-F", "/dev/sda", "-b 8192", "-U random", "-O ^has_journal", "-b 1024 -b 1024",
            "-E discard",
            "-J device=/dev/sda", "-b", "-d /etc"})
    void mkfsIsNotGivenWhatMayHarm(String options) {
        assertThrows(RefusedInput.class, () -> create(mkfs(options)));
        assertEquals(List.of(), array.requests(), "nothing was made");
    }

    @Test
    void volumeOfAnotherHostCanRememberNothingHere() {
        withVolume(first).mount(DB, A);
        assertThrows(HeldElsewhere.class, () -> second.create(DB, NewVolume.CONFIGURED.remembering(ALL)));
        assertThrows(HeldElsewhere.class, () -> second.limits().set(DB, Optional.of(100L), Optional.empty()));
    }

    @Test
    void limitsChangeWhileTheVolumeIsUsed() {
        withVolume(first).mount(DB, A);
        assertEquals(new Limits(100, 0), first.limits().set(DB, Optional.of(100L), Optional.empty()));
        assertEquals(new Limits(100, 2048), first.limits().set(DB, Optional.empty(), Optional.of(2048L)));
        assertEquals(new Limits(100, 2048), array.limits("db", node01.node.id()));
        assertEquals(new Limits(100, 2048), first.limits().of(DB));
        assertEquals(new Limits(0, 0), first.limits().set(DB, Optional.of(0L), Optional.of(0L)));
        assertEquals(Limits.NONE, array.limits("db", node01.node.id()));
    }

    @Test
    void limitsOfAVolumeThatIsNotMountedAreWrittenOnIt() {
        withVolume(first).limits().set(DB, Optional.of(100L), Optional.empty());
        assertEquals(List.of(), array.holders("db"));
        assertThrows(RefusedInput.class, () -> first.limits().of(DB));
        second.mount(DB, A);
        assertEquals(new Limits(100, 0), array.limits("db", node02.node.id()));
    }

    @Test
    void limitThatTheArrayDoesNotHaveChangesNothing() {
        withVolume(first);
        assertThrows(RefusedInput.class, () -> first.limits().set(DB, Optional.of(3L), Optional.empty()));
        assertEquals(Optional.empty(), array.disk("db").tree.file(FILE));
    }

    @Test
    void whatIsKnownOfAMountedVolumeIsShownWithoutAsking() throws Exception {
        create(ALL);
        second.mount(DB, A);
        // The thread that has mounted it may still hold its lock.
        assertTrue(Await.upTo(Duration.ofSeconds(20), () -> {
            second.tidy();
            return second.get(DB).flatMap(VolumeView::interior).flatMap(Interior::capacity).isPresent();
        }));
        Interior seen = second.get(DB).orElseThrow().interior().orElseThrow();
        assertEquals(ALL, seen.settings());
        assertTrue(seen.capacity().orElseThrow().compareTo(array.size("db")) < 0);
        assertEquals(List.of(), requestsOf(() -> second.get(DB)));
    }

    @Test
    void newDaemonLooksAtWhatIsMounted() {
        create(ALL);
        second.mount(DB, A);
        VolumeService restarted = node02.start();
        assertEquals(Optional.empty(), restarted.get(DB).orElseThrow().interior());
        restarted.tidy();
        assertEquals(ALL, restarted.get(DB).orElseThrow().interior().orElseThrow().settings());
    }

    @Test
    void volumeIsAdoptedByItsId() {
        withVolume(first);
        String id = array.id("db").volume();
        second.create(DB, NewVolume.CONFIGURED.existingAs(id));
        assertThrows(RefusedInput.class, () -> second.create(DB, NewVolume.CONFIGURED.existingAs("1")));
        assertThrows(RefusedInput.class,
                () -> second.create(new VolumeName("other"), NewVolume.CONFIGURED.existingAs(id)));
        assertFalse(array.requests().contains("create other"));
    }

    @Test
    void takenVolumeIsLimitedAtItsNewHost() {
        create(ALL);
        first.mount(DB, A);
        node02.start(Preempt.ALWAYS).mount(DB, A);
        assertEquals(new Limits(1000, 50 * 1024), array.limits("db", node02.node.id()));
    }

    /** Without the one by which the fake of a node learns the size of the device that follows a mapping. */
    private List<String> asked(Runnable operation) {
        List<String> all = new ArrayList<>(requestsOf(operation));
        int mapping = all.indexOf("map");
        if (mapping >= 0) {
            all.remove(mapping + 1);
        }
        return all;
    }

    private void create(VolumeSettings settings) {
        first.create(DB, NewVolume.CONFIGURED.remembering(settings));
    }

    private static VolumeSettings mkfs(String options) {
        return new VolumeSettings(Optional.empty(), Optional.of(MkfsOptions.parse(options)), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
