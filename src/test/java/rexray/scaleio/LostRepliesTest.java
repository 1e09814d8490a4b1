package rexray.scaleio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import rexray.lab.LabArray;
import rexray.volume.ControlPlane.Mapping;
import rexray.volume.Deadline;
import rexray.volume.NodeId;
import rexray.volume.Size;
import rexray.volume.VolumeException.OutcomeUnknown;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A change is not sent twice because its answer was lost; what became of it is looked up first. */
@ParameterizedClass
@MethodSource("releases")
class LostRepliesTest {
    private static final VolumeName NAME = new VolumeName("pgdata");

    @TempDir
    private Path directory;

    private final String release;

    private LabArray lab;
    private ScaleioControlPlane array;

    LostRepliesTest(String release) {
        this.release = release;
    }

    static List<String> releases() {
        return LabArray.releases();
    }

    @BeforeEach
    void startLab() {
        lab = LabArray.start(directory, release);
        array = Gateways.hasty(Gateways.options(lab));
        array.connect(soon());
    }

    @AfterEach
    void stopLab() {
        array.close();
        lab.close();
    }

    @Test
    void createThatWasDoneIsNotRepeated() {
        lab.loseTheReplyTo("POST /api/types/Volume/instances");
        assertEquals(Optional.empty(), array.create(NAME, Size.ofGb(8), Optional.empty(), soon()),
                "taken, so that the caller compares");
        assertEquals(1, sent("POST /api/types/Volume/instances"));
        assertTrue(array.resolve(NAME, soon()).isPresent());
    }

    @Test
    void createThatWasNotDoneIsRepeated() {
        lab.lose("POST /api/types/Volume/instances");
        VolumeId made = array.create(NAME, Size.ofGb(8), Optional.empty(), soon()).orElseThrow();
        assertEquals(Optional.of(made), array.resolve(NAME, soon()));
        assertEquals(2, sent("POST /api/types/Volume/instances"));
    }

    @Test
    void mapThatWasDoneIsNotRepeated() {
        VolumeId id = create();
        lab.loseTheReplyTo("addMappedSdc");
        assertEquals(Mapping.WAS_THERE, array.map(id, node(), soon()));
        assertEquals(1, sent("addMappedSdc"));
    }

    @Test
    void mapThatWasNotDoneIsRepeated() {
        VolumeId id = create();
        lab.lose("addMappedSdc");
        assertEquals(Mapping.MADE, array.map(id, node(), soon()));
        assertTrue(array.read(id, soon()).orElseThrow().isHeldOnlyBy(node()));
    }

    @Test
    void unmapThatWasDoneIsNotRepeated() {
        VolumeId id = create();
        array.map(id, node(), soon());
        lab.loseTheReplyTo("removeMappedSdc");
        array.unmap(id, node(), soon());
        assertEquals(1, sent("removeMappedSdc"));
        assertEquals(List.of(), array.read(id, soon()).orElseThrow().holders());
    }

    @Test
    void unmapThatWasNotDoneIsRepeated() {
        VolumeId id = create();
        array.map(id, node(), soon());
        lab.lose("removeMappedSdc");
        array.unmap(id, node(), soon());
        assertEquals(List.of(), array.read(id, soon()).orElseThrow().holders());
    }

    @Test
    void removeThatWasDoneIsNotRepeated() {
        VolumeId id = create();
        lab.loseTheReplyTo("removeVolume");
        array.remove(id, soon());
        assertEquals(1, sent("removeVolume"));
        assertEquals(Optional.empty(), array.read(id, soon()));
    }

    @Test
    void removeThatWasNotDoneIsRepeated() {
        VolumeId id = create();
        lab.lose("removeVolume");
        array.remove(id, soon());
        assertEquals(Optional.empty(), array.read(id, soon()));
    }

    @Test
    void outcomeIsUnknownIfItCannotBeLookedUp() {
        VolumeId id = create();
        lab.loseTheReplyTo("removeVolume");
        lab.refuse("GET /api/instances/Volume", 168, "No permissions");
        OutcomeUnknown unknown = assertThrows(OutcomeUnknown.class, () -> array.remove(id, soon()));
        assertTrue(unknown.problem().contains("removing volume " + id.volume()), unknown.getMessage());
        assertEquals(1, sent("removeVolume"));
    }

    @Test
    void changesSurviveARestartOfTheGateway() {
        VolumeId id = create();
        lab.restart();
        assertEquals(Mapping.MADE, array.map(id, node(), soon()));
    }

    @Test
    void busyClusterIsAskedAgain() {
        VolumeId id = create();
        lab.refuse("addMappedSdc", 164, "The system is busy. Retry later");
        lab.refuse("addMappedSdc", 28, "Busy");
        assertEquals(Mapping.MADE, array.map(id, node(), soon()));
        assertEquals(3, sent("addMappedSdc"));
    }

    @Test
    void changeOfWhichTheMdmKnowsNoOutcomeIsLookedUp() {
        VolumeId id = create();
        lab.refuse("addMappedSdc", 68, "A timeout occurred");
        assertEquals(Mapping.MADE, array.map(id, node(), soon()));
        assertEquals(1, lab.requests().stream().filter(("GET /api/instances/Volume::" + id.volume())::equals).count());
    }

    private VolumeId create() {
        return array.create(NAME, Size.ofGb(8), Optional.empty(), soon()).orElseThrow();
    }

    private NodeId node() {
        return array.identify(LabArray.GUID_1, soon());
    }

    /** Queries by action are not meant: {@code request} is how the line ends. */
    private long sent(String request) {
        return lab.requests().stream().filter(line -> line.endsWith(request)).count();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }
}
