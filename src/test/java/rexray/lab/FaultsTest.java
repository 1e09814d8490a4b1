package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.RawClient.Answer;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each fault that strikes requests, as a client meets it. */
class FaultsTest {
    private static final String VOLUMES = "/api/types/Volume/instances";
    private static TestGateway gateway;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        gateway = TestGateway.start(directory);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @AfterEach
    void clear() {
        gateway.lab().faults().clear();
    }

    private static void fault(FaultKind kind, String value, String request, int times) {
        gateway.lab().faults().set(FaultOrder.of(kind, value, request, times));
    }

    private static List<String> names() {
        return gateway.lab().cluster().state().volumes().values().stream().map(volume -> String.valueOf(volume.name()))
                .toList();
    }

    @Test
    void latencyDelaysWhatIsCarriedOut() throws Exception {
        fault(FaultKind.LATENCY, "300ms", "GET " + VOLUMES, 1);

        long start = System.nanoTime();
        assertEquals(200, gateway.client().get(VOLUMES).status());
        assertTrue(System.nanoTime() - start >= 300_000_000L);
    }

    @Test
    void unauthorizedIs401WithAGoodToken() throws Exception {
        fault(FaultKind.UNAUTHORIZED, "", VOLUMES, 1);

        assertEquals("401/0 Unauthorized", gateway.client().get(VOLUMES).line());
        assertEquals(200, gateway.client().get(VOLUMES).status());
    }

    @Test
    void serverErrorIsThatStatusInJson() throws Exception {
        fault(FaultKind.SERVER_ERROR, "503", VOLUMES, 1);

        assertEquals("503/0 The gateway is not ready", gateway.client().get(VOLUMES).line());
    }

    @Test
    void frontEndErrorIsThatStatusInHtml() throws Exception {
        fault(FaultKind.FRONT_END_ERROR, "502", VOLUMES, 1);

        Answer answer = gateway.client().get(VOLUMES);
        assertEquals(502, answer.status());
        assertTrue(answer.contentType().startsWith("text/html"), answer.contentType());
    }

    @Test
    void busyIs164AsOftenAsAskedFor() throws Exception {
        fault(FaultKind.BUSY, "", VOLUMES, 2);

        assertEquals("500/164 The system is busy. Retry later", gateway.client().get(VOLUMES).line());
        assertEquals(500, gateway.client().get(VOLUMES).status());
        assertEquals(200, gateway.client().get(VOLUMES).status());
    }

    @Test
    void lostRequestIsNotCarriedOutAndLostReplyIs() {
        fault(FaultKind.REQUEST_LOST, "", "POST " + VOLUMES, 1);
        assertThrows(IOException.class, () -> gateway.volume("lost-request", 8));
        fault(FaultKind.REPLY_LOST, "", "POST " + VOLUMES, 1);
        assertThrows(IOException.class, () -> gateway.volume("lost-reply", 8));

        assertEquals(List.of("lost-reply"), names().stream().filter(name -> name.startsWith("lost")).toList());
    }

    @Test
    void lateWorkIsDoneAfterTheConnectionWasCut() throws Exception {
        fault(FaultKind.LATE_WORK, "400ms", "POST " + VOLUMES, 1);

        assertThrows(IOException.class, () -> gateway.volume("late", 8));

        assertTrue(!names().contains("late"), "not yet");
        Eventually.holds("the work is done", () -> names().contains("late"));
    }

    @Test
    void fullPoolRefusesWhateverNeedsRoomUntilItIsCleared() throws Exception {
        String volume = gateway.anyVolume();
        fault(FaultKind.POOL_FULL, "", "", 0);

        assertEquals("500/349 Storage Pool reached critical capacity utilization. Unable to create new thin volumes",
                gateway.create("full", ",'volumeSizeInGb':'8'").line());
        assertEquals("500/309 Requested volume size exceeds the volume allocation limit",
                gateway.act(volume, "setVolumeSize", "{'sizeInGB':'64'}").line());
        assertEquals("500/191 The capacity of the Storage Pool is too small to create new snapshots",
                gateway.client().post("/api/instances/System/action/snapshotVolumes",
                        "{'snapshotDefs':[{'volumeId':'" + volume + "'}]}").line());
        gateway.lab().faults().clear(FaultKind.POOL_FULL);
        assertEquals(200, gateway.create("full", ",'volumeSizeInGb':'8'").status());
    }

    @Test
    void restartVoidsTokens(@TempDir Path directory) throws Exception {
        try (TestGateway other = TestGateway.start(directory)) {
            assertEquals(200, other.client().post(LabRoutes.FAULTS,
                    "{'kind':'gateway-restart','value':'','request':'','sdc':'','times':0}").status());

            Eventually.holds("tokens are void", () -> other.lab().sessions() == 0);
        }
    }

    @Test
    void faultsAreOnlyForWhoIsLoggedIn() throws Exception {
        assertEquals(401, gateway.stranger().get(LabRoutes.FAULTS).status());
        assertEquals(200, gateway.client().get(LabRoutes.FAULTS).status());
    }

    @Test
    void wrongFaultsAreRefusedWithARemedy() {
        assertThrows(RefusedInput.class, () -> FaultKind.of("nix"));
        assertThrows(RefusedInput.class, () -> FaultOrder.of(FaultKind.BUSY, "5s", "", 1));
        assertThrows(RefusedInput.class, () -> FaultOrder.of(FaultKind.LATENCY, "", "", 1));
        assertThrows(RefusedInput.class, () -> FaultOrder.of(FaultKind.LATENCY, "soon", "", 1));
        assertThrows(RefusedInput.class, () -> FaultOrder.of(FaultKind.SERVER_ERROR, "200", "", 1));
        assertThrows(RefusedInput.class, () -> FaultOrder.of(FaultKind.MDM_ERROR, "NIX", "", 1));
        assertThrows(RefusedInput.class, () -> FaultOrder.of(FaultKind.SDC_FAILING, "", "addMappedSdc", 0));
        assertThrows(RefusedInput.class, () -> new FaultOrder("busy", "", "", "node01", 1));
    }

    @Test
    void logShowsCallerOutcomeAndTimeOfEachRequest() throws Exception {
        String volume = gateway.anyVolume();
        gateway.act(volume, "removeMappedSdc", "{'allSdcs':''}");
        fault(FaultKind.REPLY_LOST, "", "setVolumeName", 1);
        assertThrows(IOException.class, () -> gateway.act(volume, "setVolumeName", "{'newName':'x'}"));
        Eventually.holds("the request is in the log",
                () -> gateway.client().get(LabRoutes.REQUESTS).body().contains("connection cut after 200 (fault)"));

        JsonNode log = gateway.stranger().get(LabRoutes.REQUESTS).json();
        JsonNode refused = log.get(log.size() - 2);
        assertEquals("admin@127.0.0.1", refused.get("caller").asText());
        assertEquals("POST /api/instances/Volume::" + volume + "/action/removeMappedSdc",
                refused.get("request").asText());
        assertEquals("500/84 The volume is not mapped to SDC", refused.get("outcome").asText());
        assertTrue(refused.get("millis").asLong() >= 0);
        assertEquals(0, gateway.stranger().get(LabRoutes.REQUESTS + "?after=" + log.get(log.size() - 1).get("number"))
                .json().size());
    }
}
