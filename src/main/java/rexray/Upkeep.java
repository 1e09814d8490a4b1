package rexray;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.cli.Backend.Readiness;
import rexray.volume.Deadline;
import rexray.volume.Errand;
import rexray.volume.Event.Field;
import rexray.volume.VolumeException;

/**
 * What a service does unasked, on a thread of its own: it tries until the array answers and has all that the configuration
 * names, and from then on releases what could not be released when it should have been.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    private final Supplier<Optional<String>> label;
    private final Consumer<Deadline> requireReady;
    private final Runnable round;
    private final Readiness readiness;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Upkeep(Supplier<Optional<String>> label, Consumer<Deadline> requireReady, Runnable round,
            Readiness readiness) {
        this.label = label;
        this.requireReady = requireReady;
        this.round = round;
        this.readiness = readiness;
    }

    /**
     * Begins at once.
     *
     * @param label tells the service from others in the log, as long as there are any
     * @param requireReady throws what stands in the way
     * @param round what is done every now and then once nothing does
     */
    static Upkeep start(Supplier<Optional<String>> label, Consumer<Deadline> requireReady, Runnable round,
            Readiness readiness) {
        Upkeep upkeep = new Upkeep(label, requireReady, round, readiness);
        Thread.ofPlatform().daemon().name("upkeep").start(upkeep::run);
        return upkeep;
    }

    /** No new step begins; the one at work may be broken off with the process. */
    @Override
    public void close() {
        ended.countDown();
    }

    private void run() {
        try {
            becomeReady();
            while (!endsWithin(BETWEEN_ROUNDS)) {
                sayWhose();
                try {
                    round.run();
                } catch (RuntimeException e) {
                    log.error("upkeep failed unexpectedly, which is a bug; trying again", e);
                }
            }
        } catch (InterruptedException e) {
            log.debug("upkeep was interrupted");
        }
    }

    private void sayWhose() {
        label.get().ifPresent(service -> Errand.is(Field.SERVICE, service));
    }

    private void becomeReady() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        String told = "";
        do {
            sayWhose();
            try {
                requireReady.accept(Deadline.after(PATIENCE));
                log.info("ready: the array answers and has what the configuration names");
                readiness.ready();
                return;
            } catch (VolumeException e) {
                if (!told.equals(e.getMessage())) {
                    log.warn("not ready: {}", e.getMessage());
                    told = e.getMessage();
                }
                readiness.notReady(e.getMessage());
            } catch (RuntimeException e) {
                log.error("not ready: connecting failed unexpectedly, which is a bug; trying again", e);
                readiness.notReady(e.toString());
            }
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        } while (!endsWithin(pause));
    }

    private boolean endsWithin(Duration pause) throws InterruptedException {
        return ended.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
