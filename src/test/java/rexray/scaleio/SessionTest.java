package rexray.scaleio;

import com.github.tomakehurst.wiremock.http.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.ControlPlane.Mapping;
import rexray.volume.VolumeException.ArrayUnavailable;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.refusal;

class SessionTest extends ScriptedGatewayFixture {
    private static final String LOGIN = "/api/login";

    @ParameterizedTest
    @ValueSource(strings = {"\"" + ScriptedGateway.TOKEN + "\"", ScriptedGateway.TOKEN,
            " \"" + ScriptedGateway.TOKEN + "\"\n"})
    void tokenIsShownInsteadOfThePassword(String body) {
        gateway.answer("GET", LOGIN, okJson(body));
        gateway.answer("GET", VOLUMES, okJson("[]"));
        assertEquals(List.of(), array.list(soon()));
        assertEquals("Basic " + base64("admin:" + ScriptedGateway.TOKEN),
                gateway.requests("GET", VOLUMES).getFirst().getHeader("Authorization"));
        assertEquals("Basic " + base64("admin:" + ScriptedGateway.PASSWORD),
                gateway.requests("GET", LOGIN).getFirst().getHeader("Authorization"));
    }

    @Test
    void loginWhoseConnectionIsResetIsTriedAgain() {
        gateway.answer("GET", LOGIN, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                okJson('"' + ScriptedGateway.TOKEN + '"'));
        gateway.answer("GET", VOLUMES, okJson("[]"));
        assertEquals(List.of(), array.list(soon()));
        assertEquals(2, gateway.count("GET", LOGIN));
    }

    @Test
    void changeWhoseLoginWasResetIsNotLookedFor() {
        array.connect(soon());
        gateway.answer("GET", LOGIN, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                okJson('"' + ScriptedGateway.TOKEN + '"'));
        gateway.answer("POST", MAP, refusal(401, 0, "Unauthorized"), okJson("{}"));
        assertEquals(Mapping.MADE, array.map(ID, NODE, soon()));
        assertEquals(0, gateway.count("GET", READ), "it was not sent");
    }

    @Test
    void requestThatMetAnExpiredTokenIsRepeatedUnchanged() {
        gateway.answer("POST", MAP, refusal(401, 0, "Unauthorized"), okJson("{}"));
        assertEquals(Mapping.MADE, array.map(ID, NODE, soon()));
        assertEquals(2, gateway.count("GET", LOGIN));
        var sent = gateway.requests("POST", MAP);
        assertEquals(2, sent.size());
        assertTrue(sent.getFirst().getBodyAsString().contains("\"sdcId\":\"" + NODE + "\""));
        assertEquals(sent.getFirst().getBodyAsString(), sent.getLast().getBodyAsString());
        assertEquals(sent.getFirst().getHeader("Content-Type"), sent.getLast().getHeader("Content-Type"));
    }

    @Test
    void sessionThatTheMdmCallsInvalidIsRenewed() {
        gateway.answer("POST", QUERY, refusal(500, 248, "Invalid session. Please login and try again."),
                okJson("'" + ScriptedGateway.VOLUME + "'"));
        assertEquals(Optional.of(ID), array.resolve(NAME, soon()));
        assertEquals(2, gateway.count("GET", LOGIN));
    }

    @Test
    void gatewayThatAcceptsNoTokenIsAskedTwice() {
        gateway.answer("POST", QUERY, refusal(401, 0, "Unauthorized"));
        ArrayUnavailable failure = assertThrows(ArrayUnavailable.class, () -> array.resolve(NAME, soon()));
        assertTrue(failure.getMessage().contains("scaleio.userName"), failure.getMessage());
        assertEquals(2, gateway.count("GET", LOGIN));
        assertEquals(2, gateway.count("POST", QUERY));
    }

    @Test
    void refusedLoginNamesTheKeysAndNotThePassword() {
        gateway.answer("GET", LOGIN, refusal(401, 0, "Unauthorized"));
        ArrayUnavailable failure = assertThrows(ArrayUnavailable.class, () -> array.list(soon()));
        assertTrue(failure.problem().contains("refused the login of admin"), failure.getMessage());
        assertEquals("check scaleio.userName and scaleio.password", failure.remedy());
        assertFalse(failure.getMessage().contains(ScriptedGateway.PASSWORD));
    }

    @Test
    void refusedLoginIsNotTriedAgainAtOnce() {
        gateway.answer("GET", LOGIN, refusal(401, 0, "Unauthorized"));
        for (int i = 0; i < 10; i++) {
            assertThrows(ArrayUnavailable.class, () -> array.list(soon()));
        }
        assertEquals(1, gateway.count("GET", LOGIN));
    }

    @Test
    void threadsShareOneLogin() throws InterruptedException, ExecutionException {
        gateway.answer("GET", LOGIN, okJson("'" + ScriptedGateway.TOKEN + "'").withFixedDelay(200));
        gateway.answer("GET", VOLUMES, okJson("[]"));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> lists = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                lists.add(threads.submit(() -> array.list(soon())));
            }
            for (Future<?> list : lists) {
                list.get();
            }
        }
        assertEquals(1, gateway.count("GET", LOGIN));
        assertEquals(1, gateway.count("GET", "/api/types/System/instances"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
