package rexray;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What this program logs, by all its threads, from the making of this object until it is closed. */
public final class LogLines implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("rexray");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public LogLines() {
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        logger.addAppender(appender);
    }

    /** The messages so far, each with its level and context, as in {@code WARN volume db is gone {peer=root}}. */
    public List<String> all() {
        return appender.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage() + " "
                + event.getMDCPropertyMap()).toList();
    }

    /** Whether there is a line with all of these words. */
    public boolean contain(String... words) {
        return all().stream().anyMatch(line -> List.of(words).stream().allMatch(line::contains));
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
