package rexray.volume;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import rexray.volume.VolumeException.TimedOut;

/** Waiting for what nobody announces: looks again and again. */
final class Poll {
    private Poll() {}

    /** Returns whether the condition held before the deadline; it is looked at once at least. */
    static boolean every(Duration interval, Deadline deadline, BooleanSupplier condition) {
        while (true) {
            if (condition.getAsBoolean()) {
                return true;
            }
            Duration left = deadline.remaining();
            if (left.isZero()) {
                return false;
            }
            try {
                Thread.sleep(left.compareTo(interval) < 0 ? left : interval);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TimedOut("the wait was interrupted", "try again");
            }
        }
    }
}
