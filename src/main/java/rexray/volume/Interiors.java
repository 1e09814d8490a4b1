package rexray.volume;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.VolumeException.TimedOut;

/**
 * What is known of the insides of the volumes that are mounted here, so that whoever asks for a volume waits for no file
 * system: a Mount tells what it read, and all else is looked at in the background. Many threads may use it.
 */
final class Interiors {
    private static final Logger log = LoggerFactory.getLogger(Interiors.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Host host;
    private final Attachments attachments;
    private final Furnishing furnishing;
    private final VolumeLocks locks;
    private final Map<VolumeId, Interior> known = new ConcurrentHashMap<>();
    /** A look that hangs leaves a process behind, so that there is no second one. */
    private final Set<VolumeId> failed = new HashSet<>();

    Interiors(Host host, Attachments attachments, Furnishing furnishing, VolumeLocks locks) {
        this.host = host;
        this.attachments = attachments;
        this.furnishing = furnishing;
        this.locks = locks;
    }

    /** Empty if the volume is not mounted here, or nobody has looked since the daemon started. */
    Optional<Interior> of(VolumeId id) {
        return Optional.ofNullable(known.get(id));
    }

    void remembers(VolumeId id, VolumeSettings settings) {
        known.merge(id, new Interior(settings, Optional.empty()),
                (old, next) -> next.withCapacity(old.capacity()));
    }

    void hasGrown(VolumeId id) {
        known.computeIfPresent(id, (same, old) -> old.withCapacity(Optional.empty()));
    }

    /** Looks at what is mounted and not known; to be called from time to time, by one thread. */
    void look() {
        Map<VolumeId, MappingNote> notes = attachments.mappings().all();
        known.keySet().removeIf(id -> !notes.containsKey(id));
        failed.retainAll(notes.keySet());
        notes.forEach((id, note) -> {
            if (of(id).flatMap(Interior::capacity).isEmpty() && !failed.contains(id)) {
                look(id, new VolumeName(note.name()));
            }
        });
    }

    private void look(VolumeId id, VolumeName name) {
        try (VolumeLocks.Held _ = locks.acquire(id, name, Deadline.after(Duration.ZERO))) {
            if (attachments.mounted(name).isPresent()) {
                lookInside(id, name);
            } else {
                known.remove(id);
            }
        } catch (TimedOut e) {
            log.debug("volume {} is looked at later: {}", name, e.getMessage());
        }
    }

    private void lookInside(VolumeId id, VolumeName name) {
        Deadline deadline = Deadline.after(LOOK);
        try {
            if (of(id).isEmpty()) {
                remembers(id, furnishing.remembered(name, deadline).map(SettingsFile::settings)
                        .orElse(VolumeSettings.NONE));
            }
            Optional<Size> capacity = host.capacity(attachments.mountpoint(name), deadline);
            known.computeIfPresent(id, (same, old) -> old.withCapacity(capacity));
        } catch (VolumeException e) {
            failed.add(id);
            log.warn("the settings of volume {} and the size of its file system cannot be shown: {}", name,
                    e.getMessage());
        }
    }
}
