package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import rexray.lab.Rejection.Unauthorized;

/** Who may use the gateway: its users, who log in with a password and then show the token that they got for it. */
final class Credentials {
    private final List<User> users;
    private final Sessions sessions;
    private final Profile profile;

    Credentials(List<User> users, Sessions sessions, Profile profile) {
        this.users = List.copyOf(users);
        this.sessions = sessions;
        this.profile = profile;
    }

    /** Returns a new token. */
    String logIn(Context request) {
        NameAndSecret sent = basic(request).orElseThrow(Unauthorized::new);
        return sessions.open(user(sent.name, sent.secret));
    }

    String logOut(Context request) {
        sessions.close(token(request));
        return "";
    }

    /** The login of 4.x, whose body is JSON. Returns new tokens. */
    ObjectNode logInForBearer(Context request) {
        Parameters body = Parameters.parse(request.body());
        return tokens(sessions.openPair(user(body.text("username").orElse(""), body.text("password").orElse(""))));
    }

    /** New tokens for a {@code refresh_token}. */
    ObjectNode refresh(Context request) {
        String token = Parameters.parse(request.body()).text("refresh_token").orElse("");
        return tokens(sessions.refresh(token).orElseThrow(Unauthorized::new));
    }

    /** Ends the login whose tokens are in the header and the body. */
    String logOutOfBearer(Context request) {
        Parameters.parse(request.body()).text("refresh_token").ifPresent(sessions::close);
        sessions.close(token(request));
        request.status(204);
        return "";
    }

    /** Whose the shown token is; {@link Unauthorized} if there is none that is valid. */
    User requireToken(Context request) {
        return sessions.use(token(request)).orElseThrow(Unauthorized::new);
    }

    /** The name that the caller shows, for the log only: nobody vouches for it. */
    static String claimedName(Context request) {
        return basic(request).map(NameAndSecret::name).orElse("");
    }

    private User user(String name, String password) {
        return users.stream().filter(user -> user.name().equals(name)
                && MessageDigest.isEqual(bytes(user.password()), bytes(password))).findFirst()
                .orElseThrow(Unauthorized::new);
    }

    /** The token stands in the place of the password; the name beside it does not matter, and may be empty. */
    private String token(Context request) {
        String header = header(request);
        if (profile.has(Feature.BEARER_TOKENS) && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return header.substring(7).strip();
        }
        return basic(request).orElseThrow(Unauthorized::new).secret;
    }

    private static ObjectNode tokens(Sessions.Pair pair) {
        return Api.done().put("access_token", pair.accessToken()).put("refresh_token", pair.refreshToken())
                .put("token_type", "bearer").put("expires_in", String.valueOf(pair.validFor().toSeconds()))
                .put("scope", "openid").put("session_state", "active");
    }

    private static Optional<NameAndSecret> basic(Context request) {
        String header = header(request);
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        String text;
        try {
            text = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new NameAndSecret(text.substring(0, colon), text.substring(colon + 1)));
    }

    private static String header(Context request) {
        return Optional.ofNullable(request.header("Authorization")).orElse("");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record NameAndSecret(String name, String secret) {
        @Override
        public String toString() {
            return name + ":****";
        }
    }
}
