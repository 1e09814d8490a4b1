package rexray.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rexray.docker.PluginClient.Answer;
import rexray.volume.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The requests of clients and engine versions that are not at hand, replayed as they were seen. */
final class EngineReplayTest extends PluginFixture {
    private static final String PODMAN = "2f73349cfc4630255319c6c8dfc1b46a8996ace9d14d8e07563b165915918ec2";
    private static final String PODMAN_HEADERS = "Host: \r\nContent-Type: application/vnd.docker.plugins.v1.1+json\r\n";
    private static final String MOUNTPOINT = "/var/lib/rexray/volumes/db/data";

    /** Podman activates before each call, sends one id for all, and counts containers itself. */
    @Test
    void podmanRunsAndStopsTwoContainers() throws IOException {
        podman("Create", "{\"Name\":\"db\",\"Opts\":{}}");
        assertEquals(MOUNTPOINT, podman("Mount", use("db", PODMAN)).path("Mountpoint").asText());
        podman("Get", "{\"Name\":\"db\"}");
        podman("Path", "{\"Name\":\"db\"}");
        podman("Unmount", use("db", PODMAN));
        assertEquals(List.of(), host.mounts());
        podman("Remove", "{\"Name\":\"db\"}");
        assertEquals("{\"Volumes\":[]}", podman("List", "{}").toString());
    }

    @Test
    void podmansTwoVolumesAreCountedEachForItself() throws IOException {
        create("db");
        create("other");
        podman("Mount", use("db", PODMAN));
        podman("Mount", use("other", PODMAN));
        podman("Unmount", use("db", PODMAN));
        assertEquals(1, host.mounts().size());
        assertEquals(1, uses("other"));
    }

    /** X22: dvdcli is a new process for each command and knows no ids. */
    @Test
    void dvdcliMountsTwiceAndUnmountsOnce() throws IOException {
        String name = "{\"Name\":\"db\"}";
        activate();
        assertEquals(500, docker.post("VolumeDriver.Get", name).status(), "so that it creates the volume");
        ok("VolumeDriver.Create", "{\"Name\":\"db\",\"Opts\":{\"size\":\"8\"}}");
        assertEquals(MOUNTPOINT, ok("VolumeDriver.Mount", name).path("Mountpoint").asText());
        activate();
        ok("VolumeDriver.Get", name);
        assertEquals(MOUNTPOINT, ok("VolumeDriver.Mount", name).path("Mountpoint").asText());
        activate();
        assertEquals(MOUNTPOINT, ok("VolumeDriver.Get", name).path("Volume").path("Mountpoint").asText());
        ok("VolumeDriver.Unmount", name);
        assertEquals(1, host.mounts().size());
        ok("VolumeDriver.Unmount", name);
        assertEquals(0, host.mounts().size());
        ok("VolumeDriver.Remove", name);
    }

    @Test
    void dockerAndDvdcliShareAVolume() throws IOException {
        create("db");
        mount("db", ID);
        ok("VolumeDriver.Mount", "{\"Name\":\"db\"}");
        unmount("db", ID);
        assertEquals(1, host.mounts().size());
        ok("VolumeDriver.Unmount", "{\"Name\":\"db\"}");
        assertEquals(0, host.mounts().size());
    }

    /** Docker 1.12 and before unmount what was never mounted, with an empty id. */
    @Test
    void unmountWithAnEmptyIdTakesNobodysUse() throws IOException {
        create("db");
        mount("db", ID);
        unmount("db", "");
        assertEquals(1, host.mounts().size());
    }

    /** X14: engines from 17.06 to 23.0, after a copy whose Mount failed, unmount the running container's id. */
    @Test
    void strayUnmountOfALiveContainerLeavesItsDevice() throws IOException {
        create("db");
        mount("db", ID);
        host.hold(host.mounts().getFirst().mountpoint());
        assertTrue(error("VolumeDriver.Unmount", use("db", ID)).contains("in use"));
        assertEquals(1, array.holders("db").size());
        assertEquals("db", ok("VolumeDriver.Get", "{\"Name\":\"db\"}").path("Volume").path("Name").asText());
    }

    /** X15 */
    @Test
    void volumeThatAnotherMountNamespaceHoldsIsNotRemoved() throws IOException {
        create("db");
        mount("db", ID);
        host.hold(host.mounts().getFirst().mountpoint());
        error("VolumeDriver.Unmount", use("db", ID));
        assertTrue(error("VolumeDriver.Remove", "{\"Name\":\"db\"}").contains("in use"));
        assertEquals(1, array.holders("db").size());
        host.letGo();
        ok("VolumeDriver.Remove", "{\"Name\":\"db\"}");
    }

    /** X12: an engine that was killed mounts again with the same id; over-counting is safe. */
    @Test
    void sameIdAgainAfterACrashOfTheEngineIsCountedOnceMore() throws IOException {
        create("db");
        mount("db", ID);
        activate();
        mount("db", ID);
        unmount("db", ID);
        assertEquals(1, host.mounts().size());
    }

    /** M12: an answer without a volume would be taken for "no such volume". */
    @Test
    void getAnswersWithAVolumeOrAnErrorAndNothingElse() throws IOException {
        create("db");
        assertEquals("db", ok("VolumeDriver.Get", "{\"Name\":\"db\"}").path("Volume").path("Name").asText());
        assertTrue(error("VolumeDriver.Get", "{\"Name\":\"nosuch\"}").contains("nosuch"));
    }

    /** M20: what an engine sends whose first request died. */
    @Test
    void requestThatIsRepeatedWithAnEmptyBodySaysWhatToDo() throws IOException {
        create("db");
        Answer answer = docker.post("VolumeDriver.Mount", "Host: \r\n", "");
        assertEquals(500, answer.status());
        assertTrue(answer.body().contains("try again"), answer.body());
        assertEquals(MOUNTPOINT, mount("db", ID).path("Mountpoint").asText());
    }

    /** X16 */
    @Test
    void tenThousandVolumesAreListed() throws IOException {
        array.fill(10_000);
        int before = array.requests().size();
        JsonNode volumes = ok("VolumeDriver.List", "{}").path("Volumes");
        assertEquals(1, array.requests().size() - before, "requests to the array");
        assertEquals(10_000, volumes.size());
        Set<String> names = new HashSet<>();
        // A null in the list, or a volume without a name, would end the engine.
        volumes.forEach(volume -> names.add(volume.required("Name").textValue()));
        assertEquals(10_000, names.size());
        assertFalse(names.contains(null) || names.contains(""));
    }

    /** M10: what the engine cannot parse is "no such volume" to it. */
    @Test
    void getAnswersInTheTypesThatTheEngineParses() throws IOException {
        create("db");
        for (String when : List.of("free", "mounted")) {
            JsonNode answer = ok("VolumeDriver.Get", "{\"Name\":\"db\"}");
            JsonNode volume = answer.required("Volume");
            assertEquals("db", volume.required("Name").textValue(), when);
            assertTrue(volume.path("Mountpoint").isTextual() || volume.path("Mountpoint").isMissingNode(), when);
            assertTrue(volume.path("CreatedAt").isMissingNode() || isTime(volume.path("CreatedAt").textValue()), when);
            assertTrue(volume.required("Status").isObject(), when);
            assertTrue(answer.path("Err").asText().isEmpty(), when);
            mount("db", ID);
        }
    }

    /** M16: the engine asks Get before it relies on what it remembers. */
    @Test
    void volumeThatIsRemovedElsewhereIsGoneAndGetsTheOptionsOfItsNextCreate() throws IOException {
        create("db");
        ok("VolumeDriver.Remove", "{\"Name\":\"db\"}");
        assertTrue(error("VolumeDriver.Get", "{\"Name\":\"db\"}").contains("does not exist"));
        ok("VolumeDriver.Create", "{\"Name\":\"db\",\"Opts\":{\"size\":\"24\"}}");
        assertEquals(Size.ofGb(24), array.size("db"));
        ok("VolumeDriver.Get", "{\"Name\":\"db\"}");
    }

    /** X24, M19 */
    @Test
    void everyFailureNamesVolumeCauseAndRemedyInOneLine() throws IOException {
        for (String refusal : List.of(error("VolumeDriver.Mount", use("nosuch", ID)),
                error("VolumeDriver.Get", "{\"Name\":\"nosuch\"}"),
                error("VolumeDriver.Create", "{\"Name\":\"" + "no such".repeat(2) + "\"}"))) {
            assertTrue(refusal.matches(".*no ?such.*"), refusal);
            assertTrue(refusal.contains("; "), refusal);
            assertFalse(refusal.contains("\n"), refusal);
        }
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void activate() throws IOException {
        assertEquals("{\"Implements\":[\"VolumeDriver\"]}",
                docker.post("Plugin.Activate", "Host: \r\n", "").body());
    }

    private JsonNode podman(String method, String json) throws IOException {
        activate();
        Answer answer = docker.post("VolumeDriver." + method, PODMAN_HEADERS, json);
        assertEquals(200, answer.status(), answer.body());
        return new ObjectMapper().readTree(answer.body());
    }
}
