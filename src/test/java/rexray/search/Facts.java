package rexray.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rexray.lab.ArrayInMemory;
import rexray.volume.VolumeName;

/**
 * What was true at the array at one moment.
 *
 * @param ids of the volumes, by name
 * @param holders the SDCs that hold a volume, by its id
 */
record Facts(Map<String, String> ids, Map<String, List<String>> holders) {
    static Facts of(ArrayInMemory array) {
        Map<String, String> ids = array.volumes();
        Map<String, List<String>> holders = new HashMap<>();
        ids.values().forEach(id -> holders.put(id, array.holders(id)));
        return new Facts(ids, holders);
    }

    boolean has(VolumeName name) {
        return ids.containsKey(name.value());
    }

    Optional<String> id(VolumeName name) {
        return Optional.ofNullable(ids.get(name.value()));
    }

    List<String> holders(VolumeName name) {
        return id(name).map(id -> holders.getOrDefault(id, List.of())).orElse(List.of());
    }

    boolean isHeldByOther(VolumeName name, Machine than) {
        return holders(name).stream().anyMatch(sdc -> !sdc.equals(than.sdc().id()));
    }
}
