package rexray.volume;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the notes of a host say at this moment, by the names of volumes: for whoever looks at a host from outside of its
 * service. None is changed.
 *
 * @param ids volumes that are mapped here, or may be
 * @param mapped the same, by their names
 * @param unused those of them that nobody uses
 * @param lost since when mounts are lost that still live
 */
public record HostNotes(Set<VolumeId> ids, Set<String> mapped, Set<String> unused, Map<String, Instant> lost) {
    public HostNotes {
        ids = Set.copyOf(ids);
        mapped = Set.copyOf(mapped);
        unused = Set.copyOf(unused);
        lost = Map.copyOf(lost);
    }

    /**
     * @param bootId what the kernel calls this boot; users and losses of another one are over
     * @throws VolumeException.HostFailure if they cannot be read
     */
    public static HostNotes read(VolumeOptions options, String bootId) {
        Set<String> mapped = new TreeSet<>();
        Set<String> unused = new TreeSet<>();
        Map<String, Instant> lost = new TreeMap<>();
        Map<VolumeId, UsersNote> users = new NoteStore<>(options.runDirectory().resolve("users"), UsersNote.class)
                .all();
        Map<VolumeId, MappingNote> mappings = new NoteStore<>(options.stateDirectory().resolve("mappings"),
                MappingNote.class).all();
        mappings.forEach((id, note) -> {
            mapped.add(note.name());
            UsersNote used = users.get(id);
            if (used == null || !used.bootId().equals(bootId)) {
                unused.add(note.name());
            }
        });
        new NoteStore<>(options.runDirectory().resolve("lost"), LostNote.class).all().values().stream()
                .filter(note -> note.bootId().equals(bootId)).forEach(note -> lost.put(note.name(), note.since()));
        return new HostNotes(mappings.keySet(), mapped, unused, lost);
    }
}
