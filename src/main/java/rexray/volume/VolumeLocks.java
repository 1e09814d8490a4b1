package rexray.volume;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import rexray.volume.VolumeException.TimedOut;

/**
 * A fair lock per volume, made on demand and dropped when nobody wants it. Held across I/O on purpose: one volume sees
 * one operation at a time, and a volume that hangs holds up nothing but itself.
 */
final class VolumeLocks {
    private final Map<VolumeId, Entry> entries = new HashMap<>();

    /**
     * Waits for the volume's lock.
     *
     * @throws TimedOut if the deadline passes first
     */
    Held acquire(VolumeId id, VolumeName name, Deadline deadline) {
        Entry entry = enter(id);
        boolean locked = false;
        try {
            locked = entry.lock.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!locked) {
                leave(id, entry);
            }
        }
        if (!locked) {
            throw new TimedOut("volume " + name + ": an earlier operation on it is still at work",
                    "try again; if this persists, the log says what it waits for");
        }
        return () -> {
            entry.lock.unlock();
            leave(id, entry);
        };
    }

    private synchronized Entry enter(VolumeId id) {
        Entry entry = entries.computeIfAbsent(id, absent -> new Entry());
        entry.wanted++;
        return entry;
    }

    private synchronized void leave(VolumeId id, Entry entry) {
        if (--entry.wanted == 0) {
            entries.remove(id);
        }
    }

    synchronized int size() {
        return entries.size();
    }

    /** A lock that is held; closing gives it back. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int wanted;
    }
}
