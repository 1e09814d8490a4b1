package rexray.scaleio;

import java.time.Duration;
import java.util.random.RandomGenerator;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.ArrayUnavailable;

/** The growing pauses between attempts of one request: 0.2 s, doubling to 5 s, each shortened by chance to spread hosts. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private final Pause pause;
    private final RandomGenerator random;
    private Duration next = FIRST;

    Backoff(Pause pause, RandomGenerator random) {
        this.pause = pause;
        this.random = random;
    }

    /** Lets time pass; tests have one that does not. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** Waits; {@code false}, at once, if {@code limit} would pass before another attempt. */
    boolean pause(Deadline limit) {
        Duration duration = next.multipliedBy(50 + random.nextInt(51)).dividedBy(100);
        if (limit.remaining().compareTo(duration) <= 0) {
            return false;
        }
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        try {
            pause.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArrayUnavailable("waiting for the ScaleIO gateway was interrupted", "try again", e);
        }
    }
}
