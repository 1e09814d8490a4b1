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
import rexray.volume.Deadline;
import rexray.volume.Limits;
import rexray.volume.NodeId;
import rexray.volume.Size;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** How many requests to the gateway each operation takes: on a real array each one is a round trip through gateway and MDM. */
@ParameterizedClass
@MethodSource("releases")
class RequestBudgetTest {
    private static final VolumeName NAME = new VolumeName("pgdata");

    @TempDir
    private Path directory;

    private final String release;

    private LabArray lab;
    private ScaleioControlPlane array;

    RequestBudgetTest(String release) {
        this.release = release;
    }

    static List<String> releases() {
        return LabArray.releases();
    }

    @BeforeEach
    void startLab() {
        lab = LabArray.start(directory, release);
        array = Gateways.hasty(Gateways.options(lab));
    }

    @AfterEach
    void stopLab() {
        array.close();
        lab.close();
    }

    @Test
    void startTakesSix() {
        array.connect(soon());
        array.identify(LabArray.GUID_1, soon());
        assertEquals(6, lab.requests().size(), lab.requests()::toString);
    }

    @Test
    void everyOperationButLiftingLimitsTakesOneOnceStarted() {
        NodeId node = array.identify(LabArray.GUID_1, soon());
        array.connect(soon());
        assertRequests(0, () -> array.identify(LabArray.GUID_1, soon()));
        assertRequests(1, () -> array.create(NAME, Size.ofGb(8), Optional.empty(), soon()));
        VolumeId id = array.resolve(NAME, soon()).orElseThrow();
        assertRequests(1, () -> array.resolve(NAME, soon()));
        assertRequests(1, () -> array.read(id, soon()));
        assertRequests(1, () -> array.list(soon()));
        assertRequests(1, () -> array.map(id, node, soon()));
        assertRequests(1, () -> array.map(id, node, soon()));
        assertRequests(1, () -> array.limit(id, node, new Limits(1000, 1024), soon()));
        assertRequests(2, () -> array.limit(id, node, Limits.NONE, soon()));
        assertRequests(1, () -> array.unmap(id, node, soon()));
        assertRequests(1, () -> array.unmap(id, node, soon()));
        assertRequests(1, () -> array.remove(id, soon()));
        assertRequests(1, () -> array.remove(id, soon()));
    }

    @Test
    void nameThatNoVolumeCanHaveTakesNone() {
        array.connect(soon());
        assertRequests(0, () -> array.resolve(new VolumeName("two words"), soon()));
    }

    private void assertRequests(int expected, Runnable operation) {
        int before = lab.requests().size();
        operation.run();
        List<String> all = lab.requests();
        assertEquals(expected, all.size() - before, () -> all.subList(before, all.size()).toString());
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }
}
