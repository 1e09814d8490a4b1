package rexray.scaleio;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Credentials;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.scaleio.GatewayError.Kind;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.ArrayUnavailable;

/**
 * Our login at a gateway. One token serves all threads, since a system allows only 128 sessions; whoever needs one first
 * logs in and the others wait for him. A token ends after eight hours, ten idle minutes, or with a restart of the
 * gateway; the gateway says so with 401, and then the token is dropped.
 */
final class Session {
    private static final Logger log = LoggerFactory.getLogger(Session.class);
    /** How long a refused login is not tried again: accounts get locked, and logs fill. */
    private static final Duration REFUSED = Duration.ofSeconds(5);

    private final Transport transport;
    private final Retry retry;
    private final String userName;
    private final Secret password;
    private final Kept<Token> token;
    private volatile @Nullable Deadline refusedUntil;

    Session(Transport transport, Retry retry, String userName, Secret password) {
        this.transport = transport;
        this.retry = retry;
        this.userName = userName;
        this.password = password;
        this.token = new Kept<>("the login at " + transport.endpoint());
    }

    /** What the gateway gave us for the password. It prints as {@code ****}. */
    record Token(Secret secret) {
        /** The value of the header {@code Authorization}: the token stands for the password, of no particular user. */
        String authorization() {
            return basic("", secret);
        }
    }

    /**
     * @throws ArrayUnavailable if the gateway is away or refuses the login
     */
    Token token(Deadline deadline) {
        return token.get(deadline, this::logIn);
    }

    /** Says that the gateway does not accept this token any more. */
    void drop(Token stale) {
        token.drop(stale);
    }

    /** Ends the session at the gateway, if there is one. */
    void close(Deadline deadline) {
        Optional<Token> last = token.now();
        last.ifPresent(open -> {
            token.drop(open);
            try {
                transport.send(Message.get("/api/logout"), open.authorization(), Json.done(), deadline);
            } catch (NoReply | Refusal e) {
                log.debug("the session at {} was not closed and will expire: {}", transport.endpoint(), e.getMessage());
            }
        });
    }

    private Token logIn(Deadline deadline) {
        Deadline refused = refusedUntil;
        if (refused != null && !refused.hasPassed()) {
            throw refused();
        }
        try {
            Optional<String> text = retry.ask(left -> transport.send(Message.get("/api/login"),
                    basic(userName, password), Json.text(), left), deadline);
            Token fresh = new Token(new Secret(text.orElseThrow(() -> new ArrayUnavailable(
                    "the login at " + transport.endpoint() + " was answered without a token",
                    "check that scaleio.endpoint is the address of a ScaleIO gateway", null))));
            log.debug("logged in at {} as {}", transport.endpoint(), userName);
            return fresh;
        } catch (Refusal e) {
            if (e.kind() == Kind.NOT_LOGGED_IN) {
                refusedUntil = Deadline.after(REFUSED);
                throw refused();
            }
            throw new ArrayUnavailable("the login at " + transport.endpoint() + " failed: " + e.error(),
                    "check that scaleio.endpoint is the address of a ScaleIO gateway", e);
        }
    }

    private ArrayUnavailable refused() {
        return new ArrayUnavailable("the ScaleIO gateway at " + transport.endpoint() + " refused the login of "
                + userName + " (401)", "check scaleio.userName and scaleio.password", null);
    }

    private static String basic(String name, Secret secret) {
        return Credentials.basic(name, secret.reveal(), StandardCharsets.UTF_8);
    }
}
