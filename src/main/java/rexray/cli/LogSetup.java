package rexray.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;
import rexray.config.LogLevel;

/**
 * The log: one line per event on standard error, with time, level and message; other people's libraries only when they
 * warn. Logback finds this class by its service file and needs no XML.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String OURS = "rexray";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        EventLayout layout = new EventLayout();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger(OURS).setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Sets how much of our own is logged. */
    static void setLevel(LogLevel level) {
        if (LoggerFactory.getLogger(OURS) instanceof Logger logger) {
            logger.setLevel(switch (level) {
                case PANIC, FATAL, ERROR -> Level.ERROR;
                case WARN -> Level.WARN;
                case INFO -> Level.INFO;
                case DEBUG -> Level.DEBUG;
            });
        }
    }
}
