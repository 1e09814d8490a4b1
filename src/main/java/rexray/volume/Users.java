package rexray.volume;

import java.util.Map;
import java.util.Optional;

/**
 * Who uses the mounts of this host, counted per caller and kept in notes that a restarted daemon finds again. Never
 * waits for an operation on a volume: all methods are short and guarded by this object.
 *
 * <p>Counting too many is safe, counting too few loses data: a count falls only when its caller says so, or when the
 * note is from another boot.
 */
final class Users {
    private final NoteStore<UsersNote> notes;
    private final String bootId;

    Users(NoteStore<UsersNote> notes, String bootId) {
        this.notes = notes;
        this.bootId = bootId;
    }

    /** Forgets the users of an earlier boot, whose mounts are gone. */
    synchronized void forgetOtherBoots() {
        notes.all().forEach((id, note) -> {
            if (!note.bootId().equals(bootId)) {
                notes.remove(id);
            }
        });
    }

    synchronized void add(VolumeId id, VolumeName name, Caller caller) {
        notes.put(id, notes.get(id).orElseGet(() -> new UsersNote(bootId, name.value(), Map.of())).plus(caller));
    }

    /** Takes one use by {@code caller} away; {@code false} if there is none. */
    synchronized boolean drop(VolumeId id, Caller caller) {
        Optional<UsersNote> note = notes.get(id).filter(found -> found.counts().containsKey(caller.id()));
        note.map(found -> found.minus(caller)).ifPresent(fewer -> {
            if (fewer.total() == 0) {
                notes.remove(id);
            } else {
                notes.put(id, fewer);
            }
        });
        return note.isPresent();
    }

    /** How many uses are counted; 0 if nobody uses the volume. */
    int count(VolumeId id) {
        return notes.get(id).map(UsersNote::total).orElse(0);
    }

    /** The volume in use that had this name when it was mounted. */
    Optional<VolumeId> named(VolumeName name) {
        return notes.find(note -> note.name().equals(name.value()));
    }
}
