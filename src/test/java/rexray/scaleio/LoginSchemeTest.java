package rexray.scaleio;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.scaleio.Login.Scheme;
import rexray.volume.VolumeException.ArrayUnavailable;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.scaleio.ScriptedGateway.html;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.refusal;

/** The two ways of logging in, and which one is taken. */
class LoginSchemeTest extends ScriptedGatewayFixture {
    private static final String BASIC = "/api/login";
    private static final String BEARER = "/rest/auth/login";
    private static final String LOGOUT = "/rest/auth/logout";
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.e30.c2ln";

    @BeforeEach
    void haveBothLogins() {
        gateway.answer("POST", BEARER, jwt("'300'"));
        gateway.answer("POST", LOGOUT, aResponse().withStatus(204));
        gateway.answer("GET", VOLUMES, okJson("[]"));
    }

    @Test
    void basicIsTakenWhereThereIsOne() {
        listAs(Scheme.AUTO);
        assertEquals(1, gateway.count("GET", BASIC));
        assertEquals(0, gateway.count("POST", BEARER));
        assertEquals(1, gateway.count("GET", "/api/logout"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 401, 403})
    void bearerIsTakenWhereAPageStandsInThePlaceOfTheOther(int status) {
        gateway.answer("GET", BASIC, html(status));
        listAs(Scheme.AUTO);
        assertBearer();
    }

    @Test
    void bearerIsTakenWhereTheFrontEndRefusesInItsOwnWords() {
        gateway.answer("GET", BASIC, aResponse().withStatus(401).withHeader("Content-Type", "application/json")
                .withBody("{\"errorMessageCode\":\"AUTH_1\"}"));
        listAs(Scheme.AUTO);
        assertBearer();
    }

    @Test
    void bearerIsTakenIfTokensOfTheOtherLoginAreNotAccepted() {
        gateway.answer("GET", VOLUMES, refusal(401, 0, "Unauthorized"), refusal(401, 0, "Unauthorized"), okJson("[]"));
        listAs(Scheme.AUTO);
        assertBearer();
    }

    @Test
    void onlyTheConfiguredLoginIsTried() {
        listAs(Scheme.BEARER);
        assertEquals(0, gateway.count("GET", BASIC));
        assertBearer();
        gateway.answer("GET", BASIC, html(404));
        ArrayUnavailable failure = assertThrows(ArrayUnavailable.class, () -> listAs(Scheme.BASIC));
        assertTrue(failure.problem().contains("HTTP 404"), failure.getMessage());
        assertTrue(failure.getMessage().endsWith("scaleio.auth names: auto tries both"), failure.getMessage());
        assertEquals(1, gateway.count("POST", BEARER));
    }

    @ParameterizedTest
    @EnumSource
    void wrongPasswordIsTriedOnce(Scheme scheme) {
        gateway.answer("GET", BASIC, refusal(401, 0, "Unauthorized"));
        gateway.answer("POST", BEARER, html(401));
        ArrayUnavailable failure = assertThrows(ArrayUnavailable.class, () -> listAs(scheme));
        assertTrue(failure.problem().contains("refused the login of admin"), failure.getMessage());
        assertEquals(1, gateway.count("GET", BASIC) + gateway.count("POST", BEARER));
    }

    @Test
    void passwordIsSentAsJson() {
        listAs(Scheme.BEARER);
        String body = gateway.requests("POST", BEARER).getFirst().getBodyAsString();
        assertTrue(body.contains("\"username\":\"admin\"") && body.contains("\"password\":\"pass word:€\""), body);
    }

    @Test
    void loginThatTheGatewayHasIsRememberedAndAnUpgradeNoticed() {
        gateway.answer("GET", BASIC, html(404));
        try (ScaleioControlPlane auto = Gateways.hasty(gateway.options())) {
            auto.list(soon());
            gateway.answer("GET", VOLUMES, refusal(401, 0, "Unauthorized"), okJson("[]"));
            auto.list(soon());
            assertEquals(1, gateway.count("GET", BASIC));
            gateway.answer("GET", BASIC, okJson("'" + ScriptedGateway.TOKEN + "'"));
            gateway.answer("POST", BEARER, html(404));
            gateway.answer("GET", VOLUMES, refusal(401, 0, "Unauthorized"), okJson("[]"));
            auto.list(soon());
        }
        assertTrue(authorization("GET", VOLUMES).startsWith("Basic "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'access_token':null}"})
    void answerWithoutATokenIsNoLogin(String body) {
        gateway.answer("POST", BEARER, okJson(body));
        assertThrows(ArrayUnavailable.class, () -> listAs(Scheme.BEARER));
    }

    @Test
    void expiredPasswordIsCalledSo() {
        gateway.answer("GET", BASIC, refusal(500, 249, "Password change required"));
        assertTrue(assertThrows(ArrayUnavailable.class, () -> listAs(Scheme.AUTO)).problem()
                .contains("the user must change the password first"));
    }

    @Test
    void tooManySessionsAreCalledSo() {
        gateway.answer("GET", BASIC, refusal(500, 252, "The maximum number of sessions is already open."));
        assertTrue(assertThrows(ArrayUnavailable.class, () -> listAs(Scheme.AUTO)).problem()
                .contains("maximum number of sessions"));
    }

    private void listAs(Scheme scheme) {
        try (ScaleioControlPlane driver = Gateways.hasty(Gateways.loggingIn(gateway.options(), scheme))) {
            assertEquals(List.of(), driver.list(soon()));
        }
    }

    /** The last request had the token, and at the end the session was closed with both. */
    private void assertBearer() {
        assertEquals("Bearer " + JWT, authorization("GET", VOLUMES));
        LoggedRequest logout = gateway.requests("POST", LOGOUT).getLast();
        assertEquals("Bearer " + JWT, logout.getHeader("Authorization"));
        assertEquals("{\"refresh_token\":\"r1\"}", logout.getBodyAsString());
    }

    private String authorization(String method, String path) {
        return gateway.requests(method, path).getLast().getHeader("Authorization");
    }

    static ResponseDefinitionBuilder jwt(String expiresIn) {
        return okJson("{'access_token':'%s','refresh_token':'r1','token_type':'bearer','expires_in':%s}".formatted(JWT,
                expiresIn));
    }
}
