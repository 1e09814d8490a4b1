package rexray;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rexray.volume.VolumeException.ArrayUnavailable;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class PoolWatchTest {
    private Instant now = Instant.EPOCH;
    private int questions;
    private boolean away;
    private final PoolWatch pool = new PoolWatch(deadline -> {
        questions++;
        if (away) {
            throw new ArrayUnavailable("the gateway is away", "look", null);
        }
        return Map.of("pd1/hdd", 8L << 30);
    }, () -> now);

    private void pass(Duration time) {
        now = now.plus(time);
        pool.look();
    }

    @Test
    void startAsksNothing() {
        pool.look();
        pass(Duration.ofSeconds(59));

        assertEquals(0, questions);
        assertEquals(Map.of(), pool.freeBytes());
    }

    @Test
    void poolIsAskedSixTimesAnHour() {
        for (int i = 0; i < 3600 / 5; i++) {
            pass(Duration.ofSeconds(5));
        }

        assertEquals(6, questions);
        assertEquals(Map.of("pd1/hdd", 8L << 30), pool.freeBytes());
    }

    @Test
    void whatCannotBeToldIsNotRepeatedFromBefore() {
        pass(Duration.ofMinutes(1));
        away = true;
        pass(Duration.ofMinutes(10));

        assertEquals(Map.of(), pool.freeBytes());
    }
}
