package rexray.cli;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.config.ConfigException;
import rexray.config.Differences;
import rexray.config.ServiceConfig;
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
    private ServiceConfig inForce;

    /** @param started what the service began with */
    Reload(Session session, ServiceConfig started, Backend.Serving serving) {
        this.session = session;
        this.serving = serving;
        this.inForce = started;
    }

    @Override
    public synchronized void run() {
        try {
            changeTo(session.loadConfig());
        } catch (ConfigException e) {
            e.lines().forEach(line -> log.warn("the configuration is wrong, and nothing changes: {}", line));
        } catch (RuntimeException e) {
            log.error("rereading the configuration failed unexpectedly, which is a bug", e);
        }
    }

    private void changeTo(ServiceConfig next) {
        LogSetup.setLevel(next.logLevel());
        LogSetup.setFormat(next.logFormat());
        ServiceConfig before = inForce;
        ServiceConfig wanted = before.changedTo(next);
        inForce = accepted(wanted);
        tell(Differences.between(before, inForce).live(), Differences.between(inForce, next).waiting());
    }

    /** What of it is in force now. */
    private ServiceConfig accepted(ServiceConfig wanted) {
        try {
            serving.reconfigure(wanted);
            return wanted;
        } catch (VolumeException e) {
            ServiceConfig rest = wanted.with(inForce.scaleio());
            List<String> refused = Differences.between(rest, wanted).live();
            log.warn("{} stays as it was, and is tried at the next reload, since the array did not accept it: {}",
                    refused.isEmpty() ? "scaleio.caFile" : String.join(", ", refused), e.getMessage());
            return rest;
        }
    }

    private static void tell(List<String> changed, List<String> waiting) {
        log.info("the configuration is read anew; {}", changed.isEmpty()
                ? "nothing changes"
                : "in force from now on: " + String.join(", ", changed));
        if (!waiting.isEmpty()) {
            log.warn("what changed waits for 'rexray service restart': {}", String.join(", ", waiting));
        }
    }
}
