package rexray.scaleio;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import rexray.metrics.Durations;

/** What was seen of gateways by talking to them. Any number of threads may use it. */
public final class Traffic {
    /** The status of a request that got no answer. */
    private static final String NONE = "none";
    private final Durations requests = new Durations();
    private final LongAdder logins = new LongAdder();
    private final Map<String, Instant> certificateEnds = new ConcurrentHashMap<>();
    private volatile boolean isAnswered = true;

    /** The requests so far, by status; {@code none} for those without an answer. */
    public Durations requests() {
        return requests;
    }

    /** How often a session was begun: the first time, and whenever the one before had ended or was about to. */
    public long logins() {
        return logins.sum();
    }

    /** When the certificates end that gateways showed last, by gateway. Those without TLS are not in it. */
    public Map<String, Instant> certificateEnds() {
        return Map.copyOf(certificateEnds);
    }

    /** Whether one of the gateways let us in and answered when something was asked last; true before the first time. */
    public boolean isAnswered() {
        return isAnswered;
    }

    void saw(Endpoint endpoint, X509Certificate certificate) {
        certificateEnds.put(endpoint.toString(), certificate.getNotAfter().toInstant());
    }

    /** These are the gateways that are talked to from now on. */
    void isWith(Set<String> endpoints) {
        certificateEnds.keySet().retainAll(endpoints);
    }

    void answered(Duration time, int status) {
        requests.observe(time, Integer.toString(status));
    }

    void unanswered(Duration time) {
        requests.observe(time, NONE);
    }

    void ended(boolean withAnAnswer) {
        isAnswered = withAnAnswer;
    }

    void loggedIn() {
        logins.increment();
    }
}
