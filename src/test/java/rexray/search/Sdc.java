package rexray.search;

import java.nio.file.Path;
import java.util.Optional;
import rexray.lab.ArrayInMemory;
import rexray.volume.Deadline;
import rexray.volume.Node;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeId;

/** The emulated client of the array on one machine: shows on its kernel what the array lets this machine use. */
final class Sdc implements Node {
    private static final Path LINKS = Path.of("/dev/disk/by-id");
    private final String guid;
    private final String ip;
    private String id = "";
    private final ArrayInMemory array;
    private final Kernel kernel;
    private final Disks disks;

    /** {@link #connect} comes first. */
    Sdc(String guid, String ip, ArrayInMemory array, Kernel kernel, Disks disks) {
        this.guid = guid;
        this.ip = ip;
        this.array = array;
        this.kernel = kernel;
        this.disks = disks;
    }

    /** The array's id. */
    String id() {
        return id;
    }

    void connect() {
        id = array.connect(guid, ip);
    }

    boolean isConnected() {
        return array.isConnected(id);
    }

    /** Where a volume's device is. */
    Path link(String volumeId) {
        return LINKS.resolve("emc-vol-" + disks.systemId() + "-" + volumeId);
    }

    /** Shows what is mapped, and takes away what no longer is. */
    void look() {
        kernel.settle();
        array.volumes().values().forEach(this::show);
    }

    @Override
    public String identity(Deadline deadline) {
        return guid;
    }

    @Override
    public Path device(VolumeId volume) {
        return LINKS.resolve("emc-vol-" + volume);
    }

    /** Each of its links leads to a device of its own. */
    @Override
    public Optional<Path> rivalOf(VolumeId volume) {
        return Optional.empty();
    }

    @Override
    public Path awaitDevice(VolumeId volume, Deadline deadline) {
        show(volume.volume());
        Path link = device(volume);
        if (!kernel.shows(link)) {
            throw new HostFailure("it is mapped, but its device " + link + " did not appear", "look at the SDC", null);
        }
        return link;
    }

    @Override
    public void rescan(Deadline deadline) {
        kernel.rescan();
    }

    private void show(String volumeId) {
        Optional<Disk> disk = disks.find(volumeId);
        if (disk.isPresent() && array.isConnected(id) && array.holders(volumeId).contains(id)) {
            kernel.plug(link(volumeId), disk.get());
        }
    }
}
