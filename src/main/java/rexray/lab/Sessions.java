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
import rexray.lab.Rejection.ByMdm;

/**
 * The logins of a gateway, 128 at most. None outlives the gateway. Any number of threads may use it.
 *
 * <p>A token of {@code /api/login} is valid for eight hours, but not once it was idle for ten minutes. One of
 * {@code /rest/auth/login} is valid for five minutes, used or not, and comes with another by which a new one is had for
 * half an hour.
 */
final class Sessions {
    static final int MOST = 128;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Session> sessions = new HashMap<>();

    Sessions(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Returns a new token: Base64 without padding of user, milliseconds and 32 hexadecimal digits. */
    synchronized String open(User user) {
        checkNumber();
        Instant now = clock.instant();
        String token = Base64.getEncoder().withoutPadding()
                .encodeToString(bytes(user.name() + ":" + now.toEpochMilli() + ":" + digits()));
        sessions.put(token, new Session(user, token, Kind.BASIC, now, now));
        return token;
    }

    /** Returns new tokens in the form of JSON web tokens. */
    synchronized Pair openPair(User user) {
        checkNumber();
        return pair(user, digits());
    }

    /** New tokens for the second one of a pair, which is void from now on; empty if it is not valid. */
    synchronized Optional<Pair> refresh(String refreshToken) {
        Session session = sessions.get(refreshToken);
        if (session == null || session.kind != Kind.REFRESH || !session.isValid(clock.instant())) {
            return Optional.empty();
        }
        sessions.remove(refreshToken);
        return Optional.of(pair(session.user, session.login));
    }

    /** Whose the token is, if it is valid; it is no longer idle then. */
    synchronized Optional<User> use(String token) {
        Instant now = clock.instant();
        return Optional.ofNullable(sessions.computeIfPresent(token,
                (same, session) -> session.isValid(now) ? session.used(now) : null))
                .filter(session -> session.kind != Kind.REFRESH).map(Session::user);
    }

    /** Ends the login that the token is of, with its other tokens. */
    synchronized void close(String token) {
        Session closed = sessions.get(token);
        if (closed != null) {
            sessions.values().removeIf(session -> session.login.equals(closed.login));
        }
    }

    synchronized void closeAll() {
        sessions.clear();
    }

    /** How many logins are valid. */
    synchronized int count() {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> !session.isValid(now));
        return (int) sessions.values().stream().map(Session::login).distinct().count();
    }

    private void checkNumber() {
        if (count() >= MOST) {
            throw new ByMdm(MdmError.TOO_MANY_SESSIONS);
        }
    }

    private Pair pair(User user, String login) {
        Instant now = clock.instant();
        Pair pair = new Pair(webToken(user, now, Kind.ACCESS), webToken(user, now, Kind.REFRESH), Kind.ACCESS.longest);
        sessions.put(pair.accessToken, new Session(user, login, Kind.ACCESS, now, now));
        sessions.put(pair.refreshToken, new Session(user, login, Kind.REFRESH, now, now));
        return pair;
    }

    /** Nobody can check the signature, which is random: clients shall take a token as it is. */
    private String webToken(User user, Instant now, Kind kind) {
        return encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + encoded("{\"jti\":\"%s\",\"sub\":\"%s\",\"typ\":\"%s\",\"iat\":%d,\"exp\":%d}".formatted(digits(),
                        user.name(), kind, now.getEpochSecond(), now.plus(kind.longest).getEpochSecond()))
                + "." + encoded(digits());
    }

    private String digits() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The tokens of one login; {@code validFor} is the time of the first. */
    record Pair(String accessToken, String refreshToken, Duration validFor) {}

    private enum Kind {
        BASIC(Duration.ofHours(8), Duration.ofMinutes(10)),
        ACCESS(Duration.ofMinutes(5), Duration.ofMinutes(5)),
        REFRESH(Duration.ofMinutes(30), Duration.ofMinutes(30));

        private final Duration longest;
        private final Duration longestIdle;

        Kind(Duration longest, Duration longestIdle) {
            this.longest = longest;
            this.longestIdle = longestIdle;
        }
    }

    private record Session(User user, String login, Kind kind, Instant opened, Instant lastUse) {
        boolean isValid(Instant now) {
            return now.isBefore(opened.plus(kind.longest)) && now.isBefore(lastUse.plus(kind.longestIdle));
        }

        Session used(Instant now) {
            return new Session(user, login, kind, opened, now);
        }
    }
}
