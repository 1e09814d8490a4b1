package rexray.scaleio;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import rexray.volume.Deadline;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.OutcomeUnknown;
import rexray.volume.VolumeException.TimedOut;

/**
 * When a request to the gateway is made again. Questions are, as long as there is hope. A change is made again only when
 * it certainly was not done: a reply that was lost is made up for by a look at what became of the volume. Any number of
 * threads may use it.
 */
final class Retry {
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);
    private final Backoff.Pause pause;
    private final RandomGenerator random;

    Retry(Backoff.Pause pause, RandomGenerator random) {
        this.pause = pause;
        this.random = random;
    }

    /** One attempt. */
    @FunctionalInterface
    interface Attempt<T> {
        T make(Deadline deadline) throws NoReply, Refusal;
    }

    /** Finds out whether a change was made: what it would have answered, or empty if it was not. */
    @FunctionalInterface
    interface ReadBack<T> {
        Optional<T> look(Deadline deadline);
    }

    /** Asks something that changes nothing. */
    <T> T ask(Attempt<T> question, Deadline deadline) throws Refusal {
        Backoff backoff = new Backoff(pause, random);
        Deadline patience = patience(deadline);
        while (true) {
            try {
                return question.make(deadline);
            } catch (NoReply e) {
                if (!e.mayPass() || !backoff.pause(patience)) {
                    throw e.toException(deadline);
                }
            } catch (Refusal e) {
                requirePutOff(e);
                if (!backoff.pause(deadline)) {
                    throw busy(e);
                }
            }
        }
    }

    /**
     * Changes something.
     *
     * @param what the change in words, for {@link OutcomeUnknown}
     */
    <T> T change(String what, Attempt<T> change, ReadBack<T> readBack, Deadline deadline) throws Refusal {
        Backoff backoff = new Backoff(pause, random);
        Deadline patience = patience(deadline);
        @Nullable
        NoReply lost = null;
        while (true) {
            try {
                return change.make(leavingTimeToReadBack(deadline));
            } catch (NoReply e) {
                if (e.wasSent()) {
                    lost = e;
                    Optional<T> done = lookAfter(e, what, readBack, deadline);
                    if (done.isPresent()) {
                        return done.get();
                    }
                }
                if (!e.mayPass() || !backoff.pause(patience)) {
                    throw lost == null ? e.toException(deadline) : lost.toOutcomeUnknown(what);
                }
            } catch (Refusal e) {
                requirePutOff(e);
                if (!backoff.pause(deadline)) {
                    throw lost == null ? busy(e) : lost.toOutcomeUnknown(what);
                }
            } catch (ArrayUnavailable | TimedOut e) {
                if (lost == null) {
                    throw e;
                }
                OutcomeUnknown unknown = lost.toOutcomeUnknown(what);
                unknown.addSuppressed(e);
                throw unknown;
            }
        }
    }

    private static <T> Optional<T> lookAfter(NoReply lost, String what, ReadBack<T> readBack, Deadline deadline) {
        try {
            return readBack.look(deadline);
        } catch (VolumeException e) {
            OutcomeUnknown unknown = lost.toOutcomeUnknown(what);
            unknown.addSuppressed(e);
            throw unknown;
        }
    }

    private static Deadline leavingTimeToReadBack(Deadline deadline) {
        return deadline.atMost(deadline.remaining().multipliedBy(2).dividedBy(3));
    }

    /** How long to wait for a gateway that is away: a caller in no hurry gets over its restart, another hears of it. */
    private static Deadline patience(Deadline deadline) {
        Duration third = deadline.remaining().dividedBy(3);
        return deadline.atMost(third.compareTo(LONGEST_PATIENCE) < 0 ? third : LONGEST_PATIENCE);
    }

    private static void requirePutOff(Refusal e) throws Refusal {
        if (e.kind().repeat() != RefusalKind.Repeat.LATER) {
            throw e;
        }
    }

    private static TimedOut busy(Refusal e) {
        return new TimedOut("the ScaleIO cluster kept postponing the request, because " + e.kind().meaning() + ": "
                + e.error(), e.kind().remedy());
    }
}
