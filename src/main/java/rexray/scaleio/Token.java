package rexray.scaleio;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway gave us for the password, and what it is good for. No secret in it prints.
 *
 * @param scheme how it was got and is shown; never {@code AUTO}
 * @param refresh what ends a Bearer session beside the token itself
 * @param lifetime from the login on
 * @param idle how long it may go unused; empty if that does not matter
 */
record Token(Login.Scheme scheme, String userName, Secret secret, Optional<Secret> refresh, Duration lifetime,
        Optional<Duration> idle) {
    /** The vendor's figures: eight hours, and ten minutes without a request. */
    private static final Duration BASIC_LIFETIME = Duration.ofHours(8);
    private static final Duration BASIC_IDLE = Duration.ofMinutes(10);
    private static final Duration BEARER_LIFETIME = Duration.ofMinutes(5);

    /** A request takes its time on the way. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    static Token basic(String userName, String text) {
        return new Token(Login.Scheme.BASIC, userName, new Secret(text), Optional.empty(), BASIC_LIFETIME,
                Optional.of(BASIC_IDLE));
    }

    /** An answer of {@code /rest/auth/login}. {@code expiresIn} is in seconds, as text or number. */
    static Token bearer(String userName, Answer answer) {
        return new Token(Login.Scheme.BEARER, userName, new Secret(answer.accessToken()),
                Optional.ofNullable(answer.refreshToken()).map(Secret::new),
                Optional.ofNullable(answer.expiresIn()).map(Token::seconds).orElse(BEARER_LIFETIME), Optional.empty());
    }

    /** The value of the header {@code Authorization}. */
    String authorization() {
        return switch (scheme) {
            case BEARER -> "Bearer " + secret.reveal();
            // The server looks at the token only; clients of 4.x send their own name with it.
            case BASIC, AUTO -> Session.basic(userName, secret);
        };
    }

    Message logout() {
        return switch (scheme) {
            case BEARER -> Message.post("/rest/auth/logout",
                    refresh.map(text -> Map.of("refresh_token", text.reveal())).orElseGet(Map::of));
            case BASIC, AUTO -> Message.get("/api/logout");
        };
    }

    /** Whether it is about to end by its age, so that a new one is needed. */
    boolean isOld(Duration age) {
        return age.compareTo(lifetime.minus(margin())) >= 0;
    }

    /** Whether it has surely, or nearly, ended because nobody used it. */
    boolean isIdle(Duration unused) {
        return idle.filter(limit -> unused.compareTo(limit.minus(margin())) >= 0).isPresent();
    }

    private Duration margin() {
        Duration fifth = lifetime.dividedBy(5);
        return fifth.compareTo(MARGIN) < 0 ? fifth : MARGIN;
    }

    private static Duration seconds(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Duration.ofSeconds(Long.parseLong(text)) : BEARER_LIFETIME;
    }

    /** Only what is read of it. */
    record Answer(@JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") @Nullable String refreshToken,
            @JsonProperty("expires_in") @Nullable String expiresIn) {
        Answer {
            Json.needed(accessToken, "access_token");
        }

        @Override
        public String toString() {
            return "Answer[****]";
        }
    }
}
