package rexray.scaleio;

import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rexray.volume.ControlPlane.Mapping;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.ArrayUnavailable;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.scaleio.ScriptedGateway.html;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.refusal;
import static rexray.scaleio.ScriptedGateway.volume;

/** Two gateways before one system: {@code gateway} is asked first, {@code second} when that one is in trouble. */
class FailoverTest extends ScriptedGatewayFixture {
    private ScriptedGateway second;
    private ScaleioControlPlane driver;

    @BeforeEach
    void startSecond() {
        second = new ScriptedGateway();
        gateway.answer("POST", QUERY, okJson("'" + ScriptedGateway.VOLUME + "'"));
        second.answer("POST", QUERY, okJson("'" + ScriptedGateway.VOLUME + "'"));
        driver = Gateways.hasty(Gateways.at(gateway.options(), gateway.endpoint(), second.endpoint()));
    }

    @AfterEach
    void stopSecond() {
        driver.close();
        second.close();
    }

    @Test
    void firstIsAskedWhileItAnswers() {
        driver.resolve(NAME, soon());
        driver.resolve(NAME, soon());
        assertEquals(2, gateway.count("POST", QUERY));
        assertEquals(0, second.count("GET", "/api/login"));
    }

    @Test
    void secondIsAskedOnceTheFirstIsDown() {
        driver.resolve(NAME, soon());
        gateway.close();
        assertEquals(Optional.of(ID), driver.resolve(NAME, soon()));
        assertEquals(1, second.count("POST", QUERY));
    }

    @Test
    void firstMayBeDownFromTheStart() throws IOException {
        try (ScaleioControlPlane other = Gateways
                .hasty(Gateways.at(gateway.options(), nobody(), second.endpoint()))) {
            assertEquals(Optional.of(ID), other.resolve(NAME, verySoon()));
        }
    }

    @Test
    void gatewayThatDoesNotReachItsMdmIsLeft() {
        gateway.answer("POST", QUERY, html(503));
        assertEquals(Optional.of(ID), driver.resolve(NAME, soon()));
        driver.resolve(NAME, soon());
        assertEquals(1, gateway.count("POST", QUERY), "the one that answered is asked first from then on");
    }

    @Test
    void gatewayThatHangsGetsHalfOfTheTime() {
        driver.resolve(NAME, soon());
        gateway.answer("POST", QUERY, okJson("null").withFixedDelay(5000));
        assertEquals(Optional.of(ID), driver.resolve(NAME, Deadline.after(Duration.ofSeconds(2))));
    }

    @Test
    void refusalIsAnAnswer() {
        gateway.answer("POST", QUERY, refusal(500, 79, "Could not find the volume"));
        assertEquals(Optional.empty(), driver.resolve(NAME, soon()));
        assertEquals(0, second.count("POST", QUERY));
    }

    @Test
    void refusedLoginIsNotTriedAtTheNextOne() {
        gateway.answer("GET", "/api/login", refusal(401, 0, "Unauthorized"));
        assertThrows(ArrayUnavailable.class, () -> driver.resolve(NAME, soon()));
        assertEquals(0, second.count("GET", "/api/login"));
    }

    @Test
    void changeThatMayHaveBeenMadeIsLookedForAtTheNextAndNotRepeated() {
        driver.resolve(NAME, soon());
        gateway.answer("POST", MAP, aResponse().withFault(Fault.EMPTY_RESPONSE));
        second.answer("GET", READ, okJson(volume("pgdata", "'mappedSdcInfo':[{'sdcId':'" + NODE + "'}]")));
        assertEquals(Mapping.WAS_THERE, driver.map(ID, NODE, soon()));
        assertEquals(1, gateway.count("POST", MAP));
        assertEquals(0, gateway.count("GET", READ));
        assertEquals(0, second.count("POST", MAP));
    }

    @Test
    void changeThatWasNotMadeIsMadeByTheNext() {
        driver.resolve(NAME, soon());
        gateway.answer("POST", MAP, aResponse().withFault(Fault.EMPTY_RESPONSE));
        second.answer("GET", READ, okJson(volume("pgdata", "")));
        second.answer("POST", MAP, okJson("{}"));
        assertEquals(Mapping.MADE, driver.map(ID, NODE, soon()));
    }

    @Test
    void changeThatWasNotSentGoesToTheNextAtOnce() throws IOException {
        second.answer("POST", MAP, okJson("{}"));
        try (ScaleioControlPlane other = Gateways
                .hasty(Gateways.at(gateway.options(), nobody(), second.endpoint()))) {
            assertEquals(Mapping.MADE, other.map(ID, NODE, soon()));
        }
        assertEquals(0, second.count("GET", READ));
    }

    @Test
    void gatewayOfAnotherSystemIsNotBelieved() {
        driver.resolve(NAME, soon());
        second.answer("GET", "/api/types/System/instances", okJson("[{'id':'1111111111111111','name':null}]"));
        second.answer("POST", QUERY, refusal(500, 79, "Could not find the volume"));
        gateway.close();
        ArrayUnavailable failure = assertThrows(ArrayUnavailable.class, () -> driver.resolve(NAME, verySoon()));
        assertTrue(failure.problem().contains("1111111111111111"), failure.getMessage());
    }

    @Test
    void bothAreNamedIfNoneAnswers() {
        int first = gateway.endpoint().getPort();
        int other = second.endpoint().getPort();
        gateway.close();
        second.close();
        ArrayUnavailable failure = assertThrows(ArrayUnavailable.class, () -> driver.resolve(NAME, verySoon()));
        assertTrue(failure.problem().startsWith("none of the gateways answered: "), failure.getMessage());
        assertTrue(failure.problem().contains(":" + first) && failure.problem().contains(":" + other),
                failure.getMessage());
        assertFalse(failure.getMessage().contains(ScriptedGateway.PASSWORD));
    }

    @Test
    void allAreLoggedOutOf() {
        driver.resolve(NAME, soon());
        gateway.answer("POST", QUERY, html(503));
        driver.resolve(NAME, soon());
        driver.close();
        assertEquals(1, gateway.count("GET", "/api/logout"));
        assertEquals(1, second.count("GET", "/api/logout"));
    }

    /** Where nobody listens. */
    private static URI nobody() throws IOException {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + unused.getLocalPort());
        }
    }
}
