package rexray.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.config.ConfigException;
import rexray.config.Configuration;
import rexray.config.Differences;
import rexray.log.LogSetup;
import rexray.volume.VolumeException;

/**
 * The reading anew of the configuration by a service at work: what can change then does, and it says what did, and what waits
 * for a restart. A configuration that is wrong changes nothing. For one thread at a time.
 */
final class Reload implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Reload.class);
    private final Session session;
    private final Backend.Serving serving;
    private Configuration inForce;

    /** @param started what the service began with */
    Reload(Session session, Configuration started, Backend.Serving serving) {
        this.session = session;
        this.serving = serving;
        this.inForce = started;
    }

    @Override
    public synchronized void run() {
        try {
            changeTo(session.loadConfig());
        } catch (ConfigException e) {
            e.lines().forEach(line -> log.warn("the configuration is invalid, so nothing changes: {}", line));
        } catch (RuntimeException e) {
            log.error("rereading the configuration failed unexpectedly, which is a bug", e);
        }
    }

    private void changeTo(Configuration next) {
        LogSetup.setLevel(next.logLevel());
        LogSetup.setFormat(next.logFormat());
        Configuration before = inForce;
        inForce = accepted(before.changedTo(next));
        tell(Differences.between(before, inForce).live(), Differences.between(inForce, next).waiting());
    }

    /** What of it is in force now: a service whose array does not accept its part stays as it was. */
    private Configuration accepted(Configuration wanted) {
        Configuration accepted = wanted;
        for (Map.Entry<String, VolumeException> refusal : serving.reconfigure(wanted).entrySet()) {
            Configuration rest = accepted.with(inForce.service(Optional.of(refusal.getKey())));
            List<String> refused = Differences.between(rest, accepted).live();
            log.warn("{} stays as it was until the next reload, because the array did not accept the change: {}",
                    refused.isEmpty() ? "scaleio.caFile" : String.join(", ", refused), refusal.getValue().getMessage());
            accepted = rest;
        }
        return accepted;
    }

    private static void tell(List<String> changed, List<String> waiting) {
        log.info("the configuration was reread; {}", changed.isEmpty()
                ? "nothing changes"
                : "now in force: " + String.join(", ", changed));
        if (!waiting.isEmpty()) {
            log.warn("needs 'rexray service restart': {}", String.join(", ", waiting));
        }
    }
}
