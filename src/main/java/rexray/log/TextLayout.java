package rexray.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import rexray.volume.Event.Field;

/** One line per event, whatever text is in it. Only an error has its stack below; others name the cause in the line. */
final class TextLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
            .withZone(ZoneId.systemDefault());
    /** The user who sent the request; what else the context of the thread has is in the message already. */
    private static final String PEER = Field.PEER.toString();
    /** Which of several services it is about. */
    private static final String SERVICE = Field.SERVICE.toString();

    @Override
    public String doLayout(ILoggingEvent event) {
        return TIME.format(Instant.ofEpochMilli(event.getTimeStamp())) + " " + String.format("%-5s", event.getLevel())
                + " " + text(event) + System.lineSeparator();
    }

    /** What it says, in one line and, if it is an error, a stack below. */
    static String text(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown != null && event.getLevel().isGreaterOrEqual(Level.ERROR)
                ? head(event) + System.lineSeparator() + ThrowableProxyUtil.asString(thrown).stripTrailing()
                : line(event);
    }

    /** The same in one line, which names the cause. */
    static String line(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown == null
                ? head(event)
                : head(event) + " (" + onOneLine(thrown.getClassName() + ": " + thrown.getMessage()) + ")";
    }

    private static String head(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(onOneLine(event.getFormattedMessage()));
        service(event).ifPresent(service -> line.append(" [service ").append(onOneLine(service)).append(']'));
        Optional.ofNullable(event.getMDCPropertyMap().get(PEER))
                .ifPresent(peer -> line.append(" [peer ").append(onOneLine(peer)).append(']'));
        return line.toString();
    }

    private static Optional<String> service(ILoggingEvent event) {
        return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of()).stream()
                .filter(pair -> pair.key.equals(SERVICE)).map(pair -> String.valueOf(pair.value)).findFirst()
                .or(() -> Optional.ofNullable(event.getMDCPropertyMap().get(SERVICE)));
    }

    private static String onOneLine(String text) {
        return text.strip().replaceAll("\\R", " | ").replaceAll("\\p{Cntrl}", "?");
    }
}
