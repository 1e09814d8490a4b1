package rexray.volume;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.VolumeException.InUse;

/**
 * The mounts of this boot that were cut off from their volumes. The kernel may keep such a file system long after, with
 * data in its caches that must never reach a device again; so its volume is not mapped here until it has ended. Any
 * number of threads may use it.
 */
final class LostMounts {
    private static final Logger log = LoggerFactory.getLogger(LostMounts.class);

    private final Host host;
    private final NoteStore<LostNote> notes;
    private final String bootId;
    private final InstantSource clock;

    LostMounts(Host host, NoteStore<LostNote> notes, String bootId, InstantSource clock) {
        this.host = host;
        this.notes = notes;
        this.bootId = bootId;
        this.clock = clock;
    }

    /** Forgets what an earlier boot lost. */
    void forgetOtherBoots() {
        notes.all().forEach((id, note) -> {
            if (!note.bootId().equals(bootId)) {
                notes.remove(id);
            }
        });
    }

    /** Notes the loss, durably; the first one noted stays. */
    void note(VolumeName name, VolumeId id, Mount mount) {
        if (notes.get(id).isEmpty()) {
            notes.put(id, new LostNote(bootId, name.value(), host.mark(mount), clock.millis()));
        }
    }

    /** How many there are. */
    int count() {
        return notes.all().size();
    }

    /** Since when the mount of a volume is lost; empty if it is not. */
    Optional<Instant> since(VolumeId id) {
        return notes.get(id).map(LostNote::since);
    }

    /**
     * Makes sure that nothing is left of a lost mount, and forgets it then.
     *
     * @throws InUse if its file system still lives; names who holds it
     */
    void requireEnded(VolumeName name, VolumeId id) {
        Optional<LostNote> note = notes.get(id);
        if (note.isEmpty()) {
            return;
        }
        Optional<String> holder = host.holderOf(note.get().mark());
        if (holder.isPresent()) {
            throw new InUse("volume " + name + " was lost at " + note.get().since()
                    + ", and its old file system on this host is still held by " + holder.get(),
                    "stop what holds it; the volume can be mounted here again after that");
        }
        forget(id, note.get());
    }

    /** Forgets those that nothing is left of, also if nobody asks for their volumes any more. */
    void forgetEnded() {
        notes.all().forEach((id, note) -> {
            if (host.holderOf(note.mark()).isEmpty()) {
                forget(id, note);
            }
        });
    }

    private void forget(VolumeId id, LostNote note) {
        notes.remove(id);
        log.info("volume {}: nothing is left of the mount that was lost at {}", note.name(), note.since());
    }
}
