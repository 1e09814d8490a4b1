package rexray.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Who goes on when: several threads of daemons that take turns at each call of a port, in an order that a number decides,
 * so that it can be had again. A thread that waits for another one is passed over. While nobody plays, all pass.
 */
final class Turns {
    /** That a thread waits for another one, or has ended, nobody tells. */
    private static final long BETWEEN_LOOKS_NANOS = 50_000;
    private static final int MANY_THREADS = 64;
    private final ThreadGroup group;
    private final Map<Thread, Turn> atTheGate = new HashMap<>();
    private final Map<Thread, Integer> passed = new HashMap<>();
    private volatile Optional<Thread> granted = Optional.empty();
    private volatile Optional<Thread> granter = Optional.empty();
    private volatile boolean playing;

    /** @param group of all threads that take turns */
    Turns(ThreadGroup group) {
        this.group = group;
    }

    /**
     * What a thread waits for.
     *
     * @param who what tells it from others
     * @param count how many it had, this one included
     */
    private record Turn(String who, int count) {}

    /**
     * Waits for the turn of this thread.
     *
     * @param where tells threads of one name from each other
     */
    void pass(String where) {
        Thread me = Thread.currentThread();
        if (!comesToTheGate(me, where)) {
            return;
        }
        granter.ifPresent(LockSupport::unpark);
        boolean interrupted = false;
        while (playing && !granted.filter(me::equals).isPresent()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        goesOn(me);
        if (interrupted) {
            me.interrupt();
        }
    }

    private synchronized boolean comesToTheGate(Thread me, String where) {
        boolean takesPart = playing && takesTurns(me);
        if (takesPart) {
            atTheGate.put(me, new Turn(me.getName() + " on " + where, passed.merge(me, 1, Integer::sum)));
        }
        return takesPart;
    }

    private synchronized void goesOn(Thread me) {
        atTheGate.remove(me);
        granted = Optional.empty();
    }

    /** Plays until all have ended. The threads are started here. */
    void play(List<Thread> threads, long schedule) {
        begin(threads);
        while (awaitSettled()) {
            grant(Comparator.<Turn>comparingLong(turn -> mix(schedule, turn)).thenComparing(Turn::who));
        }
        end();
    }

    /**
     * Plays until the thread, or one that works for it, has made that many calls.
     *
     * @return whether it got there, and hangs now; {@link #end} lets it go on
     */
    boolean playUntil(Thread thread, int calls) {
        begin(List.of(thread));
        for (int i = 1; awaitSettled(); i++) {
            if (i == calls) {
                return true;
            }
            grant(Comparator.comparing(Turn::who));
        }
        end();
        return false;
    }

    /** From now on all pass. */
    synchronized void end() {
        playing = false;
        atTheGate.keySet().forEach(LockSupport::unpark);
    }

    /** Those of the group that work for requests. */
    List<Thread> workers() {
        Thread[] found = new Thread[MANY_THREADS];
        int count = group.enumerate(found);
        if (count == MANY_THREADS) {
            throw new IllegalStateException("more threads than one can look at");
        }
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (takesTurns(found[i])) {
                workers.add(found[i]);
            }
        }
        return workers;
    }

    private synchronized void begin(List<Thread> threads) {
        granter = Optional.of(Thread.currentThread());
        playing = true;
        passed.clear();
        granted = Optional.empty();
        threads.forEach(Thread::start);
    }

    private synchronized void grant(Comparator<Turn> order) {
        granted = atTheGate.entrySet().stream().min(Map.Entry.comparingByValue(order)).map(Map.Entry::getKey);
        granted.ifPresent(LockSupport::unpark);
    }

    /** Whether somebody waits for a turn, once all others wait for somebody. {@code false} when all have ended. */
    private boolean awaitSettled() {
        while (true) {
            if (granted.isEmpty()) {
                List<Thread> workers = workers();
                if (workers.isEmpty()) {
                    return false;
                }
                // Looked at one by one, a thread may have been woken by one that was looked at later.
                if (isSettled(workers) && isSettled(workers()) && isAnybodyAtTheGate()) {
                    return true;
                }
            }
            LockSupport.parkNanos(this, BETWEEN_LOOKS_NANOS);
        }
    }

    private synchronized boolean isAnybodyAtTheGate() {
        return !atTheGate.isEmpty();
    }

    private synchronized boolean isSettled(List<Thread> workers) {
        return granted.isEmpty()
                && workers.stream().allMatch(one -> atTheGate.containsKey(one) || Blocked.isWaiting(one, workers));
    }

    private static boolean takesTurns(Thread thread) {
        return thread.getName().startsWith("mount of ") || thread.getName().startsWith("ask ");
    }

    private static long mix(long schedule, Turn turn) {
        long hash = schedule * 0x9E3779B97F4A7C15L + turn.who().hashCode() * 31L + turn.count();
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        return (hash ^ (hash >>> 27)) >>> 1;
    }
}
