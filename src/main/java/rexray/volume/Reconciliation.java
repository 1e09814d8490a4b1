package rexray.volume;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.VolumeException.RefusedInput;

/**
 * What a daemon finds when it starts: its notes, held against the mount table and against the array's list of what is
 * mapped to this host. Each finding is one line of the log. Of what it finds it lets go only volumes that a note calls
 * this host's, that nobody is known to use and no container holds, and these on the ordinary way; mappings and mounts that
 * no note knows belong to somebody else. For one thread.
 */
final class Reconciliation {
    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

    private final ControlPlane array;
    private final Host host;
    private final Attachments attachments;
    private final Users users;
    private final Departures departures;
    private final Path mountRoot;
    /** Mounted here, used by nobody we know, and held by a container all the same. */
    private final Set<VolumeId> unclaimed = new HashSet<>();
    private boolean isDone;

    Reconciliation(ControlPlane array, Host host, Attachments attachments, Users users, Departures departures,
            Path mountRoot) {
        this.array = array;
        this.host = host;
        this.attachments = attachments;
        this.users = users;
        this.departures = departures;
        this.mountRoot = mountRoot;
    }

    /** Has what nobody uses released, as far as no container holds it. Asks nothing of the array and says nothing. */
    void load() {
        attachments.mappings().all().forEach((id, note) -> {
            if (users.count(id) == 0 && attachments.mounted(new VolumeName(note.name())).isPresent()
                    && holders(id).isPresent()) {
                unclaimed.add(id);
            } else {
                departures.releaseLater(id);
            }
        });
    }

    /**
     * One request to the array, the first time, and one for each volume whose format was broken off.
     *
     * @param isArriving tells the volumes that are about to be mounted, of which nothing can be said
     * @throws VolumeException if the array cannot be asked; the next call tries again
     */
    void runOnce(NodeId self, Predicate<VolumeId> isArriving, Deadline deadline) {
        if (isDone) {
            return;
        }
        Set<VolumeId> mapped = array.heldBy(self, deadline);
        Map<VolumeId, MappingNote> notes = attachments.mappings().all();
        notes.forEach((id, note) -> {
            if (!isArriving.test(id)) {
                volume(id, new VolumeName(note.name()), mapped.contains(id));
            }
        });
        mappingsOfOthers(mapped, notes.keySet());
        mountsOfOthers(notes);
        forgetFormatsOfTheGone(deadline);
        isDone = true;
    }

    /** What was begun to be made on a volume is gone with it. One request for each that a format was begun on. */
    private void forgetFormatsOfTheGone(Deadline deadline) {
        for (VolumeId id : attachments.formats().all().keySet()) {
            try {
                if (attachments.mappings().get(id).isEmpty() && array.read(id, deadline).isEmpty()) {
                    attachments.formats().remove(id);
                }
            } catch (RefusedInput e) {
                log.debug("the note of an unfinished format of volume {} is kept: {}", id, e.getMessage());
            }
        }
    }

    /** Whether what a container held has become free; to be called from time to time. */
    void lookAgain() {
        for (VolumeId id : List.copyOf(unclaimed)) {
            if (holders(id).isEmpty()) {
                unclaimed.remove(id);
                departures.releaseLater(id);
            }
        }
    }

    private void volume(VolumeId id, VolumeName name, boolean isMapped) {
        int uses = users.count(id);
        boolean isMounted = attachments.mounted(name).isPresent();
        if (isMounted && !isMapped) {
            log.warn(
                    "found volume {} mounted, with {}, but missing from the array's list of volumes mapped to"
                            + " this host; it is watched",
                    name, inWords(uses));
        } else if (isMounted && uses > 0) {
            log.info("found volume {} mounted, with {}", name, inWords(uses));
        } else if (isMounted) {
            mountWithoutUser(id, name);
        } else if (uses > 0) {
            log.warn(
                    "found volume {} with {}, but not mounted: somebody"
                            + " else unmounted it; the next Mount mounts it again",
                    name, inWords(uses));
        } else {
            log.info("found volume {} {}, mounted nowhere and used by nobody; it is released", name,
                    isMapped ? "mapped" : "no longer mapped");
        }
    }

    private static String inWords(int uses) {
        return uses == 1 ? "1 use" : uses + " uses";
    }

    private void mountWithoutUser(VolumeId id, VolumeName name) {
        if (unclaimed.contains(id)) {
            log.warn("found volume {} mounted without a known user, but held by {}; it stays until that ends",
                    name,
                    holders(id).orElse("a process that has ended"));
        } else {
            log.warn("found volume {} mounted and used by nobody; it is released", name);
        }
    }

    /** Who holds it beside us; somebody, if that cannot be told. Without its device the ordinary way knows what to do. */
    private Optional<String> holders(VolumeId id) {
        try {
            return attachments.holdersElsewhere(id).filter(list -> !list.isEmpty())
                    .map(list -> String.join(", ", list));
        } catch (VolumeException e) {
            return Optional.of("an unknown process: " + e.getMessage());
        }
    }

    private static void mappingsOfOthers(Set<VolumeId> mapped, Set<VolumeId> ours) {
        Set<String> others = new TreeSet<>();
        mapped.stream().filter(id -> !ours.contains(id)).forEach(id -> others.add(id.volume()));
        if (!others.isEmpty()) {
            log.warn("found volumes {} mapped to this host, not by rexray; they are left alone", others);
        }
    }

    private void mountsOfOthers(Map<VolumeId, MappingNote> notes) {
        Set<Path> ours = new HashSet<>();
        notes.values().forEach(note -> ours.add(attachments.mountpoint(new VolumeName(note.name()))));
        host.mounts().stream().filter(mount -> mountRoot.equals(mount.mountpoint().getParent()))
                .filter(mount -> !ours.contains(mount.mountpoint()))
                .forEach(mount -> log.warn("found {} mounted on {}, not by rexray; it is left alone", mount.source(),
                        mount.mountpoint()));
    }
}
