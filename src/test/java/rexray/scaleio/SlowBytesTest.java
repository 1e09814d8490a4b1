package rexray.scaleio;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.TimedOut;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Gateways that answer at once and then trickle: no pause between two bytes is as long as a read time-out, so only the
 * limit of the whole request ends them. Waited for to the end, each answer would be a good one.
 */
class SlowBytesTest extends ScriptedGatewayFixture {
    private static final int SECONDS = 20;

    @Test
    void answerInChunksIsNotWaitedForLongerThanTheDeadline() {
        assertListTimesOut(trickling("[]" + " ".repeat(400)));
    }

    @Test
    void answerOfKnownLengthIsNotWaitedForLongerThanTheDeadline() {
        String body = "[]" + " ".repeat(400);
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        assertListTimesOut(trickling(body).withHeader("Content-Length", Integer.toString(length)));
    }

    @Test
    void refusalThatTricklesIsNotWaitedForLongerThanTheDeadline() {
        assertListTimesOut(trickling("{\"message\":\"Unauthorized\",\"errorCode\":0}" + " ".repeat(400))
                .withStatus(500));
    }

    @Test
    void loginThatTricklesIsNotWaitedForLongerThanTheDeadline() {
        gateway.answer("GET", "/api/login", trickling('"' + ScriptedGateway.TOKEN + '"' + " ".repeat(400)));
        assertThrows(TimedOut.class, () -> array.list(Deadline.after(Duration.ofMillis(500))));
    }

    /** The status says all; an action has no answer to wait for. */
    @Test
    void changeIsDoneWhenItsStatusSaysSo() {
        array.connect(soon());
        gateway.answer("POST", UNMAP, trickling("{}" + " ".repeat(400)));
        array.unmap(ID, NODE, Deadline.after(Duration.ofSeconds(5)));
        assertEquals(1, gateway.count("POST", UNMAP));
    }

    private void assertListTimesOut(ResponseDefinitionBuilder answer) {
        array.connect(soon());
        gateway.answer("GET", VOLUMES, answer);
        TimedOut failure = assertThrows(TimedOut.class, () -> array.list(Deadline.after(Duration.ofMillis(500))));
        assertTrue(failure.problem().contains("did not answer within the time limit"), failure.getMessage());
    }

    private static ResponseDefinitionBuilder trickling(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body)
                .withChunkedDribbleDelay(200, SECONDS * 1000);
    }
}
