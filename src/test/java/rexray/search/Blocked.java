package rexray.search;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tells a thread that waits for another one from one that was woken already and has not run since: both are in the same
 * state, and how long the second stays in it depends on the machine's other work.
 */
final class Blocked {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Blocked() {}

    /** @param others one of them must do something before this one goes on */
    static boolean isWaiting(Thread thread, Collection<Thread> others) {
        Thread.State state = thread.getState();
        if (state == Thread.State.TERMINATED) {
            return true;
        }
        return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
                && switch (LockSupport.getBlocker(thread)) {
                    // A future that was completed has released it.
                    case ManagedBlocker future -> !future.isReleasable();
                    case AbstractQueuedSynchronizer _ ->
                        isOwnedByOneOf(others, THREADS.getThreadInfo(thread.threadId()));
                    // Whatever it waited for, it goes on by itself, or does already.
                    case null, default -> false;
                };
    }

    private static boolean isOwnedByOneOf(Collection<Thread> others, @Nullable ThreadInfo waiting) {
        return waiting != null
                && others.stream().anyMatch(other -> other.threadId() == waiting.getLockOwnerId());
    }
}
