package rexray.lab;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A lock for each of many names, fair. Several are taken in one order, so that two who want the same ones never wait for
 * each other. Locks are kept for as long as the process lives: they are small, and a lab's volumes are few.
 */
final class KeyedLocks {
    private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** Runs while nobody else holds the lock of any of these names. */
    <T> T holding(Collection<String> names, Supplier<T> work) {
        List<ReentrantLock> taken = names.stream().distinct().sorted()
                .map(name -> locks.computeIfAbsent(name, k -> new ReentrantLock(true))).toList();
        taken.forEach(ReentrantLock::lock);
        try {
            return work.get();
        } finally {
            taken.reversed().forEach(ReentrantLock::unlock);
        }
    }
}
