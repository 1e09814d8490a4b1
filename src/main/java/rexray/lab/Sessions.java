package rexray.lab;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The logins of a gateway. A token is valid for eight hours, but not once it was idle for ten minutes, and not after the
 * gateway started again. Any number of threads may use it.
 */
final class Sessions {
    private static final Duration LONGEST = Duration.ofHours(8);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Session> sessions = new HashMap<>();

    Sessions(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Returns a new token: Base64 without padding of user, milliseconds and 32 hexadecimal digits. */
    synchronized String open(String user) {
        Instant now = clock.instant();
        byte[] tail = new byte[16];
        random.nextBytes(tail);
        String text = user + ":" + now.toEpochMilli() + ":" + HexFormat.of().formatHex(tail);
        String token = Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        sessions.put(token, new Session(now, now));
        return token;
    }

    /** Whether the token is valid; if so it is no longer idle. */
    synchronized boolean use(String token) {
        Instant now = clock.instant();
        return Optional.ofNullable(
                sessions.computeIfPresent(token, (same, session) -> session.isValid(now) ? session.used(now) : null))
                .isPresent();
    }

    synchronized void close(String token) {
        sessions.remove(token);
    }

    synchronized void closeAll() {
        sessions.clear();
    }

    /** How many tokens are valid. */
    synchronized int count() {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> !session.isValid(now));
        return sessions.size();
    }

    private record Session(Instant opened, Instant lastUse) {
        boolean isValid(Instant now) {
            return now.isBefore(opened.plus(LONGEST)) && now.isBefore(lastUse.plus(LONGEST_IDLE));
        }

        Session used(Instant now) {
            return new Session(opened, now);
        }
    }
}
