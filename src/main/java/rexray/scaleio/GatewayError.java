package rexray.scaleio;

import java.util.Optional;

/**
 * A refusal in the gateway's own words.
 *
 * @param status of HTTP; 500 for everything that the cluster (MDM) itself refuses, a missing volume too
 * @param code the MDM's return code; 0 where the gateway spoke for itself or the answer was no JSON
 * @param message one line; empty where a page came instead of the gateway's own words
 */
record GatewayError(int status, int code, String message) {
    /**
     * What it means to us. A text alone means the MDM only with status 500: a front end that says 404 "Not found" knows
     * nothing of volumes.
     */
    RefusalKind kind() {
        if (status == 401 || status == 403) {
            return RefusalKind.NOT_LOGGED_IN;
        }
        return RefusalKind.byCode(code).or(() -> status == 500 ? RefusalKind.byText(message) : Optional.empty())
                .orElse(RefusalKind.OTHER);
    }

    /**
     * Whether a server answered that did not say what became of the request: a proxy that waits in vain, or lets nobody
     * through for now, a Tomcat in trouble.
     */
    boolean saysNothing() {
        return (status >= 500 || status == 408 || status == 429) && code == 0 && kind() == RefusalKind.OTHER;
    }

    /** Whether the gateway itself spoke, and not what stands before it. */
    boolean isTheGateways() {
        return !message.isEmpty();
    }

    @Override
    public String toString() {
        return (message.isEmpty() ? "no reason given" : message)
                + (code == 0 ? " (HTTP " + status + ")" : " (code " + code + ")");
    }
}
