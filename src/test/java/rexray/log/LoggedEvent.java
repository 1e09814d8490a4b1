package rexray.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What a logger of ours hands to an appender. */
final class LoggedEvent {
    private LoggedEvent() {}

    static LoggingEvent of(Level level, String message, @Nullable Throwable thrown, KeyValuePair... pairs) {
        var logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("rexray");
        LoggingEvent event = new LoggingEvent("", logger, level, message, thrown, null);
        event.setKeyValuePairs(List.of(pairs));
        return event;
    }

    static LoggingEvent of(Level level, String message) {
        return of(level, message, null);
    }
}
