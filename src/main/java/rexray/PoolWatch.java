package rexray;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Deadline;
import rexray.volume.VolumeException;

/**
 * What the storage pools have left, asked now and then: seldom enough to cost the gateway nothing, and not before the service
 * has worked for a while, so that a start takes no request more. One thread looks; any may ask.
 */
final class PoolWatch {
    private static final Logger log = LoggerFactory.getLogger(PoolWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BEFORE_THE_FIRST = Duration.ofMinutes(1);
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private final Function<Deadline, Map<String, Long>> question;
    private final InstantSource clock;
    private Instant next;
    private volatile Map<String, Long> freeBytes = Map.of();

    /** @param question asks the array */
    PoolWatch(Function<Deadline, Map<String, Long>> question, InstantSource clock) {
        this.question = question;
        this.clock = clock;
        this.next = clock.instant().plus(BEFORE_THE_FIRST);
    }

    /** To be called every few seconds; asks only when it is time to. */
    void look() {
        if (clock.instant().isBefore(next)) {
            return;
        }
        next = clock.instant().plus(BETWEEN);
        try {
            freeBytes = question.apply(Deadline.after(PATIENCE));
        } catch (VolumeException e) {
            freeBytes = Map.of();
            log.debug("the free capacity of the storage pools is unknown: {}", e.getMessage());
        }
    }

    /** As it was told last, by pool; without what could not be told. */
    Map<String, Long> freeBytes() {
        return freeBytes;
    }
}
