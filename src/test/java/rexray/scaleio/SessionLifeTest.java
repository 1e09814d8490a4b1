package rexray.scaleio;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.scaleio.Login.Scheme;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.refusal;

/** How long a token is used, by a clock that the test moves. */
class SessionLifeTest extends ScriptedGatewayFixture {
    private static final String BASIC = "/api/login";
    private static final String BEARER = "/rest/auth/login";
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private ScaleioControlPlane driver;

    @BeforeEach
    void start() {
        gateway.answer("GET", VOLUMES, okJson("[]"));
        gateway.answer("POST", "/rest/auth/logout", aResponse().withStatus(204));
        driver = Gateways.hasty(gateway.options(), nanos::get);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void tokenThatIsUsedLastsForEightHours() {
        for (int minutes = 0; minutes < 8 * 60; minutes += 9) {
            use(Duration.ofMinutes(minutes == 0 ? 0 : 9));
        }
        assertEquals(1, gateway.count("GET", BASIC));
        use(Duration.ofMinutes(9));
        assertEquals(2, gateway.count("GET", BASIC));
        assertEquals(1, gateway.count("GET", "/api/logout"), "the old session was ended");
    }

    @Test
    void tokenThatNobodyUsedForTenMinutesIsNotTried() {
        use(Duration.ZERO);
        use(Duration.ofMinutes(10));
        assertEquals(2, gateway.count("GET", BASIC));
        assertEquals(2, gateway.count("GET", VOLUMES), "no request met an expired token");
        assertEquals(0, gateway.count("GET", "/api/logout"), "it has ended by itself");
    }

    @Test
    void driverThatRestsHoldsNoSessionUntilItIsNeeded() {
        use(Duration.ZERO);
        driver.rest();
        driver.rest();
        use(Duration.ofSeconds(1));
        assertEquals(2, gateway.count("GET", BASIC));
        assertEquals(1, gateway.count("GET", "/api/logout"), "each session is ended once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'300'", "300", "null", "'soon'"})
    void bearerTokenIsRenewedBeforeItExpires(String expiresIn) {
        gateway.answer("POST", BEARER, LoginSchemeTest.jwt(expiresIn));
        driver.close();
        driver = Gateways.hasty(Gateways.loggingIn(gateway.options(), Scheme.BEARER), nanos::get);
        use(Duration.ZERO);
        use(Duration.ofSeconds(260));
        assertEquals(1, gateway.count("POST", BEARER));
        use(Duration.ofSeconds(15));
        assertEquals(2, gateway.count("POST", BEARER));
        assertEquals(1, gateway.count("POST", "/rest/auth/logout"), "the old session was ended");
    }

    @Test
    void shortLivedTokenIsRenewedInTimeToo() {
        gateway.answer("POST", BEARER, LoginSchemeTest.jwt("'20'"));
        driver.close();
        driver = Gateways.hasty(Gateways.loggingIn(gateway.options(), Scheme.BEARER), nanos::get);
        use(Duration.ZERO);
        use(Duration.ofSeconds(15));
        assertEquals(1, gateway.count("POST", BEARER));
        use(Duration.ofSeconds(2));
        assertEquals(2, gateway.count("POST", BEARER));
    }

    @Test
    void sessionThatARestartEndedIsNotClosedButReplaced() {
        use(Duration.ZERO);
        gateway.answer("GET", VOLUMES, refusal(401, 0, "Unauthorized"), okJson("[]"));
        use(Duration.ZERO);
        assertEquals(2, gateway.count("GET", BASIC));
        assertEquals(0, gateway.count("GET", "/api/logout"));
    }

    private void use(Duration later) {
        nanos.addAndGet(later.toNanos());
        driver.list(soon());
    }
}
