package rexray.volume;

import java.util.Map;
import java.util.TreeMap;

/**
 * Who uses the mount of a volume, and how often each: an id can come twice, since {@code docker cp} on a running
 * container mounts and unmounts with the id in use.
 *
 * @param bootId of the boot in which the mount was made; in another one there is no mount and nobody uses it
 * @param name the volume's name when it was mounted
 * @param counts by caller id, each more than zero
 */
record UsersNote(String bootId, String name, Map<String, Integer> counts) {
    UsersNote {
        counts = Map.copyOf(counts);
    }

    UsersNote plus(Caller caller) {
        Map<String, Integer> changed = new TreeMap<>(counts);
        changed.merge(caller.id(), 1, Integer::sum);
        return new UsersNote(bootId, name, changed);
    }

    /** Without one use by {@code caller}; the same if there is none. */
    UsersNote minus(Caller caller) {
        Map<String, Integer> changed = new TreeMap<>(counts);
        changed.computeIfPresent(caller.id(), (id, count) -> count > 1 ? Integer.valueOf(count - 1) : null);
        return new UsersNote(bootId, name, changed);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
