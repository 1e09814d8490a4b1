package rexray.cli;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.config.ConfigException;
import rexray.config.Configuration;
import rexray.log.LogSetup;

/**
 * The reading anew of the configuration by a service at work. The level and form of the log change at once; for the rest it says what waits
 * for a restart. A configuration that is wrong changes nothing. For one thread at a time.
 */
final class Reload implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Reload.class);
    private final Session session;
    private final Configuration running;

    Reload(Session session, Configuration running) {
        this.session = session;
        this.running = running;
    }

    @Override
    public synchronized void run() {
        try {
            Configuration now = session.loadConfig();
            LogSetup.setLevel(session.namedLogLevel().orElse(now.logLevel()));
            LogSetup.setFormat(now.logFormat());
            List<String> waiting = now.differencesFrom(running);
            if (waiting.isEmpty()) {
                log.info("the configuration is read anew");
            } else {
                log.warn("the configuration is read anew; what changed under {} waits for 'rexray service restart'",
                        String.join(", ", waiting));
            }
        } catch (ConfigException e) {
            e.lines().forEach(line -> log.warn("the configuration is wrong, and nothing changes: {}", line));
        } catch (RuntimeException e) {
            log.error("the configuration could not be read anew, in a way that nobody thought of", e);
        }
    }
}
