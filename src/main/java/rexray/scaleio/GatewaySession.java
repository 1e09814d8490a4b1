package rexray.scaleio;

import rexray.scaleio.Json.Reader;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.ArrayUnavailable;

/** One gateway that we log in to when needed. Any number of threads may use it. */
final class GatewaySession {
    private final Transport transport;
    private final Session session;

    GatewaySession(Endpoint endpoint, ScaleioOptions options, Surroundings surroundings, Traffic traffic) {
        this.transport = new Transport(endpoint, options.trust(), options.apiVersion(), surroundings.wire(),
                traffic);
        this.session = new Session(transport, options.login(), surroundings.nanoClock());
    }

    Endpoint endpoint() {
        return transport.endpoint();
    }

    /** The identical request goes out a second time if the first one met a token that had ended, and no more than that. */
    <T> T send(Message message, Reader<T> reader, Deadline deadline) throws NoReply, Refusal {
        Token token = session.token(deadline);
        try {
            return transport.send(message, token.authorization(), reader, deadline);
        } catch (Refusal e) {
            requireNotLoggedIn(e);
            session.drop(token);
        }
        Token fresh = session.token(deadline);
        try {
            return transport.send(message, fresh.authorization(), reader, deadline);
        } catch (Refusal e) {
            requireNotLoggedIn(e);
            if (e.error().status() != 401 || !session.otherSchemeWorks(deadline)) {
                throw notAllowed(message, e);
            }
            session.drop(fresh);
        }
        try {
            return transport.send(message, session.token(deadline).authorization(), reader, deadline);
        } catch (Refusal e) {
            requireNotLoggedIn(e);
            throw notAllowed(message, e);
        }
    }

    private static void requireNotLoggedIn(Refusal e) throws Refusal {
        if (e.kind() != RefusalKind.NOT_LOGGED_IN) {
            throw e;
        }
    }

    private ArrayUnavailable notAllowed(Message message, Refusal e) {
        return new ArrayUnavailable(
                "the ScaleIO gateway at " + endpoint() + " accepted the login, but not " + message + ": " + e.error(),
                "check that the user in scaleio.userName may manage volumes (role Configure or higher)", e);
    }

    /** Logs out; the next request logs in again. */
    void rest(Deadline deadline) {
        session.close(deadline);
    }

    /** Logs out for good. */
    void close(Deadline deadline) {
        session.close(deadline);
        transport.close();
    }
}
