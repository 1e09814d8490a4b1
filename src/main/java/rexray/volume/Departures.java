package rexray.volume;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Event.Kind;

/**
 * The ordinary way on which a volume that nobody uses leaves this host, and the volumes that could not go on it when they
 * should have. Many threads may use it.
 */
final class Departures {
    private static final Logger log = LoggerFactory.getLogger(Departures.class);

    private final Attachments attachments;
    private final Users users;
    private final VolumeLocks locks;
    private final Duration timeout;
    private final Journal journal;
    private final Set<VolumeId> leftovers = ConcurrentHashMap.newKeySet();

    /** @param timeout for one attempt that no request waits for */
    Departures(Attachments attachments, Users users, VolumeLocks locks, Duration timeout, Journal journal) {
        this.attachments = attachments;
        this.users = users;
        this.locks = locks;
        this.timeout = timeout;
        this.journal = journal;
    }

    /**
     * Lets the volume go, unless somebody came meanwhile. One that cannot go is tried again from time to time.
     *
     * @throws VolumeException if it cannot go now
     */
    void release(VolumeName name, VolumeId id, Deadline deadline) {
        try (VolumeLocks.Held _ = locks.acquire(id, name, deadline)) {
            if (users.count(id) == 0) {
                letGo(name, id, deadline);
            }
        } catch (VolumeException e) {
            leftovers.add(id);
            throw e;
        }
    }

    /**
     * Perhaps a crash broke an Unmount off after the count had fallen, and this is its repetition: what nobody uses goes
     * now, or later if it cannot, or if another operation is at work on the volume.
     */
    void finishBrokenOff(VolumeName name, VolumeId id, Deadline deadline) {
        if (users.count(id) > 0) {
            return;
        }
        try (VolumeLocks.Held _ = locks.acquire(id, name, Deadline.after(Duration.ZERO))) {
            if (users.count(id) == 0) {
                letGo(name, id, deadline);
            }
        } catch (VolumeException e) {
            leftovers.add(id);
            log.debug("volume {} is not released yet: {}", name, e.getMessage());
        }
    }

    /** The same for whoever has the volume's lock and nobody to tell. */
    void releaseHeld(VolumeName name, VolumeId id) {
        try {
            letGo(name, id, Deadline.after(timeout));
        } catch (VolumeException e) {
            leftovers.add(id);
            log.warn("volume {}, which nobody uses, cannot be released yet: {}", name, e.getMessage());
        }
    }

    /** What has to stay mapped for now is looked at again. The caller has the volume's lock. */
    private void letGo(VolumeName name, VolumeId id, Deadline deadline) {
        attachments.release(name, id, deadline);
        releaseLater(id);
    }

    /** The next {@link #retry} looks at it, if nobody uses it and a note says that it is, or may be, mapped here. */
    void releaseLater(VolumeId id) {
        if (users.count(id) == 0 && attachments.mappings().get(id).isPresent()) {
            leftovers.add(id);
        }
    }

    /** Tries those that could not go; what still cannot stays for the next call. */
    void retry(Predicate<VolumeId> isArriving) {
        for (VolumeId id : List.copyOf(leftovers)) {
            if (isArriving.test(id)) {
                continue;
            }
            leftovers.remove(id);
            attachments.mappings().get(id).ifPresent(note -> {
                try {
                    VolumeName name = new VolumeName(note.name());
                    release(name, id, Deadline.after(timeout));
                    if (attachments.mappings().get(id).isEmpty()) {
                        journal.tell(Event.of(Kind.RELEASED, name, id, "is released: nobody uses it"));
                    }
                } catch (VolumeException e) {
                    log.debug("volume {} is still not released: {}", note.name(), e.getMessage());
                }
            });
        }
    }
}
