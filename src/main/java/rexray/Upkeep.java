package rexray;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
 * names, and from then on releases what could not be released when it should have been, and says so when the array no
 * longer answers and when it does again.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);
    /** After a failure: many hosts may have met it, and accounts get locked. */
    private static final int ROUNDS_SKIPPED = 2;
    /** Short, since what is done every now and then waits for it. */
    private static final Duration PATIENCE_IN_A_ROUND = Duration.ofSeconds(5);

    private final Supplier<Optional<String>> label;
    private final Charge charge;
    private final Readiness readiness;
    private final Duration betweenRounds;
    private final CountDownLatch ended = new CountDownLatch(1);
    /** What stands in the way, as it was told last; empty if nothing does. */
    private String told = "";
    private int roundsToSkip;

    /** The service that is looked after. Each of its methods is called by one thread. */
    interface Charge {
        /** Throws what stands in its way at first. */
        void requireReady(Deadline deadline);

        /** Whether something may stand in its way again; asks nothing. */
        boolean isInDoubt();

        /** Throws what does so. */
        void requireAnswer(Deadline deadline);

        /** Does what is done every now and then once nothing stood in its way. */
        void keepUp();
    }

    private Upkeep(Supplier<Optional<String>> label, Charge charge, Readiness readiness, Duration betweenRounds) {
        this.label = label;
        this.charge = charge;
        this.readiness = readiness;
        this.betweenRounds = betweenRounds;
    }

    /**
     * Begins at once.
     *
     * @param label tells the service from others in the log, as long as there are any
     */
    static Upkeep start(Supplier<Optional<String>> label, Charge charge, Readiness readiness, Duration betweenRounds) {
        Upkeep upkeep = new Upkeep(label, charge, readiness, betweenRounds);
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
            while (!endsWithin(betweenRounds)) {
                sayWhose();
                try {
                    lookAgain();
                    charge.keepUp();
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
        do {
            sayWhose();
            try {
                charge.requireReady(Deadline.after(PATIENCE));
                tellReady("the array answers and has what the configuration names");
                return;
            } catch (VolumeException e) {
                tellNotReady(e);
            } catch (RuntimeException e) {
                log.error("not ready: connecting failed unexpectedly, which is a bug; trying again", e);
                readiness.notReady(e.toString());
            }
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        } while (!endsWithin(pause));
    }

    private void lookAgain() {
        if (roundsToSkip > 0) {
            roundsToSkip--;
            return;
        }
        if (told.isEmpty() && !charge.isInDoubt()) {
            return;
        }
        try {
            charge.requireAnswer(Deadline.after(PATIENCE_IN_A_ROUND));
            if (!told.isEmpty()) {
                tellReady("the array answers again");
            }
        } catch (VolumeException e) {
            tellNotReady(e);
            roundsToSkip = ROUNDS_SKIPPED;
        }
    }

    private void tellReady(String how) {
        log.info("ready: {}", how);
        told = "";
        readiness.ready();
    }

    private void tellNotReady(VolumeException e) {
        if (!told.equals(e.getMessage())) {
            log.warn("not ready: {}", e.getMessage());
            told = e.getMessage();
        }
        readiness.notReady(e.getMessage());
    }

    private boolean endsWithin(Duration pause) throws InterruptedException {
        return ended.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
