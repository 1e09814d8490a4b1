package rexray.search;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Silence in the log of the product, until it is closed. */
final class Hush implements AutoCloseable {
    private final Logger log = (Logger) LoggerFactory.getLogger("rexray");
    private final @Nullable Level before = log.getLevel();

    Hush() {
        log.setLevel(Level.OFF);
    }

    @Override
    public void close() {
        log.setLevel(before);
    }
}
