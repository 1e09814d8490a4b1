package rexray;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Tells when a service has had nothing to do for so long that it need not stay logged in. For one thread. */
final class Quiet {
    static final Duration LONG = Duration.ofMinutes(5);

    private final LongSupplier work;
    private final InstantSource clock;
    private long done;
    private Instant since;

    /** @param work how much the service has done so far */
    Quiet(LongSupplier work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
        this.done = work.getAsLong();
        this.since = clock.instant();
    }

    /** Whether it has done nothing for {@link #LONG}, as far as calls of this method can tell. */
    boolean isLongSo() {
        long now = work.getAsLong();
        if (now != done) {
            done = now;
            since = clock.instant();
        }
        return !clock.instant().isBefore(since.plus(LONG));
    }
}
