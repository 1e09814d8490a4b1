package rexray.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.util.stream.Collectors;

/**
 * The form that systemd's journal reads priorities from: {@code <4>message}, see sd-daemon(3). It knows the time by itself.
 * Each line of a stack has the priority, since the journal takes it for an entry of its own.
 */
final class JournalLayout extends LayoutBase<ILoggingEvent> {
    @Override
    public String doLayout(ILoggingEvent event) {
        String priority = "<" + priority(event.getLevel()) + ">";
        return TextLayout.text(event).lines().collect(Collectors.joining("\n" + priority, priority, "\n"));
    }

    /** As syslog numbers them. */
    static int priority(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> 3;
            case Level.WARN_INT -> 4;
            case Level.INFO_INT -> 6;
            default -> 7;
        };
    }
}
