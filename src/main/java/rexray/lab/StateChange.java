package rexray.lab;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two states of one cluster: by id what was added or changed, and null for what is gone.
 *
 * @param setup as it is now
 */
record StateChange(Setup setup, Map<String, @Nullable StoredDomain> domains,
        Map<String, @Nullable StoredPool> pools, Map<String, @Nullable StoredVolume> volumes,
        Map<String, @Nullable VTree> vtrees, Map<String, @Nullable StoredSdc> sdcs) {

    static StateChange between(State before, State after) {
        return new StateChange(after.setup(), difference(before.domains(), after.domains()),
                difference(before.pools(), after.pools()), difference(before.volumes(), after.volumes()),
                difference(before.vtrees(), after.vtrees()), difference(before.sdcs(), after.sdcs()));
    }

    State appliedTo(State before) {
        return new State(setup, applied(domains, before.domains()), applied(pools, before.pools()),
                applied(volumes, before.volumes()), applied(vtrees, before.vtrees()), applied(sdcs, before.sdcs()));
    }

    private static <T> Map<String, @Nullable T> difference(Map<String, T> before, Map<String, T> after) {
        Map<String, @Nullable T> difference = new HashMap<>();
        after.forEach((id, thing) -> {
            if (!thing.equals(before.get(id))) {
                difference.put(id, thing);
            }
        });
        before.keySet().forEach(id -> {
            if (!after.containsKey(id)) {
                difference.put(id, null);
            }
        });
        return difference;
    }

    private static <T> Map<String, T> applied(Map<String, @Nullable T> difference, Map<String, T> before) {
        Map<String, T> after = new LinkedHashMap<>(before);
        difference.forEach((id, thing) -> {
            if (thing == null) {
                after.remove(id);
            } else {
                after.put(id, thing);
            }
        });
        return after;
    }
}
