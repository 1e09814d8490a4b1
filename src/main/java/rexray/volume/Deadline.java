package rexray.volume;

import java.time.Duration;

/** The moment up to which the caller of a blocking operation is willing to wait, on the monotonic clock. */
public final class Deadline {
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** What is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    public boolean hasPassed() {
        return remaining().isZero();
    }

    /** This deadline, or one {@code limit} from now if that comes first. */
    public Deadline atMost(Duration limit) {
        return remaining().compareTo(limit) <= 0 ? this : after(limit);
    }
}
