package rexray.search;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The disks of the array's volumes, by id. Any thread may use it. */
final class Disks {
    private final Map<String, Disk> disks = new ConcurrentHashMap<>();
    private final String systemId;

    Disks(String systemId) {
        this.systemId = systemId;
    }

    String systemId() {
        return systemId;
    }

    Optional<Disk> find(String volumeId) {
        return Optional.ofNullable(disks.get(volumeId));
    }

    void add(String volumeId, long bytes) {
        disks.putIfAbsent(volumeId, new Disk(volumeId, bytes));
    }

    void remove(String volumeId) {
        disks.remove(volumeId);
    }
}
