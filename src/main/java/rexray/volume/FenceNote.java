package rexray.volume;

import java.time.Duration;
import java.time.Instant;

/**
 * That a volume was taken from this host.
 *
 * @param atMillis when that was noticed, epoch milliseconds
 * @param by who held it then
 */
record FenceNote(long atMillis, String by) {
    /** How long this host does not take it back. */
    static final Duration REST = Duration.ofMinutes(10);

    static FenceNote of(Instant now, String by) {
        return new FenceNote(now.toEpochMilli(), by);
    }

    Instant at() {
        return Instant.ofEpochMilli(atMillis);
    }

    Instant until() {
        return at().plus(REST);
    }
}
