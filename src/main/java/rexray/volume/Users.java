package rexray.volume;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who uses the mounts of this host, counted per caller and kept in notes that a restarted daemon finds again. Never
 * waits for an operation on a volume: all methods are short and guarded by this object.
 *
 * <p>Counting too many is safe, counting too few loses data: a count falls only when its caller says so, when the note
 * is from another boot, or on the evidence of {@link ForgottenUses}.
 */
final class Users {
    private final NoteStore<UsersNote> notes;
    private final String bootId;
    private final InstantSource clock;

    Users(NoteStore<UsersNote> notes, String bootId, InstantSource clock) {
        this.notes = notes;
        this.bootId = bootId;
        this.clock = clock;
    }

    /** Forgets the users of an earlier boot, whose mounts are gone; those of an older version's notes count as new. */
    synchronized void forgetOtherBoots() {
        notes.all().forEach((id, note) -> {
            if (!note.bootId().equals(bootId)) {
                notes.remove(id);
            } else if (!note.times().keySet().equals(note.counts().keySet())) {
                notes.put(id, note.timed(clock.instant()));
            }
        });
    }

    /** All notes, by volume. */
    Map<VolumeId, UsersNote> all() {
        return notes.all();
    }

    synchronized void add(VolumeId id, VolumeName name, Caller caller) {
        notes.put(id, notes.get(id).orElseGet(() -> new UsersNote(bootId, name.value(), Map.of(), Map.of()))
                .plus(caller, clock.instant()));
    }

    /** Takes one use by {@code caller} away; {@code false} if there is none. */
    synchronized boolean drop(VolumeId id, Caller caller) {
        Optional<UsersNote> note = notes.get(id).filter(found -> found.counts().containsKey(caller.id()));
        note.ifPresent(found -> keep(id, found.minus(caller)));
        return note.isPresent();
    }

    /**
     * Takes all uses by {@code callers} away, if nobody has come or gone since the volume's users were {@code seen} so.
     *
     * @return whether they were
     */
    synchronized boolean forget(VolumeId id, UsersNote seen, Set<Caller> callers) {
        boolean unchanged = notes.get(id).filter(seen::equals).isPresent();
        if (unchanged) {
            keep(id, seen.without(callers));
        }
        return unchanged;
    }

    private void keep(VolumeId id, UsersNote note) {
        if (note.total() == 0) {
            notes.remove(id);
        } else {
            notes.put(id, note);
        }
    }

    /** How many uses are counted; 0 if nobody uses the volume. */
    int count(VolumeId id) {
        return notes.get(id).map(UsersNote::total).orElse(0);
    }

    /** How many of them are by {@code caller}. */
    int countOf(VolumeId id, Caller caller) {
        return notes.get(id).map(note -> note.counts().getOrDefault(caller.id(), 0)).orElse(0);
    }

    /** The volume in use that had this name when it was mounted. */
    Optional<VolumeId> named(VolumeName name) {
        return notes.find(note -> note.name().equals(name.value()));
    }
}
