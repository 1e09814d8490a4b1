package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.lab.RawClient.Answer;
import rexray.volume.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Snapshots and what removal does to their families, in every release. */
@ParameterizedClass
@EnumSource(Profile.class)
@SuppressWarnings("NullAway.Init") // start is called first
class SnapshotConformanceTest {
    private static TestGateway gateway;
    private final Profile profile;
    private String volume;

    SnapshotConformanceTest(Profile profile) {
        this.profile = profile;
    }

    @BeforeParameterizedClassInvocation
    static void start(Profile profile, @TempDir Path directory) throws Exception {
        gateway = TestGateway.start(directory,
                options -> options.withProfile(profile)
                        .withLayout(ClusterLayout.usual().withCapacity(Size.ofGb(65536))));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void makeVolume() throws Exception {
        volume = gateway.anyVolume();
    }

    private static Answer take(String definitions) throws Exception {
        return gateway.client().post("/api/instances/System/action/snapshotVolumes",
                "{'snapshotDefs':[" + definitions + "]}");
    }

    private static String definition(String volumeId, String name) {
        return "{'volumeId':'" + volumeId + "','snapshotName':'" + name + "'}";
    }

    private static String snapshot(String volumeId) throws Exception {
        return take(definition(volumeId, gateway.anyName())).json().get("volumeIdList").get(0).asText();
    }

    private static Answer remove(String volumeId, String mode) throws Exception {
        return gateway.act(volumeId, "removeVolume", "{'removeMode':'" + mode + "'}");
    }

    private static int status(String volumeId) throws Exception {
        return gateway.client().get("/api/instances/Volume::" + volumeId).status();
    }

    private static String ancestor(String volumeId) throws Exception {
        return gateway.read(volumeId).get("ancestorVolumeId").asText();
    }

    @Test
    void snapshotIsAVolumeOfTheSameFamily() throws Exception {
        JsonNode source = gateway.read(volume);
        JsonNode answer = take(definition(volume, "snap-1")).json();
        JsonNode snapshot = gateway.read(answer.get("volumeIdList").get(0).asText());

        assertEquals("Snapshot", snapshot.get("volumeType").asText());
        assertEquals(volume, snapshot.get("ancestorVolumeId").asText());
        assertEquals("snap-1", snapshot.get("name").asText());
        for (String same : new String[]{"sizeInKb", "vtreeId", "storagePoolId"}) {
            assertEquals(source.get(same), snapshot.get(same));
        }
        assertEquals(answer.get("snapshotGroupId"), snapshot.get("consistencyGroupId"));
    }

    @Test
    void severalVolumesMakeOneGroup() throws Exception {
        String other = gateway.anyVolume();

        JsonNode answer = take(definition(volume, gateway.anyName()) + "," + definition(other, gateway.anyName()))
                .json();

        assertEquals(2, answer.get("volumeIdList").size());
        for (JsonNode id : answer.get("volumeIdList")) {
            assertEquals(answer.get("snapshotGroupId"), gateway.read(id.asText()).get("consistencyGroupId"));
        }
    }

    @Test
    void theSystemsIdMayBeInThePath() throws Exception {
        assertEquals(200, gateway.client().post("/api/instances/System::" + gateway.lab().cluster().systemId()
                + "/action/snapshotVolumes", "{'snapshotDefs':[" + definition(volume, gateway.anyName()) + "]}")
                .status());
    }

    @Test
    void refusalTellsItsReasonInDetails() throws Exception {
        Answer taken = take(definition(volume, gateway.read(volume).get("name").asText()));

        assertEquals("500/0 Error with details", taken.line());
        assertEquals("{'error':'VOL_NAME_IN_USE','rc':99,'errorMessage':'Volume name already in use. Please use a"
                + " different name.'}", taken.json().get("details").get(0).toString().replace('"', '\''));
        assertEquals(79, take(definition("91c4e6a000000099", "x")).json().get("details").get(0).get("rc").asInt());
    }

    @Test
    void aGroupIsMadeWholeOrNotAtAll() throws Exception {
        String name = gateway.anyName();

        assertEquals(500, take(definition(volume, name) + "," + definition(volume, name)).status());

        assertEquals(profile == Profile.V2_0 ? "500/3 Not found" : "500/79 Could not find the volume", gateway.client()
                .post("/api/types/Volume/instances/action/queryIdByKey", "{'name':'" + name + "'}").line());
    }

    @Test
    void snapshotsOfARemovedVolumeLiveOn() throws Exception {
        String child = snapshot(volume);
        String grandchild = snapshot(child);

        assertEquals(200, remove(child, "ONLY_ME").status());
        assertEquals(volume, ancestor(grandchild));

        assertEquals(200, remove(volume, "ONLY_ME").status());
        assertTrue(gateway.read(grandchild).get("ancestorVolumeId").isNull());
        JsonNode family = gateway.client()
                .get("/api/instances/VTree::" + gateway.read(grandchild).get("vtreeId").asText()).json();
        assertEquals(grandchild,
                (profile == Profile.V2_0 ? family.get("baseVolumeId") : family.get("rootVolumes").get(0)).asText());
    }

    @Test
    void descendantsGoWithOrWithoutTheVolume() throws Exception {
        String child = snapshot(volume);
        String grandchild = snapshot(child);

        assertEquals(200, remove(child, "DESCENDANTS_ONLY").status());
        assertEquals(500, status(grandchild));
        assertEquals(200, status(child));
        assertEquals("500/183 There are no volumes to delete", remove(child, "DESCENDANTS_ONLY").line());

        assertEquals(200, remove(volume, "INCLUDING_DESCENDANTS").status());
        assertEquals(500, status(child));
        assertEquals(500, status(volume));
    }

    @Test
    void wholeVTreeGoesFromAnyOfItsVolumes() throws Exception {
        String vtree = gateway.read(volume).get("vtreeId").asText();

        assertEquals(200, remove(snapshot(volume), "WHOLE_VTREE").status());

        assertEquals(500, status(volume));
        assertEquals(500, gateway.client().get("/api/instances/VTree::" + vtree).status());
    }

    @Test
    void nothingGoesIfAnyOfThemIsMapped() throws Exception {
        String child = snapshot(volume);
        String sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        gateway.act(child, "addMappedSdc", "{'sdcId':'" + sdc + "'}");

        assertEquals("500/104 Volume is mapped", remove(volume, "INCLUDING_DESCENDANTS").line());
        assertEquals(200, status(volume));
        assertEquals(200, remove(volume, "ONLY_ME").status());
    }

    @Test
    void aGroupIsRemovedAtOnce() throws Exception {
        JsonNode group = take(definition(volume, gateway.anyName()) + ","
                + definition(gateway.anyVolume(), gateway.anyName())).json();

        Answer removed = gateway.client().post(
                "/api/instances/System::" + gateway.lab().cluster().systemId()
                        + "/action/removeConsistencyGroupSnapshots",
                "{'snapGroupId':'" + group.get("snapshotGroupId").asText() + "'}");

        assertEquals("200 {\"numberOfVolumes\":2}", removed.line());
        assertEquals(500, status(group.get("volumeIdList").get(1).asText()));
    }
}
