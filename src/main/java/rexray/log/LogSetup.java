package rexray.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import rexray.config.LogFormat;
import rexray.config.LogLevel;

/**
 * The log: one line per event; other people's libraries only when they warn; a warning that repeats once
 * and then counted. Logback finds this class by its service file and needs no XML.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String OURS = "rexray";
    private static final String LINES = "lines";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Output output = new Output(context);
        output.start();
        Repetitions lines = new Repetitions(output, (time, task) -> CompletableFuture
                .delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS).execute(task));
        lines.setContext(context);
        lines.setName(LINES);
        lines.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(lines);
        context.getLogger(OURS).setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Sets how much of our own is logged. */
    public static void setLevel(LogLevel level) {
        if (LoggerFactory.getLogger(OURS) instanceof Logger logger) {
            logger.setLevel(switch (level) {
                case PANIC, FATAL, ERROR -> Level.ERROR;
                case WARN -> Level.WARN;
                case INFO -> Level.INFO;
                case DEBUG -> Level.DEBUG;
            });
        }
    }

    /** Sets what form the lines have from now on. */
    public static void setFormat(LogFormat format) {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root
                && root.getAppender(LINES) instanceof Repetitions lines
                && lines.target() instanceof Output output) {
            output.setFormat(format);
        }
    }
}
