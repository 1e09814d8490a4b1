package rexray.search;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rexray.volume.BlockDevice;
import rexray.volume.VolumeException.HostFailure;

/** The links that an SDC makes, and the devices they lead to. Guarded by the lock of the kernel that it belongs to. */
final class DeviceLinks {
    private final Map<Path, Device> links = new LinkedHashMap<>();
    /** Devices whose link still leads to an earlier one that was cut off. */
    private final Map<Path, Device> waiting = new LinkedHashMap<>();
    private int minors;

    /** The SDC shows a volume; one that is shown stays as it is. */
    void plug(Path link, Disk disk) {
        Device there = links.get(link);
        if (there != null && !there.isCutOff()) {
            return;
        }
        minors++;
        Device device = new Device(new BlockDevice(Path.of("/dev/scini" + minors), 252, minors, disk.bytes()), disk);
        if (there == null) {
            links.put(link, device);
        } else {
            waiting.putIfAbsent(link, device);
        }
    }

    void rescan() {
        links.values().forEach(Device::rescan);
        waiting.values().forEach(Device::rescan);
    }

    /** The device stays in sight for some looks at its link. */
    void cutOff(Path link, int looks) {
        waiting.remove(link);
        Optional.ofNullable(links.get(link)).filter(device -> !device.isCutOff())
                .ifPresent(device -> device.cutOff(looks));
    }

    /** Takes away what was cut off. */
    void settle() {
        List.copyOf(links.entrySet()).stream().filter(entry -> entry.getValue().isCutOff())
                .forEach(entry -> takeAway(entry.getKey()));
    }

    void clear() {
        links.clear();
        waiting.clear();
    }

    /** Whether a link leads to a device, perhaps one that is cut off. */
    boolean shows(Path link) {
        return links.containsKey(link);
    }

    /** Where a link leads. A device that was cut off may be gone at the next look. */
    Optional<BlockDevice> look(Path link) {
        Optional<Device> seen = Optional.ofNullable(links.get(link));
        if (seen.filter(Device::goesWithThisLook).isPresent()) {
            takeAway(link);
        }
        return seen.map(Device::number);
    }

    Optional<Device> find(BlockDevice device) {
        return links.values().stream().filter(one -> one.is(device)).findFirst();
    }

    /** @throws HostFailure if it is cut off or gone */
    Device readable(BlockDevice device) {
        return find(device).filter(one -> !one.isCutOff())
                .orElseThrow(() -> new HostFailure("input/output error on " + device, "look at the array", null));
    }

    private void takeAway(Path link) {
        links.remove(link);
        Optional.ofNullable(waiting.remove(link)).ifPresent(next -> links.put(link, next));
    }
}
