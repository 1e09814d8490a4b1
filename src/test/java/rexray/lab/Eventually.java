package rexray.lab;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static org.junit.jupiter.api.Assertions.fail;

/** What a test waits for. */
final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Eventually() {}

    /** Polls until it holds, and fails the test if it never does. */
    static void holds(String fact, Callable<Boolean> look) throws Exception {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!look.call()) {
            if (System.nanoTime() - end > 0) {
                fail("never: " + fact);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
