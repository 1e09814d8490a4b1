package rexray.scaleio;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import rexray.scaleio.GatewayError.Kind;
import rexray.scaleio.Json.Reader;
import rexray.scaleio.Retry.ReadBack;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.RefusedInput;

/**
 * A ScaleIO gateway that we are logged in to. Its methods throw the project's errors where nothing is known of the
 * array, and a {@link Refusal} where the gateway said no. Any number of threads may use it.
 */
final class Gateway implements AutoCloseable {
    private static final Duration LOGOUT = Duration.ofSeconds(2);
    private final Transport transport;
    private final Session session;
    private final Retry retry;

    private Gateway(Transport transport, Session session, Retry retry) {
        this.transport = transport;
        this.session = session;
        this.retry = retry;
    }

    static Gateway of(ScaleioOptions options, Backoff.Pause pause, RandomGenerator random) {
        Transport transport = new Transport(Endpoint.of(options.endpoint()), Trust.of(options), options.apiVersion());
        Retry retry = new Retry(pause, random);
        return new Gateway(transport, new Session(transport, retry, options.userName(), options.password()), retry);
    }

    Endpoint endpoint() {
        return transport.endpoint();
    }

    <T> T get(String path, Reader<T> reader, Deadline deadline) throws Refusal {
        return ask(Message.get(path), reader, deadline);
    }

    /** A POST that only asks. */
    <T> T query(String path, Object body, Reader<T> reader, Deadline deadline) throws Refusal {
        return ask(Message.post(path, body), reader, deadline);
    }

    /**
     * A POST that changes something.
     *
     * @param what the change in words, for the message if its outcome stays unknown
     */
    <T> T change(String what, String path, Object body, Reader<T> reader, ReadBack<T> readBack, Deadline deadline)
            throws Refusal {
        Message message = Message.post(path, body);
        return retry.change(what, left -> loggedIn(message, reader, left), readBack, deadline);
    }

    private <T> T ask(Message message, Reader<T> reader, Deadline deadline) throws Refusal {
        return retry.ask(left -> loggedIn(message, reader, left), deadline);
    }

    /** The identical request goes out a second time if the first one met an expired token, and no third time. */
    private <T> T loggedIn(Message message, Reader<T> reader, Deadline deadline) throws NoReply, Refusal {
        Session.Token token = session.token(deadline);
        try {
            return transport.send(message, token.authorization(), reader, deadline);
        } catch (Refusal e) {
            if (e.kind() != Kind.NOT_LOGGED_IN) {
                throw e;
            }
            session.drop(token);
        }
        try {
            return transport.send(message, session.token(deadline).authorization(), reader, deadline);
        } catch (Refusal e) {
            if (e.kind() != Kind.NOT_LOGGED_IN) {
                throw e;
            }
            throw new ArrayUnavailable(
                    "the ScaleIO gateway at " + endpoint() + " accepted our login, but not " + message.method() + " "
                            + message.path() + ": " + e.error(),
                    "check that the user in scaleio.userName may manage volumes (role Configure or higher)", e);
        }
    }

    /** For a question that the gateway refused to answer: unknown is not no. */
    ArrayUnavailable noAnswer(String what, Refusal e) {
        return new ArrayUnavailable(
                "the ScaleIO gateway at " + endpoint() + " does not tell about " + what + ": " + e.error(),
                "look at the state of the gateway and its MDM cluster", e);
    }

    /** For a change that the array refused, for a reason that we do not know. */
    RefusedInput refused(String what, Refusal e) {
        return new RefusedInput(what + " was refused by the array: " + e.error(),
                "do what the array's words suggest, or ask its administrator");
    }

    /** What the gateway says its API's version is, e.g. {@code 2.0}. */
    Optional<String> version(Deadline deadline) throws Refusal {
        return get("/api/version", Json.text(), deadline);
    }

    /** Logs out. */
    @Override
    public void close() {
        session.close(Deadline.after(LOGOUT));
        transport.close();
    }
}
