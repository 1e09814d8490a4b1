package rexray;

import java.time.Duration;
import java.util.concurrent.Callable;
import rexray.volume.Deadline;

/** Polls for what another process or thread brings about. */
public final class Await {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private Await() {}

    /** Returns whether the condition held before the time was up. */
    public static boolean upTo(Duration limit, Callable<Boolean> condition) throws Exception {
        Deadline deadline = Deadline.after(limit);
        while (!condition.call()) {
            if (deadline.hasPassed()) {
                return false;
            }
            Thread.sleep(INTERVAL);
        }
        return true;
    }
}
