package rexray.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.lab.RawClient.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Login and tokens of the kind that every release has. */
@ParameterizedClass
@EnumSource(Profile.class)
class SessionConformanceTest {
    private static final String UNAUTHORIZED = "{\"message\":\"Unauthorized\",\"httpStatusCode\":401,\"errorCode\":0}";
    private static final String SYSTEMS = "/api/types/System/instances";
    private final MovableClock clock = new MovableClock(Instant.parse("2016-11-02T10:00:00Z"));
    private final Profile profile;
    private TestGateway gateway;

    SessionConformanceTest(Profile profile) {
        this.profile = profile;
    }

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        gateway = TestGateway.start(directory, options -> options.withClock(clock).withProfile(profile));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private Answer logIn() throws Exception {
        return gateway.stranger().with("admin", gateway.password()).get("/api/login");
    }

    private int statusWith(String name, String token) throws Exception {
        return gateway.stranger().with(name, token).get(SYSTEMS).status();
    }

    @Test
    void tokenIsAQuotedStringOfUnpaddedBase64() throws Exception {
        Answer login = logIn();

        assertEquals("application/json", login.contentType());
        assertTrue(login.body().matches("\"[A-Za-z0-9+/]+\""), login.body());
        String text = new String(Base64.getDecoder().decode(login.json().asText()), StandardCharsets.UTF_8);
        assertTrue(text.matches("admin:" + clock.millis() + ":[0-9a-f]{32}"), text);
    }

    @Test
    void tokenWorksBesideAnyName() throws Exception {
        String token = logIn().json().asText();

        assertEquals(200, statusWith("", token));
        assertEquals(200, statusWith("admin", token));
        assertEquals(200, statusWith("someone", token));
    }

    @Test
    void wrongPasswordNameTokenOrNothingAreAllUnauthorized() throws Exception {
        RawClient stranger = gateway.stranger();
        for (Answer refused : new Answer[]{stranger.with("admin", "wrong").get("/api/login"),
                stranger.with("root", gateway.password()).get("/api/login"), stranger.get("/api/login"),
                stranger.withAuthorization("Basic !").get("/api/login"), stranger.get(SYSTEMS),
                stranger.with("", "nonsense").get(SYSTEMS), stranger.with("admin", gateway.password()).get(SYSTEMS),
                stranger.get("/api/nonsense")}) {
            assertEquals(401, refused.status());
            assertEquals(UNAUTHORIZED, refused.body());
        }
    }

    @Test
    void loggedOutTokenIsVoid() throws Exception {
        String token = logIn().json().asText();

        assertEquals("200 \"\"", gateway.stranger().with("", token).get("/api/logout").line());

        assertEquals(401, statusWith("", token));
        assertEquals(401, gateway.stranger().with("", token).get("/api/logout").status());
    }

    @Test
    void tokenEndsAfterTenIdleMinutes() throws Exception {
        String token = logIn().json().asText();

        clock.move(Duration.ofMinutes(9));
        assertEquals(200, statusWith("", token));
        clock.move(Duration.ofMinutes(9));
        assertEquals(200, statusWith("", token));
        clock.move(Duration.ofMinutes(10));
        assertEquals(401, statusWith("", token));
    }

    @Test
    void tokenEndsAfterEightHoursInUse() {
        Sessions sessions = new Sessions(clock, new Random(1));
        String token = sessions.open(new User("admin", "", User.Role.ADMINISTRATOR));

        for (int i = 0; i < 59; i++) {
            clock.move(Duration.ofMinutes(8));
            assertTrue(sessions.use(token).isPresent());
        }
        clock.move(Duration.ofMinutes(8));
        assertFalse(sessions.use(token).isPresent());
        assertEquals(0, sessions.count());
    }

    @Test
    void restartOfTheGatewayVoidsTokensAndKeepsItsAddress() throws Exception {
        String token = logIn().json().asText();
        String url = gateway.lab().url();

        gateway.lab().restart();

        assertEquals(url, gateway.lab().url());
        assertEquals(401, statusWith("", token));
        assertEquals(200, statusWith("", logIn().json().asText()));
    }

    @Test
    void passwordIsNeverInATokenOrLog() throws Exception {
        String token = new String(Base64.getDecoder().decode(logIn().json().asText()), StandardCharsets.UTF_8);

        assertFalse(token.contains(gateway.password()));
        assertFalse(gateway.lab().requests().toString().contains(gateway.password()));
    }
}
