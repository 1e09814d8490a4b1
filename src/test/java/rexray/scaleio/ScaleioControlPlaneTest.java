package rexray.scaleio;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import rexray.lab.LabArray;
import rexray.volume.ControlPlane;
import rexray.volume.ControlPlaneContract;
import rexray.volume.NodeId;
import rexray.volume.Size;
import rexray.volume.VolumeException.ArrayFull;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A real driver, in the hands of what changes its options. */
@ParameterizedClass
@MethodSource("releases")
class ScaleioControlPlaneTest extends ControlPlaneContract {
    @TempDir
    private Path directory;

    private final String release;

    private LabArray lab;
    private ConfiguredArray array;

    ScaleioControlPlaneTest(String release) {
        this.release = release;
    }

    static List<String> releases() {
        return LabArray.releases();
    }

    @BeforeEach
    void startLab() {
        lab = LabArray.start(directory, release);
        array = Gateways.configured(Gateways.options(lab), Wire.network());
    }

    @AfterEach
    void stopLab() {
        array.close();
        lab.close();
    }

    @Override
    protected ControlPlane array() {
        return array;
    }

    @Override
    protected List<String> identities() {
        return List.of(LabArray.GUID_1, LabArray.GUID_2);
    }

    @Override
    protected void mapBehindOurBack(VolumeId id, NodeId node) {
        lab.map(id.volume(), node.value());
    }

    @Override
    protected void disconnect(NodeId node) {
        lab.disconnect(node.value());
    }

    @Override
    protected void write(VolumeId id) {
        lab.write(id.volume());
    }

    @Override
    protected void cutOff() {
        lab.close();
    }

    @Test
    void guidIsComparedIgnoringCase() {
        assertEquals(node(0), array.identify(LabArray.GUID_1.toLowerCase(java.util.Locale.ROOT), soon()));
    }

    @Test
    void hostIsDescribedByNameAddressAndConnection() {
        lab.nameSdc(node(0).value(), "node01");
        assertEquals("node01 10.77.0.11 (SDC " + node(0) + ", connected)", array.describe(node(0), soon()));
    }

    @Test
    void unknownHostIsDescribedAsSuch() {
        assertEquals("SDC ffffffff0000ffff (unknown to the array)",
                array.describe(new NodeId("ffffffff0000ffff"), soon()));
    }

    @Test
    void strangeHostIsToldHowToConnect() {
        NotFound refusal = assertThrows(NotFound.class, () -> array.identify(
                "FFFFFFFF-0000-0000-0000-000000000000", soon()));
        assertTrue(refusal.getMessage().contains("drv_cfg --add_mdm"), refusal.getMessage());
    }

    @Test
    void fullPoolIsNamedWithWhatItHasLeft() {
        ArrayFull refusal = assertThrows(ArrayFull.class,
                () -> array.create(new VolumeName("big"), Size.ofGb(100_000), Optional.empty(), soon()));
        assertTrue(refusal.problem().contains("pool hdd, which has 1024 GB left"), refusal.getMessage());
    }

    @Test
    void volumeOfAnotherSystemIsNotTouched() {
        VolumeId ours = create();
        VolumeId theirs = new VolumeId("1111111111111111", ours.volume());
        assertThrows(RefusedInput.class, () -> array.read(theirs, soon()));
        assertThrows(RefusedInput.class, () -> array.remove(theirs, soon()));
        assertTrue(array.read(ours, soon()).isPresent());
    }

    @Test
    void closingLogsOut() {
        array.connect(List.of(Gateways.options(lab).placement()), soon());
        assertEquals(1, lab.sessions());
        array.close();
        assertEquals(0, lab.sessions());
    }
}
