package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.RawClient.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Login, refresh, expiry and logout with tokens of 4.0, as its clients see them. */
class BearerConformanceTest {
    private static final String SYSTEMS = "/api/types/System/instances";
    private final MovableClock clock = new MovableClock(Instant.parse("2024-03-02T10:00:00Z"));
    private TestGateway gateway;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        gateway = TestGateway.start(directory, options -> options.withClock(clock).withProfile(Profile.V4_0));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private Answer logIn(String password) throws Exception {
        return gateway.stranger().post("/rest/auth/login",
                "{'username':'admin','password':'" + password + "'}");
    }

    private JsonNode logIn() throws Exception {
        return logIn(gateway.password()).json();
    }

    private RawClient bearer(String token) {
        return gateway.stranger().withAuthorization("Bearer " + token);
    }

    private int statusWith(String token) throws Exception {
        return bearer(token).get(SYSTEMS).status();
    }

    private static String access(JsonNode tokens) {
        return tokens.get("access_token").asText();
    }

    private static String refresh(JsonNode tokens) {
        return tokens.get("refresh_token").asText();
    }

    private Answer refreshWith(String token) throws Exception {
        return gateway.stranger().post("/rest/auth/token", "{'refresh_token':'" + token + "'}");
    }

    @Test
    void loginTellsTwoTokensAndSecondsInAString() throws Exception {
        JsonNode tokens = logIn();

        assertEquals("bearer", tokens.get("token_type").asText());
        assertEquals("\"300\"", tokens.get("expires_in").toString());
        assertEquals(200, statusWith(access(tokens)));
    }

    @Test
    void tokenIsTakenAsBasicPasswordToo() throws Exception {
        String token = access(logIn());

        assertEquals(200, gateway.stranger().with("admin", token).get(SYSTEMS).status());
    }

    @Test
    void tokenOfTheOldLoginIsTakenAsBearerToo() throws Exception {
        String token = gateway.stranger().with("admin", gateway.password()).get("/api/login").json().asText();

        assertEquals(200, statusWith(token));
        assertEquals("200 \"4.0\"", bearer(token).get("/api/version").line());
    }

    @Test
    void wrongPasswordIs401() throws Exception {
        assertEquals("401/0 Unauthorized", logIn("wrong").line());
    }

    @Test
    void tokenEndsAfterFiveMinutesThoughItIsUsed() throws Exception {
        String token = access(logIn());

        clock.move(Duration.ofMinutes(4));
        assertEquals(200, statusWith(token));
        clock.move(Duration.ofMinutes(1));
        assertEquals(401, statusWith(token));
    }

    @Test
    void refreshTokenOpensNothing() throws Exception {
        assertEquals(401, statusWith(refresh(logIn())));
    }

    @Test
    void refreshGivesNewTokensAfterTheFirstHasEnded() throws Exception {
        JsonNode first = logIn();
        clock.move(Duration.ofMinutes(29));

        JsonNode second = refreshWith(refresh(first)).json();

        assertNotEquals(access(first), access(second));
        assertEquals(401, statusWith(access(first)));
        assertEquals(200, statusWith(access(second)));
    }

    @Test
    void refreshTokenIsGoodOnceAndForHalfAnHour() throws Exception {
        JsonNode tokens = logIn();
        String second = refresh(refreshWith(refresh(tokens)).json());

        assertEquals(401, refreshWith(refresh(tokens)).status());
        clock.move(Duration.ofMinutes(30));
        assertEquals(401, refreshWith(second).status());
    }

    @Test
    void logoutVoidsBothTokensAndSaysNothing() throws Exception {
        JsonNode tokens = logIn();

        Answer out = bearer(access(tokens)).post("/rest/auth/logout",
                "{'refresh_token':'" + refresh(tokens) + "'}");

        assertEquals(204, out.status());
        assertEquals("", out.body());
        assertEquals(401, statusWith(access(tokens)));
        assertEquals(401, refreshWith(refresh(tokens)).status());
    }

    @Test
    void loginCountsOnceHoweverOftenItIsRefreshed() throws Exception {
        int before = gateway.lab().sessions();
        JsonNode tokens = logIn();
        refreshWith(refresh(tokens));

        assertEquals(before + 1, gateway.lab().sessions());
    }

    @Test
    void loginBeyondTheLimitIsRefusedByEitherWay() throws Exception {
        for (int open = gateway.lab().sessions(); open < 128; open++) {
            assertEquals(200, logIn(gateway.password()).status());
        }

        String refused = "500/252 The maximum number of sessions is already open.";
        assertEquals(refused, logIn(gateway.password()).line());
        assertEquals(refused, gateway.stranger().with("admin", gateway.password()).get("/api/login").line());
        clock.move(Duration.ofMinutes(30));
        assertEquals(200, logIn(gateway.password()).status());
    }
}
