package rexray.lab;

/** What can go wrong with a request to the gateway, as a search for faults draws it. */
public enum Disturbance {
    /** A server in trouble that does not say what became of the request. */
    SERVER_ERROR,
    /** A front end that finds no gateway. */
    BAD_GATEWAY,
    /** A front end that knows nothing of volumes. */
    NOT_FOUND,
    /** The cluster refuses for a reason that no client knows. */
    STRANGE_REFUSAL,
    /** The token is no longer valid. */
    TOKEN_EXPIRED,
    /** From now on, no token and no password is valid. */
    LOGIN_REFUSED,
    BUSY,
    /** From now on. */
    BUSY_FOR_LONG,
    /** The gateway waited for the cluster in vain. */
    UNCERTAIN,
    REQUEST_LOST,
    REPLY_LOST,
    /** All requests from now on. */
    GATEWAY_AWAY,
    /** All replies from now on. */
    REPLIES_LOST;

    Fault fault() {
        return switch (this) {
            case SERVER_ERROR -> new Fault.Answer(500, 0, "Internal Server Error");
            case BAD_GATEWAY -> new Fault.Answer(502, 0, "Bad Gateway");
            case NOT_FOUND -> new Fault.Answer(404, 0, "Not found");
            case STRANGE_REFUSAL -> new Fault.Answer(500, 999, "Something is not as it should be");
            case TOKEN_EXPIRED, LOGIN_REFUSED -> new Fault.Answer(401, 0, "Unauthorized");
            case BUSY, BUSY_FOR_LONG -> new Fault.Answer(500, 164, "System is busy");
            case UNCERTAIN -> new Fault.Answer(500, 68, "A timeout occurred");
            case REQUEST_LOST, GATEWAY_AWAY -> new Fault.DropBeforeWork();
            case REPLY_LOST, REPLIES_LOST -> new Fault.DropAfterWork();
        };
    }

    int times() {
        return switch (this) {
            case LOGIN_REFUSED, BUSY_FOR_LONG, GATEWAY_AWAY, REPLIES_LOST -> Integer.MAX_VALUE;
            default -> 1;
        };
    }
}
