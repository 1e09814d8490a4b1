package rexray.scaleio;

import com.github.tomakehurst.wiremock.http.Fault;
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
import rexray.volume.Snapshots.Taking;
import rexray.volume.Snapshots.Wanted;
import rexray.volume.Volume;
import rexray.volume.VolumeException.ArrayFull;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.Unsupported;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.volume;

/** Snapshots, growth and limits, on every release of the lab. */
@ParameterizedClass
@MethodSource("releases")
class CopiesAndChangesTest {
    private static final VolumeName DB = new VolumeName("db");
    private final String release;

    @TempDir
    private Path directory;

    private LabArray lab;
    private ScaleioControlPlane array;
    private VolumeId db;

    CopiesAndChangesTest(String release) {
        this.release = release;
    }

    static List<String> releases() {
        return LabArray.releases();
    }

    @BeforeEach
    void startLab() {
        lab = LabArray.start(directory, release);
        array = Gateways.hasty(Gateways.options(lab));
        db = create(DB);
    }

    @AfterEach
    void stopLab() {
        array.close();
        lab.close();
    }

    @Test
    void snapshotsAreTakenTogetherInOneRequest() {
        VolumeId log = create(new VolumeName("log"));
        int before = lab.requests().size();
        assertEquals(Taking.MADE, array.takeSnapshots(List.of(wanted(db, "db@1"), wanted(log, "log@1")), soon()));
        assertEquals(before + 1, lab.requests().size(), lab.requests()::toString);
        assertEquals(List.of("db@1"), copiesOf(db));
        assertEquals(List.of("log@1"), copiesOf(log));
        assertEquals(List.of("db", "log"), names(array.list(soon())).stream().sorted().toList());
    }

    @Test
    void snapshotKnowsItsOriginAndCanBeMapped() {
        array.takeSnapshots(List.of(wanted(db, "db@1")), soon());
        VolumeId copy = array.resolve(new VolumeName("db@1"), soon()).orElseThrow();
        assertEquals(Optional.of(db), array.read(copy, soon()).orElseThrow().ancestor());
        array.map(copy, node(), soon());
    }

    @Test
    void nameThatIsTakenIsCalledSoAndNothingMade() {
        array.takeSnapshots(List.of(wanted(db, "db@1")), soon());
        assertEquals(Taking.NAME_TAKEN,
                array.takeSnapshots(List.of(wanted(db, "db@2"), wanted(db, "db@1")), soon()));
        assertEquals(List.of("db@1"), copiesOf(db));
    }

    @Test
    void snapshotWhoseOriginIsRemovedIsStillASnapshot() {
        array.takeSnapshots(List.of(wanted(db, "db@1")), soon());
        array.remove(db, soon());
        assertEquals(List.of("db@1"), names(array.snapshots(soon())));
        assertEquals(List.of(), array.list(soon()));
    }

    @Test
    void snapshotWhoseReplyIsLostIsNotTakenTwice() {
        lab.loseTheReplyTo("snapshotVolumes");
        assertEquals(Taking.NAME_TAKEN, array.takeSnapshots(List.of(wanted(db, "db@1")), soon()));
        assertEquals(List.of("db@1"), copiesOf(db));
        lab.lose("snapshotVolumes");
        assertEquals(Taking.MADE, array.takeSnapshots(List.of(wanted(db, "db@2")), soon()));
    }

    @Test
    void snapshotsHaveALimit() {
        int most = release.equals("2.0") ? 31 : 126;
        for (int i = 0; i < most; i++) {
            array.takeSnapshots(List.of(wanted(db, "db@" + i)), soon());
        }
        ArrayFull refusal = assertThrows(ArrayFull.class,
                () -> array.takeSnapshots(List.of(wanted(db, "db@more")), soon()));
        assertTrue(refusal.remedy().contains("remove snapshots"), refusal.getMessage());
        assertTrue(refusal.problem().endsWith("volume " + db.volume() + " has " + most + " snapshots and copies"),
                refusal.getMessage());
    }

    @Test
    void snapshotOfWhatIsGoneIsNotTaken() {
        array.remove(db, soon());
        assertThrows(NotFound.class, () -> array.takeSnapshots(List.of(wanted(db, "db@1")), soon()));
    }

    @Test
    void volumeGrowsInStepsOfEight() {
        assertEquals(Size.ofGb(24), array.grow(db, Size.ofGb(20), soon()));
        assertEquals(Size.ofGb(24), array.read(db, soon()).orElseThrow().size());
        assertEquals(Size.ofGb(24), array.grow(db, Size.ofGb(24), soon()));
        assertEquals(Size.ofGb(24), array.grow(db, Size.ofGb(16), soon()), "it is at least that large");
    }

    @Test
    void growthWhoseReplyIsLostIsLookedFor() {
        lab.loseTheReplyTo("setVolumeSize");
        assertEquals(Size.ofGb(24), array.grow(db, Size.ofGb(24), soon()));
        lab.lose("setVolumeSize");
        assertEquals(Size.ofGb(32), array.grow(db, Size.ofGb(32), soon()));
    }

    @Test
    void volumeDoesNotGrowBeyondThePool() {
        assertThrows(ArrayFull.class, () -> array.grow(db, Size.ofGb(100_000), soon()));
    }

    @Test
    void limitsAreSetAndLifted() {
        array.map(db, node(), soon());
        array.limit(db, node(), new Limits(100, 10 * 1024), soon());
        array.limit(db, node(), new Limits(100, 0), soon());
        array.limit(db, node(), Limits.NONE, soon());
    }

    @Test
    void hostThatDoesNotHoldTheVolumeHasNoLimits() {
        assertThrows(RefusedInput.class, () -> array.limit(db, node(), new Limits(100, 0), soon()));
    }

    @Test
    void volumeIsRestoredWhereTheReleaseCan() {
        try (ScriptedGateway gateway = new ScriptedGateway();
                ScaleioControlPlane driver = Gateways.hasty(gateway.options())) {
            gateway.answer("GET", "/api/version", okJson("'" + release + "'"));
            VolumeId id = new VolumeId(ScriptedGateway.SYSTEM, ScriptedGateway.VOLUME);
            VolumeId snapshot = new VolumeId(ScriptedGateway.SYSTEM, "91c4e6a000000003");
            String path = "/api/instances/Volume::" + id.volume();
            gateway.answer("GET", path, okJson(volume("db", "")));
            gateway.answer("POST", path + "/action/overwriteVolumeContent",
                    aResponse().withFault(Fault.EMPTY_RESPONSE), okJson("{}"));
            if (release.equals("2.0")) {
                Unsupported refusal = assertThrows(Unsupported.class, () -> driver.restore(id, snapshot, soon()));
                assertTrue(refusal.problem().contains("version is 2.0"), refusal.getMessage());
                return;
            }
            driver.restore(id, snapshot, soon());
            assertEquals("{\"srcVolumeId\":\"91c4e6a000000003\"}",
                    gateway.requests("POST", path + "/action/overwriteVolumeContent").getLast().getBodyAsString());
        }
    }

    private static Wanted wanted(VolumeId of, String name) {
        return new Wanted(of, new VolumeName(name));
    }

    private VolumeId create(VolumeName name) {
        return array.create(name, Size.ofGb(16), Optional.empty(), soon()).orElseThrow();
    }

    private NodeId node() {
        return array.identify(LabArray.GUID_1, soon());
    }

    private List<String> copiesOf(VolumeId origin) {
        return names(array.snapshots(soon()).stream().filter(copy -> copy.ancestor().equals(Optional.of(origin)))
                .toList());
    }

    private static List<String> names(List<Volume> volumes) {
        return volumes.stream().map(volume -> volume.name().orElseThrow()).toList();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }
}
