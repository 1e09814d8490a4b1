package rexray.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rexray.volume.Event.Field;

/**
 * Passes events on, but a warning or an error that is the same, word for word, as one of lately only once: its repetitions
 * are counted, and told after a minute in one line. As long as it goes on, that time doubles, up to an hour. A change of a
 * volume is told each time: two are two. Any number of threads may use it.
 *
 * <p>Not Logback's DuplicateMessageFilter: that one compares patterns without their arguments, so that one volume's trouble
 * hides another's, and never says what it left out.
 */
final class Repetitions extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** Only what tells a change has it. */
    private static final String CHANGE = Field.EVENT.toString();
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    /** So many different ones are kept in mind; more than that are told each time. */
    private static final int MOST = 200;
    private final Appender<ILoggingEvent> target;
    private final Later later;
    /** How often each came since it was told last. Guarded by this object. */
    private final Map<String, Integer> counts = new HashMap<>();

    /** Has something done after some time, by another thread. */
    interface Later {
        void after(Duration time, Runnable task);
    }

    Repetitions(Appender<ILoggingEvent> target, Later later) {
        this.target = target;
        this.later = later;
    }

    Appender<ILoggingEvent> target() {
        return target;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.WARN) || isChange(event) || isToBeTold(event)) {
            target.doAppend(event);
        }
    }

    private static boolean isChange(ILoggingEvent event) {
        return Optional.ofNullable(event.getKeyValuePairs()).stream().flatMap(List::stream)
                .anyMatch(pair -> pair.key.equals(CHANGE));
    }

    private boolean isToBeTold(ILoggingEvent event) {
        String text = TextLayout.text(event);
        synchronized (this) {
            if (counts.computeIfPresent(text, (same, count) -> count + 1) != null) {
                return false;
            }
            if (counts.size() == MOST) {
                return true;
            }
            counts.put(text, 0);
        }
        later.after(SHORTEST, () -> sumUp(event, text, SHORTEST));
        return true;
    }

    private void sumUp(ILoggingEvent first, String text, Duration time) {
        int count;
        synchronized (this) {
            count = counts.getOrDefault(text, 0);
            if (count == 0) {
                counts.remove(text);
                return;
            }
            counts.put(text, 0);
        }
        target.doAppend(summary(first, count, time));
        Duration next = time.compareTo(LONGEST.dividedBy(2)) < 0 ? time.multipliedBy(2) : LONGEST;
        later.after(next, () -> sumUp(first, text, next));
    }

    private static ILoggingEvent summary(ILoggingEvent first, int count, Duration time) {
        LoggingEvent summary = new LoggingEvent();
        summary.setLevel(first.getLevel());
        summary.setLoggerName(first.getLoggerName());
        summary.setThreadName(first.getThreadName());
        summary.setTimeStamp(System.currentTimeMillis());
        summary.setMDCPropertyMap(Map.of());
        summary.setKeyValuePairs(first.getKeyValuePairs());
        summary.setMessage(
                "repeated " + count + (count == 1 ? " time in " : " times in ") + time.toMinutes() + " min: "
                        + TextLayout.line(first));
        return summary;
    }
}
