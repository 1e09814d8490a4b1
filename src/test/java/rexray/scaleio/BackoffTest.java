package rexray.scaleio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.ArrayUnavailable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BackoffTest {
    private final List<Duration> slept = new ArrayList<>();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void pausesDoubleUpToFiveSeconds() {
        pause(new Backoff(slept::add, always(50)), 8);
        assertEquals(millis(200, 400, 800, 1600, 3200, 5000, 5000, 5000), slept);
    }

    @Test
    void chanceShortensAPauseByHalfAtMost() {
        pause(new Backoff(slept::add, always(0)), 8);
        assertEquals(millis(100, 200, 400, 800, 1600, 2500, 2500, 2500), slept);
    }

    @Test
    void hostsWaitForDifferentTimes() {
        pause(new Backoff(slept::add, new Random(1)), 8);
        List<Duration> first = List.copyOf(slept);
        slept.clear();
        pause(new Backoff(slept::add, new Random(2)), 8);
        assertNotEquals(first, slept);
    }

    @Test
    void pauseThatWouldOutlastTheLimitIsNotBegun() {
        assertFalse(new Backoff(slept::add, always(0)).pause(Deadline.after(Duration.ofMillis(100))));
        assertEquals(List.of(), slept);
    }

    @Test
    void interruptEndsThePauseAndIsKept() {
        Backoff backoff = new Backoff(duration -> {
            throw new InterruptedException();
        }, always(0));
        assertThrows(ArrayUnavailable.class, () -> backoff.pause(anHour()));
        assertTrue(Thread.currentThread().isInterrupted());
    }

    private static void pause(Backoff backoff, int times) {
        for (int i = 0; i < times; i++) {
            assertTrue(backoff.pause(anHour()));
        }
    }

    private static Deadline anHour() {
        return Deadline.after(Duration.ofHours(1));
    }

    private static List<Duration> millis(long... millis) {
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toList();
    }

    /** Chance that always answers the same of 0 to 50. */
    private static RandomGenerator always(int value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return value;
            }

            @Override
            public int nextInt(int bound) {
                return value;
            }
        };
    }
}
