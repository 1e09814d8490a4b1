package rexray.search;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The search for what nobody thought of: by default ten thousand scripts, always the same, and twenty thousand others
 * where long tests run; with {@code -Drexray.search.minutes} others for so long; with {@code -Drexray.search.seed} one
 * that was found.
 */
class SearchIT {
    private static final String MINUTES = "rexray.search.minutes";
    private static final long SCRIPTS = 10_000;
    private static final int THREADS = 2;

    @Test
    void noRuleIsBrokenWhateverHappens() throws InterruptedException {
        long seed = Long.getLong(Search.SEED, 0);
        long minutes = Long.getLong(MINUTES, 0);
        if (seed > 0) {
            assertEquals("", Search.upTo(seed, seed).run(1).report());
        } else if (minutes > 0) {
            long first = System.currentTimeMillis() << 20;
            assertEquals("", Search.until(first, System.nanoTime() + Duration.ofMinutes(minutes).toNanos())
                    .run(THREADS).report());
        } else {
            assertNothingFound(1, SCRIPTS);
        }
    }

    @Tag("long")
    @Test
    void norInManyMoreScripts() throws InterruptedException {
        assertNothingFound(SCRIPTS + 1, 3 * SCRIPTS);
    }

    private static void assertNothingFound(long first, long last) throws InterruptedException {
        Search search = Search.upTo(first, last).run(THREADS);
        assertEquals("", search.report());
        System.err.println(search.coverage().table());
        assertEquals(List.of(), search.coverage().gaps());
    }
}
