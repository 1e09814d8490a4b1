package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.TimedOut;

/**
 * The Mounts under way: one piece of work for each volume, on a thread of its own, that any number of callers wait for.
 * Whoever still waits when it is done is counted as a user before the volume's lock is given back; whoever gave up is
 * not. The work goes on without callers, and a later one joins it. Many threads may use it.
 */
final class Arrivals {
    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    private final VolumeLocks locks;
    private final Users users;
    private final Departures departures;
    private final UnderWay doings;
    private final Duration mountTimeout;
    private final Map<VolumeId, Arrival> underWay = new HashMap<>();

    /** @param mountTimeout how long the work may take before it reaches a step that may take longer */
    Arrivals(VolumeLocks locks, Users users, Departures departures, UnderWay doings, Duration mountTimeout) {
        this.locks = locks;
        this.users = users;
        this.departures = departures;
        this.doings = doings;
        this.mountTimeout = mountTimeout;
    }

    /** What brings a volume to its mountpoint. */
    interface Work {
        /** @return the directory for containers */
        Path bring(Deadline deadline);
    }

    private record Waiting(Caller caller, CompletableFuture<Path> answer) {}

    /**
     * Waits for the volume with all others who want it, beginning the work if nobody has.
     *
     * @return the directory for the container, now counted as used by {@code caller}
     * @throws TimedOut if the deadline passes first; the work goes on and {@code caller} is not counted
     */
    Path join(VolumeId id, VolumeName name, Caller caller, Work work, Deadline deadline) {
        Waiting waiting = new Waiting(caller, new CompletableFuture<>());
        Arrival arrival = enter(id, name, work, waiting);
        try {
            return arrival.await(waiting, deadline);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }

    /** Whether a Mount of it is at work, which will see to it by itself that a volume without users goes. */
    synchronized boolean isUnderWay(VolumeId id) {
        return underWay.containsKey(id);
    }

    private synchronized Arrival enter(VolumeId id, VolumeName name, Work work, Waiting waiting) {
        Arrival arrival = underWay.get(id);
        if (arrival == null) {
            arrival = new Arrival(id, name, work);
            underWay.put(id, arrival);
            Thread.ofPlatform().daemon().name("mount of " + name).start(Errand.handOver(arrival::run));
        }
        arrival.waiting.add(waiting);
        return arrival;
    }

    /** From here on the next Mount begins anew. */
    private synchronized List<Waiting> close(Arrival arrival) {
        underWay.remove(arrival.id);
        return List.copyOf(arrival.waiting);
    }

    private final class Arrival {
        private final VolumeId id;
        private final VolumeName name;
        private final Work work;
        /** Guarded by the arrivals. */
        private final List<Waiting> waiting = new ArrayList<>();

        private Arrival(VolumeId id, VolumeName name, Work work) {
            this.id = id;
            this.name = name;
            this.work = work;
        }

        private void run() {
            Deadline deadline = Deadline.after(mountTimeout);
            try (VolumeLocks.Held _ = locks.acquire(id, name, deadline);
                    var _ = doings.begin(name, UnderWay.Step.ATTACHING, "attaching it")) {
                Path directory = work.bring(deadline);
                close(this).forEach(caller -> hand(directory, caller));
                if (users.count(id) == 0) {
                    log.debug("volume {} has no user left when its mount is done", name);
                    departures.releaseHeld(name, id);
                }
            } catch (VolumeException e) {
                fail(e);
            } catch (RuntimeException e) {
                log.error("the mount of volume {} failed unexpectedly, which is a bug", name, e);
                fail(e);
            }
        }

        /** The note comes first: a caller who has the answer must be counted, whatever happens next. */
        private void hand(Path directory, Waiting caller) {
            try {
                users.add(id, name, caller.caller());
            } catch (VolumeException e) {
                caller.answer().completeExceptionally(e);
                return;
            }
            if (!caller.answer().complete(directory)) {
                users.drop(id, caller.caller());
            }
        }

        private void fail(RuntimeException e) {
            List<Waiting> callers = close(this);
            // An Unmount that came meanwhile has left it to us.
            departures.releaseLater(id);
            callers.forEach(caller -> caller.answer().completeExceptionally(e));
        }

        private Path await(Waiting caller, Deadline deadline) throws ExecutionException {
            try {
                return caller.answer().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return lastMoment(caller);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return giveUp(caller,
                        new HostFailure(
                                "volume " + name + ": the daemon was stopped while it " + doings.step(name).is(),
                                "try again once the daemon is running", e));
            }
        }

        /** Work that has the same time limit is about to fail, and that failure tells more than a time-out. */
        private Path lastMoment(Waiting caller) throws ExecutionException {
            if (!doings.step(name).mayTakeLong()) {
                try {
                    return caller.answer().get(Attachments.UNDO_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // Then the time-out is all there is to tell.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return giveUp(caller, new TimedOut("volume " + name + " " + doings.step(name).is()
                    + ", which takes longer than the Docker engine waits",
                    "try again; the work continues, and the next Mount joins it"));
        }

        /** Unless the work was just done. */
        private Path giveUp(Waiting caller, VolumeException why) throws ExecutionException {
            if (caller.answer().completeExceptionally(why)) {
                throw why;
            }
            if (caller.answer().isCompletedExceptionally()) {
                throw new ExecutionException(caller.answer().exceptionNow());
            }
            return caller.answer().resultNow();
        }
    }
}
