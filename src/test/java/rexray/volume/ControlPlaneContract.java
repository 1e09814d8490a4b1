package rexray.volume;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.ControlPlane.HostState;
import rexray.volume.ControlPlane.Mapping;
import rexray.volume.VolumeException.ArrayFull;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What every {@link ControlPlane} does. An implementation's test provides an array that is empty before each test, has
 * two hosts, and room for 1024 GB in a pool called {@code hdd}; and says how that array is changed behind the driver's
 * back.
 */
public abstract class ControlPlaneContract {
    private static final VolumeName NAME = new VolumeName("pgdata");

    protected abstract ControlPlane array();

    /** What the two hosts call themselves. */
    protected abstract List<String> identities();

    /** Somebody at the array maps the volume to one more host, multiple mappings allowed. */
    protected abstract void mapBehindOurBack(VolumeId id, NodeId node);

    /** The host loses its connection to the array, and keeps its mappings. */
    protected abstract void disconnect(NodeId node);

    /** Somebody has written to the volume within the array's window. */
    protected abstract void write(VolumeId id);

    /** The array cannot be asked from now on. */
    protected abstract void cutOff();

    @Test
    void hostIsKnownByWhatItCallsItself() {
        assertNotEquals(node(0), node(1));
        assertEquals(node(0), node(0));
    }

    @Test
    void strangeHostIsNotFound() {
        assertThrows(NotFound.class, () -> array().identify("FFFFFFFF-0000-0000-0000-000000000000", soon()));
    }

    @Test
    void hostIsDescribedWithItsId() {
        assertTrue(array().describe(node(0), soon()).contains(node(0).value()));
    }

    @Test
    void nameOfNoVolumeResolvesToNothing() {
        assertEquals(Optional.empty(), array().resolve(NAME, soon()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a name of more than thirty-one characters", "two words", "naïve"})
    void nameThatTheArrayCannotHaveResolvesToNothing(String name) {
        assertEquals(Optional.empty(), array().resolve(new VolumeName(name), soon()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "naïve"})
    void volumeWithANameThatTheArrayCannotHaveIsRefused(String name) {
        assertThrows(RefusedInput.class,
                () -> array().create(new VolumeName(name), Size.ofGb(8), Optional.empty(), soon()));
        assertEquals(List.of(), array().list(soon()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "exactly-31-characters-long-name", "A.b_c-d~e+f=g@h!i", "0"})
    void volumeIsFoundByItsName(String name) {
        VolumeId made = array().create(new VolumeName(name), Size.ofGb(8), Optional.empty(), soon()).orElseThrow();
        assertEquals(Optional.of(made), array().resolve(new VolumeName(name), soon()));
        assertEquals(Optional.of(name), read(made).name());
    }

    @Test
    void volumeIsFoundByALongName() {
        VolumeName longName = new VolumeName("0123456789abcdef".repeat(4));
        VolumeName other = new VolumeName("0123456789abcdef".repeat(3) + "0123456789abcdee");
        VolumeId made = array().create(longName, Size.ofGb(8), Optional.empty(), soon()).orElseThrow();
        assertEquals(Optional.of(made), array().resolve(longName, soon()));
        assertEquals(Optional.empty(), array().resolve(other, soon()));
        assertEquals(Optional.empty(), array().create(longName, Size.ofGb(8), Optional.empty(), soon()));
        assertTrue(array().create(other, Size.ofGb(8), Optional.empty(), soon()).isPresent());
    }

    @Test
    void namesDifferInCase() {
        create();
        assertEquals(Optional.empty(), array().resolve(new VolumeName("PGDATA"), soon()));
    }

    @Test
    void newVolumeIsFreeAndWhatWasAskedFor() {
        Volume volume = read(create());
        assertEquals(List.of(), volume.holders());
        assertEquals(Volume.Provisioning.THIN, volume.provisioning());
        assertEquals("hdd", volume.pool());
        assertEquals("pd1", volume.domain());
        assertEquals(Optional.empty(), volume.ancestor());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8, 9, 16})
    void volumeHasTheSizeThatWasAnnounced(long gb) {
        Size asked = Size.ofGb(gb);
        Volume made = read(array().create(NAME, asked, Optional.empty(), soon()).orElseThrow());
        assertEquals(array().allocated(asked), made.size());
        assertTrue(made.size().compareTo(asked) >= 0);
    }

    @Test
    void secondVolumeOfANameIsNotMade() {
        VolumeId first = create();
        assertEquals(Optional.empty(), array().create(NAME, Size.ofGb(16), Optional.empty(), soon()));
        assertEquals(List.of(first), array().list(soon()).stream().map(Volume::id).toList());
    }

    @Test
    void poolCanBeChosen() {
        VolumeId made = array().create(NAME, Size.ofGb(8), Optional.of("hdd"), soon()).orElseThrow();
        assertEquals("hdd", read(made).pool());
    }

    @Test
    void unknownPoolIsRefusedAndThoseThatExistAreNamed() {
        RefusedInput refusal = assertThrows(RefusedInput.class,
                () -> array().create(NAME, Size.ofGb(8), Optional.of("ssd"), soon()));
        assertTrue(refusal.remedy().contains("hdd"), refusal.getMessage());
        assertEquals(Optional.empty(), array().resolve(NAME, soon()));
    }

    @Test
    void volumeThatDoesNotFitIsNotMade() {
        assertThrows(ArrayFull.class,
                () -> array().create(NAME, Size.ofGb(100_000), Optional.empty(), soon()));
        assertEquals(Optional.empty(), array().resolve(NAME, soon()));
    }

    @Test
    void listHasAllVolumes() {
        Set<VolumeId> made = Set.of(create("one"), create("two"), create("three"));
        assertEquals(made, array().list(soon()).stream().map(Volume::id).collect(Collectors.toSet()));
    }

    @Test
    void removedVolumeIsGone() {
        VolumeId id = create();
        array().remove(id, soon());
        assertEquals(Optional.empty(), array().read(id, soon()));
        assertEquals(Optional.empty(), array().resolve(NAME, soon()));
        assertEquals(List.of(), array().list(soon()));
    }

    @Test
    void removeCanBeRepeated() {
        VolumeId id = create();
        array().remove(id, soon());
        array().remove(id, soon());
    }

    @Test
    void volumeThatSomebodyHoldsIsNotRemoved() {
        VolumeId id = create();
        array().map(id, node(1), soon());
        assertThrows(InUse.class, () -> array().remove(id, soon()));
        assertTrue(array().read(id, soon()).isPresent());
    }

    @Test
    void mappedVolumeHasItsHolder() {
        VolumeId id = create();
        assertEquals(Mapping.MADE, array().map(id, node(0), soon()));
        assertTrue(read(id).isHeldOnlyBy(node(0)));
    }

    @Test
    void mapCanBeRepeated() {
        VolumeId id = create();
        array().map(id, node(0), soon());
        assertEquals(Mapping.WAS_THERE, array().map(id, node(0), soon()));
        assertTrue(read(id).isHeldOnlyBy(node(0)));
    }

    @Test
    void volumeIsNotMappedToTwo() {
        VolumeId id = create();
        array().map(id, node(1), soon());
        assertThrows(HeldElsewhere.class, () -> array().map(id, node(0), soon()));
        assertTrue(read(id).isHeldOnlyBy(node(1)));
    }

    @Test
    void ofTwoHostsThatMapAtOnceOneGetsTheVolume() throws InterruptedException, ExecutionException {
        VolumeId id = create();
        List<NodeId> nodes = List.of(node(0), node(1));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Boolean>> attempts = nodes.stream().<Callable<Boolean>>map(node -> () -> {
                try {
                    return array().map(id, node, soon()) == Mapping.MADE;
                } catch (HeldElsewhere e) {
                    return false;
                }
            }).toList();
            int winners = 0;
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                winners += attempt.get() ? 1 : 0;
            }
            assertEquals(1, winners);
        }
        assertEquals(1, read(id).holders().size());
    }

    @Test
    void holderThatIsNotAloneIsToldSo() {
        VolumeId id = create();
        array().map(id, node(0), soon());
        mapBehindOurBack(id, node(1));
        assertEquals(Mapping.WAS_THERE, array().map(id, node(0), soon()));
        assertFalse(read(id).isHeldOnlyBy(node(0)));
    }

    @Test
    void volumeThatIsGoneIsNotMapped() {
        VolumeId id = create();
        array().remove(id, soon());
        assertThrows(NotFound.class, () -> array().map(id, node(0), soon()));
    }

    @Test
    void unknownHostGetsNoVolume() {
        VolumeId id = create();
        assertThrows(NotFound.class, () -> array().map(id, new NodeId("ffffffff0000ffff"), soon()));
        assertEquals(List.of(), read(id).holders());
    }

    @Test
    void unmapFreesTheVolume() {
        VolumeId id = create();
        array().map(id, node(0), soon());
        array().unmap(id, node(0), soon());
        assertEquals(List.of(), read(id).holders());
        assertEquals(Mapping.MADE, array().map(id, node(1), soon()));
    }

    @Test
    void unmapLeavesOthersAlone() {
        VolumeId id = create();
        array().map(id, node(0), soon());
        mapBehindOurBack(id, node(1));
        array().unmap(id, node(0), soon());
        assertTrue(read(id).isHeldOnlyBy(node(1)));
    }

    @Test
    void unmapCanBeRepeated() {
        VolumeId id = create();
        array().map(id, node(1), soon());
        array().unmap(id, node(0), soon());
        array().unmap(id, node(0), soon());
        assertTrue(read(id).isHeldOnlyBy(node(1)));
        array().unmap(id, node(1), soon());
        array().remove(id, soon());
        array().unmap(id, node(1), soon());
    }

    @Test
    void hostIsConnectedUntilItIsNot() {
        assertEquals(HostState.CONNECTED, array().state(node(0), soon()));
        disconnect(node(0));
        assertEquals(HostState.DISCONNECTED, array().state(node(0), soon()));
        assertEquals(HostState.CONNECTED, array().state(node(1), soon()));
    }

    @Test
    void connectionOfAStrangeHostIsUnknown() {
        assertEquals(HostState.UNKNOWN, array().state(new NodeId("ffffffff0000ffff"), soon()));
    }

    @Test
    void writesAreOfTheirVolumeAlone() {
        VolumeId quiet = create();
        VolumeId busy = create("busy");
        write(busy);
        assertEquals(OptionalLong.of(0), array().recentWrites(quiet, soon()));
        assertTrue(array().recentWrites(busy, soon()).orElseThrow() > 0);
    }

    @Test
    void volumesOfAHostAreThoseMappedToIt() {
        VolumeId shared = create();
        VolumeId other = create("other");
        create("free");
        array().map(shared, node(0), soon());
        mapBehindOurBack(shared, node(1));
        array().map(other, node(1), soon());
        assertEquals(Set.of(shared), array().heldBy(node(0), soon()));
        assertEquals(Set.of(shared, other), array().heldBy(node(1), soon()));
        array().unmap(shared, node(0), soon());
        assertEquals(Set.of(), array().heldBy(node(0), soon()));
    }

    @Test
    void volumesOfAStrangeHostAreNotNone() {
        assertThrows(NotFound.class, () -> array().heldBy(new NodeId("ffffffff0000ffff"), soon()));
    }

    @Test
    void arrayThatCannotBeAskedHasNoAnswer() {
        VolumeId id = create();
        NodeId node = node(0);
        cutOff();
        assertUnavailable(deadline -> array().resolve(NAME, deadline));
        assertUnavailable(deadline -> array().read(id, deadline));
        assertUnavailable(deadline -> array().list(deadline));
        assertUnavailable(deadline -> array().state(node, deadline));
        assertUnavailable(deadline -> array().recentWrites(id, deadline));
        assertUnavailable(deadline -> array().heldBy(node, deadline));
        assertUnavailable(deadline -> array().create(NAME, Size.ofGb(8), Optional.empty(), deadline));
        assertUnavailable(deadline -> array().map(id, node, deadline));
        assertUnavailable(deadline -> array().unmap(id, node, deadline));
        assertUnavailable(deadline -> array().remove(id, deadline));
    }

    private static void assertUnavailable(Consumer<Deadline> operation) {
        assertThrows(ArrayUnavailable.class, () -> operation.accept(Deadline.after(Duration.ofSeconds(3))));
    }

    protected static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    protected NodeId node(int index) {
        return array().identify(identities().get(index), soon());
    }

    protected VolumeId create() {
        return create(NAME.value());
    }

    private VolumeId create(String name) {
        return array().create(new VolumeName(name), Size.ofGb(8), Optional.empty(), soon()).orElseThrow();
    }

    protected Volume read(VolumeId id) {
        return array().read(id, soon()).orElseThrow();
    }
}
