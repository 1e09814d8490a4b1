package rexray.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class RepetitionsTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Duration> times = new ArrayList<>();
    private final Repetitions repetitions = new Repetitions(lines, (time, task) -> {
        times.add(time);
        tasks.add(task);
    });

    @BeforeEach
    void start() {
        lines.setContext(new LoggerContext());
        lines.start();
        repetitions.start();
    }

    private void warn(String message) {
        repetitions.doAppend(LoggedEvent.of(Level.WARN, message));
    }

    /** The time for which the first of the repetitions were counted is over. */
    private void timePasses() {
        tasks.remove().run();
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void sameWarningIsToldOnceAndThenCounted() {
        warn("the gateway is away");
        warn("the gateway is away");
        warn("the gateway is away");
        timePasses();

        assertEquals(List.of("the gateway is away", "repeated 2 times in 1 min: the gateway is away"), told());
        assertEquals(Level.WARN, lines.list.getLast().getLevel());
    }

    @Test
    void warningsOfTwoVolumesAreTwo() {
        warn("volume a is held");
        warn("volume b is held");

        assertEquals(List.of("volume a is held", "volume b is held"), told());
    }

    @Test
    void warningThatDoesNotRepeatIsForgotten() {
        warn("the gateway is away");
        timePasses();
        warn("the gateway is away");

        assertEquals(List.of("the gateway is away", "the gateway is away"), told());
        assertEquals(List.of(Duration.ofMinutes(1), Duration.ofMinutes(1)), times);
    }

    @Test
    void whatGoesOnIsToldEverMoreSeldom() {
        warn("the gateway is away");
        for (int i = 0; i < 8; i++) {
            warn("the gateway is away");
            timePasses();
        }

        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L),
                times.stream().map(Duration::toMinutes).toList());
        assertEquals("repeated 1 time in 60 min: the gateway is away", told().getLast());
    }

    @Test
    void lesserLevelsAreToldEachTime() {
        for (Level level : List.of(Level.DEBUG, Level.INFO)) {
            repetitions.doAppend(LoggedEvent.of(level, "again"));
            repetitions.doAppend(LoggedEvent.of(level, "again"));
        }

        assertEquals(4, told().size());
        assertTrue(tasks.isEmpty());
    }

    @Test
    void sameErrorIsToldOnceWithItsStackAndThenCounted() {
        for (int i = 0; i < 3; i++) {
            repetitions.doAppend(LoggedEvent.of(Level.ERROR, "a defect", new IllegalStateException("broken")));
        }
        timePasses();

        assertEquals(
                List.of("a defect", "repeated 2 times in 1 min: a defect (java.lang.IllegalStateException: broken)"),
                told());
        assertEquals(List.of(Level.ERROR, Level.ERROR), lines.list.stream().map(ILoggingEvent::getLevel).toList());
        assertNotNull(lines.list.getFirst().getThrowableProxy());
    }

    @Test
    void errorsOfDifferentCausesAreTwo() {
        for (String cause : List.of("broken", "odd")) {
            repetitions.doAppend(LoggedEvent.of(Level.ERROR, "a defect", new IllegalStateException(cause)));
        }

        assertEquals(2, told().size());
    }

    @Test
    void twoChangesAreToldTwice() {
        for (int i = 0; i < 2; i++) {
            repetitions.doAppend(LoggedEvent.of(Level.WARN, "volume db was taken from node02", null,
                    new KeyValuePair("event", "taken-over")));
        }

        assertEquals(2, told().size());
    }

    @Test
    void floodOfDifferentWarningsIsToldAndNotKept() {
        for (int i = 0; i < 1000; i++) {
            warn("warning " + i);
        }

        assertEquals(1000, told().size());
        assertEquals(200, tasks.size());
    }
}
