package rexray.volume;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who uses the mount of a volume, and how often each: an id can come twice, since {@code docker cp} on a running
 * container mounts and unmounts with the id in use.
 *
 * @param bootId of the boot in which the mount was made; in another one there is no mount and nobody uses it
 * @param name the volume's name when it was mounted
 * @param counts by caller id, each more than zero
 * @param times by caller id; a note of an older version lacks them
 */
record UsersNote(String bootId, String name, Map<String, Integer> counts, Map<String, Times> times) {
    UsersNote(String bootId, String name, Map<String, Integer> counts, @Nullable Map<String, Times> times) {
        this.bootId = bootId;
        this.name = name;
        this.counts = Map.copyOf(counts);
        this.times = times == null ? Map.of() : Map.copyOf(times);
    }

    /**
     * When a caller mounted.
     *
     * @param firstMillis epoch milliseconds
     * @param lastMillis the same
     */
    record Times(long firstMillis, long lastMillis) {}

    UsersNote plus(Caller caller, Instant now) {
        Map<String, Integer> changed = new TreeMap<>(counts);
        changed.merge(caller.id(), 1, Integer::sum);
        Map<String, Times> seen = new TreeMap<>(times);
        seen.merge(caller.id(), new Times(now.toEpochMilli(), now.toEpochMilli()),
                (before, latest) -> new Times(before.firstMillis(), latest.lastMillis()));
        return new UsersNote(bootId, name, changed, seen);
    }

    /** Without one use by {@code caller}; the same if there is none. */
    UsersNote minus(Caller caller) {
        Map<String, Integer> changed = new TreeMap<>(counts);
        changed.computeIfPresent(caller.id(), (id, count) -> count > 1 ? Integer.valueOf(count - 1) : null);
        return only(changed);
    }

    /** Without any use by those callers. */
    UsersNote without(Set<Caller> callers) {
        Map<String, Integer> changed = new TreeMap<>(counts);
        callers.forEach(caller -> changed.remove(caller.id()));
        return only(changed);
    }

    /** With {@code now} for every time that is missing. */
    UsersNote timed(Instant now) {
        Map<String, Times> seen = new TreeMap<>(times);
        counts.keySet().forEach(id -> seen.putIfAbsent(id, new Times(now.toEpochMilli(), now.toEpochMilli())));
        return new UsersNote(bootId, name, counts, seen);
    }

    /** Those who have not mounted since {@code moment}; whoever mounted at an unknown time is none. */
    Set<Caller> quietSince(Instant moment) {
        return times.entrySet().stream().filter(entry -> entry.getValue().lastMillis() <= moment.toEpochMilli())
                .map(entry -> new Caller(entry.getKey())).collect(Collectors.toUnmodifiableSet());
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private UsersNote only(Map<String, Integer> left) {
        Map<String, Times> seen = new TreeMap<>(times);
        seen.keySet().retainAll(left.keySet());
        return new UsersNote(bootId, name, left, seen);
    }
}
