package rexray.lab;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import rexray.lab.Rejection.Unauthorized;

/** Who may use the gateway: its one user, who logs in with the password and then shows the token that he got for it. */
final class Credentials {
    private final String user;
    private final String password;
    private final Sessions sessions;

    Credentials(String user, String password, Sessions sessions) {
        this.user = user;
        this.password = password;
        this.sessions = sessions;
    }

    /** Returns a new token. */
    String logIn(Context request) {
        NameAndSecret sent = basic(request);
        if (!sent.name.equals(user) || !MessageDigest.isEqual(bytes(sent.secret), bytes(password))) {
            throw new Unauthorized();
        }
        return sessions.open(user);
    }

    void logOut(Context request) {
        sessions.close(basic(request).secret);
    }

    /** The token stands in the place of the password; the name beside it does not matter, and may be empty. */
    void requireToken(Context request) {
        if (!sessions.use(basic(request).secret)) {
            throw new Unauthorized();
        }
    }

    private static NameAndSecret basic(Context request) {
        String header = Optional.ofNullable(request.header("Authorization")).orElse("");
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw new Unauthorized();
        }
        String text;
        try {
            text = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unauthorized();
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new Unauthorized();
        }
        return new NameAndSecret(text.substring(0, colon), text.substring(colon + 1));
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
