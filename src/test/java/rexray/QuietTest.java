package rexray;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class QuietTest {
    private final AtomicLong work = new AtomicLong();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Quiet quiet = new Quiet(work::get, now::get);

    private boolean isLongSoAfter(Duration time) {
        now.updateAndGet(before -> before.plus(time));
        return quiet.isLongSo();
    }

    @Test
    void serviceIsQuietOnceItHasDoneNothingForLong() {
        assertFalse(isLongSoAfter(Quiet.LONG.minusSeconds(1)));
        assertTrue(isLongSoAfter(Duration.ofSeconds(1)));
        assertTrue(isLongSoAfter(Duration.ofSeconds(1)));
    }

    @Test
    void whatItDoesEndsTheQuiet() {
        assertTrue(isLongSoAfter(Quiet.LONG));
        work.incrementAndGet();
        assertFalse(isLongSoAfter(Duration.ofSeconds(1)));
        assertFalse(isLongSoAfter(Quiet.LONG.minusSeconds(1)));
        assertTrue(isLongSoAfter(Duration.ofSeconds(1)));
    }
}
