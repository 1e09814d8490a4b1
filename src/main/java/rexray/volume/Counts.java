package rexray.volume;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much there is on this host at one moment.
 *
 * @param mounts volumes that are mounted
 * @param uses of these, by all callers
 * @param lost mounts that were taken by another host and still have users here
 * @param unused volumes that our notes call mapped here and that nobody uses
 * @param takeovers volumes taken from other hosts since the daemon started
 */
public record Counts(long mounts, long uses, long lost, long unused, long takeovers) {
    /** Asks the kernel's mount table and our notes, and nobody else. */
    static Counts of(Host host, Attachments attachments, Users users, Arrivals arrivals) {
        Set<Path> mounted = host.mounts().stream().map(Mount::mountpoint).collect(Collectors.toSet());
        Map<VolumeId, MappingNote> notes = attachments.mappings().all();
        return new Counts(
                notes.values().stream()
                        .filter(note -> mounted.contains(attachments.mountpoint(new VolumeName(note.name())))).count(),
                users.all().values().stream().mapToLong(UsersNote::total).sum(), attachments.lost().count(),
                notes.keySet().stream().filter(id -> users.count(id) == 0 && !arrivals.isUnderWay(id)).count(),
                attachments.takeovers());
    }
}
