package rexray.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.config.ConfigException;
import rexray.config.Configuration;
import rexray.config.Differences;
import rexray.log.LogSetup;

/**
 * The reading anew of the configuration by a service at work: what can change or be added then is, and it says what was, and
 * what waits for a restart. A configuration that is wrong changes nothing. For one thread at a time.
 */
final class Reload implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Reload.class);
    private final Session session;
    private final Backend.Serving serving;
    private final Consumer<List<Path>> sockets;
    private Configuration inForce;

    /**
     * @param started what the service began with
     * @param sockets is told those on which Docker is served from then on
     */
    Reload(Session session, Configuration started, Backend.Serving serving, Consumer<List<Path>> sockets) {
        this.session = session;
        this.serving = serving;
        this.sockets = sockets;
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
        Configuration wanted = before.changedTo(next);
        inForce = accepted(wanted);
        sockets.accept(inForce.sockets());
        tell(Differences.between(before, inForce), Differences.between(wanted, next));
    }

    /** What of it is in force now: what is refused stays as it was. */
    private Configuration accepted(Configuration wanted) {
        Configuration accepted = wanted;
        for (Backend.Refusal refusal : serving.reconfigure(wanted)) {
            Configuration rest = refusal.module().isPresent()
                    ? accepted.withoutModule(refusal.module().get())
                    : accepted.withServiceOf(inForce, refusal.service());
            List<String> refused = Differences.between(rest, accepted);
            log.warn("{} not applied; the next reload tries again: {}",
                    refused.isEmpty() ? "scaleio.caFile" : String.join(", ", refused), refusal.why().getMessage());
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
