package rexray.scaleio;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import okhttp3.Credentials;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.scaleio.Login.Scheme;
import rexray.scaleio.NoReply.Prospect;
import rexray.scaleio.NoReply.Stage;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.ArrayUnavailable;

/**
 * Our login at one gateway. One token serves all threads, since a system allows only 128 sessions; whoever needs one
 * first logs in and the others wait for him. It is renewed before it ends by its age; one that ended otherwise, as with a
 * restart of the gateway, is dropped when the gateway says so with 401.
 */
final class Session {
    private static final Logger log = LoggerFactory.getLogger(Session.class);
    /** How long a refused login is not tried again: accounts get locked, and logs fill. */
    private static final Duration REFUSED = Duration.ofSeconds(5);
    private static final Duration LOGOUT = Duration.ofSeconds(2);

    private final Transport transport;
    private final Login login;
    private final LongSupplier nanoClock;
    private final Kept<Open> kept;
    private volatile Scheme scheme;
    private volatile long lastUse;
    private volatile @Nullable Open open;
    private volatile @Nullable Deadline refusedUntil;

    /** @param nanoClock as {@link System#nanoTime} */
    Session(Transport transport, Login login, LongSupplier nanoClock) {
        this.transport = transport;
        this.login = login;
        this.nanoClock = nanoClock;
        this.kept = new Kept<>("the login at " + transport.endpoint());
        this.scheme = login.scheme();
    }

    /** A token and when we got it. */
    private record Open(Token token, long since) {}

    /** That nobody answered a login, to all who wait for it. */
    private static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient NoReply why;

        Unanswered(NoReply why) {
            super(why);
            this.why = why;
        }
    }

    /**
     * @throws NoReply if the gateway does not answer; nothing but the login was sent then
     * @throws ArrayUnavailable if it refuses the login
     */
    Token token(Deadline deadline) throws NoReply {
        try {
            Open now = kept.get(deadline, this::logIn);
            if (isOver(now)) {
                kept.drop(now);
                now = kept.get(deadline, this::logIn);
            }
            lastUse = nanoClock.getAsLong();
            return now.token;
        } catch (Unanswered e) {
            throw e.why.beforeSending();
        }
    }

    /** Says that the gateway does not accept this token any more. */
    void drop(Token stale) {
        kept.now().filter(now -> now.token.equals(stale)).ifPresent(now -> {
            open = null;
            kept.drop(now);
        });
    }

    /**
     * The gateway gives tokens by {@code /api/login} and then does not accept them, as some of 4.x are suspected of: uses
     * the other login from now on, if we may choose and there is one.
     */
    boolean otherSchemeWorks(Deadline deadline) throws NoReply {
        if (login.scheme() != Scheme.AUTO || scheme != Scheme.BASIC) {
            return false;
        }
        try {
            end(logIn(Scheme.BEARER, deadline), deadline.atMost(LOGOUT));
        } catch (Refusal e) {
            log.debug("the other login does not work at {}: {}", transport.endpoint(), e.getMessage());
            return false;
        }
        scheme = Scheme.BEARER;
        return true;
    }

    /** Ends the session at the gateway, if there is one. */
    void close(Deadline deadline) {
        kept.now().ifPresent(last -> {
            open = null;
            kept.drop(last);
            end(last.token, deadline);
        });
    }

    private boolean isOver(Open now) {
        if (now.token.isIdle(since(lastUse))) {
            open = null;
            return true;
        }
        return now.token.isOld(since(now.since));
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(nanoClock.getAsLong() - nanos);
    }

    /** One thread at a time: see {@link Kept}. */
    private Open logIn(Deadline deadline) {
        Deadline refused = refusedUntil;
        if (refused != null && !refused.hasPassed()) {
            throw refused();
        }
        Open before = open;
        long now = nanoClock.getAsLong();
        Open fresh = new Open(logInSomehow(deadline), now);
        lastUse = now;
        open = fresh;
        if (before != null) {
            // Sessions are few; who still has a request under way with the old token repeats it with the new one.
            end(before.token, deadline.atMost(LOGOUT));
        }
        return fresh;
    }

    private Token logInSomehow(Deadline deadline) {
        @Nullable
        Refusal first = null;
        for (Scheme candidate : candidates()) {
            try {
                Token token = logIn(candidate, deadline);
                log.debug("logged in at {} as {} ({})", transport.endpoint(), login.userName(), candidate);
                scheme = candidate;
                transport.traffic().loggedIn();
                return token;
            } catch (Refusal e) {
                first = first == null || !isMissing(e) ? e : first;
                if (!mayBeAnotherLogin(candidate, e)) {
                    break;
                }
            } catch (NoReply e) {
                throw new Unanswered(e);
            }
        }
        throw failed(Objects.requireNonNull(first));
    }

    /** What worked last time comes first; a gateway may have been upgraded since. */
    private List<Scheme> candidates() {
        return login.scheme() != Scheme.AUTO
                ? List.of(login.scheme())
                : Stream.of(scheme, Scheme.BASIC, Scheme.BEARER).filter(candidate -> candidate != Scheme.AUTO)
                        .distinct().toList();
    }

    private Token logIn(Scheme how, Deadline deadline) throws NoReply, Refusal {
        if (how == Scheme.BEARER) {
            Map<String, String> body = Map.of("username", login.userName(), "password", login.password().reveal());
            return Token.bearer(login.userName(), transport.send(Message.post("/rest/auth/login", body),
                    Transport.ANONYMOUS, Json.object(Token.Answer.class), deadline));
        }
        String text = transport.send(Message.get("/api/login"), basic(login.userName(), login.password()), Json.text(),
                deadline).orElseThrow(
                        () -> new ArrayUnavailable(
                                "the login at " + transport.endpoint() + " was answered without a token",
                                "check that scaleio.endpoint is the address of a ScaleIO gateway", null));
        return Token.basic(login.userName(), text);
    }

    private static boolean isMissing(Refusal e) {
        return List.of(404, 405, 410, 501).contains(e.error().status());
    }

    /** A gateway's own "Unauthorized" is final: trying the password elsewhere would get the account locked twice as fast. */
    private static boolean mayBeAnotherLogin(Scheme tried, Refusal e) {
        return isMissing(e)
                || (tried == Scheme.BASIC && e.kind() == RefusalKind.NOT_LOGGED_IN && !e.error().isTheGateways());
    }

    private RuntimeException failed(Refusal e) {
        return switch (e.kind()) {
            case NOT_LOGGED_IN -> {
                refusedUntil = Deadline.after(REFUSED);
                yield refused();
            }
            case BUSY, SWITCHING, REMOVING -> new Unanswered(new NoReply("the login at " + transport.endpoint()
                    + " was postponed: " + e.error(), e.kind().remedy(), Stage.NOT_SENT, Prospect.MAY_PASS, e));
            case PASSWORD_EXPIRED, TOO_MANY_SESSIONS -> new ArrayUnavailable("the login of " + login.userName()
                    + " at " + transport.endpoint() + " was refused, because " + e.kind().meaning() + ": " + e.error(),
                    e.kind().remedy(), e);
            default -> new ArrayUnavailable("the login at " + transport.endpoint() + " failed: " + e.error(),
                    "check that scaleio.endpoint is the address of a ScaleIO gateway" + (login.scheme() == Scheme.AUTO
                            ? ""
                            : ", and that its release has the login that scaleio.auth names: auto tries both"),
                    e);
        };
    }

    private void end(Token token, Deadline deadline) {
        try {
            transport.send(token.logout(), token.authorization(), Json.done(), deadline);
        } catch (NoReply | Refusal e) {
            log.debug("the session at {} was not closed and will expire: {}", transport.endpoint(), e.getMessage());
        }
    }

    private ArrayUnavailable refused() {
        return new ArrayUnavailable("the ScaleIO gateway at " + transport.endpoint() + " refused the login of "
                + login.userName() + " (401)", "check scaleio.userName and scaleio.password", null);
    }

    static String basic(String name, Secret secret) {
        return Credentials.basic(name, secret.reveal(), StandardCharsets.UTF_8);
    }
}
