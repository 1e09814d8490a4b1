package rexray.volume;

import java.util.function.Supplier;
import rexray.volume.Event.Kind;
import rexray.volume.UnderWay.Step;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.Unsupported;

/**
 * Makes volumes larger: the volume at the array, its device on this host, and the file system on it, while containers use
 * it or not. Each step tolerates having been done, so that a repetition goes on where the last try broke off. The caller
 * holds the volume's lock.
 */
final class Growth {
    private final ControlPlane array;
    private final Host host;
    private final Attachments attachments;
    private final Departures departures;
    private final Supplier<VolumeOptions> options;
    private final UnderWay underWay;
    private final Journal journal;

    Growth(ControlPlane array, Host host, Attachments attachments, Departures departures,
            Supplier<VolumeOptions> options, UnderWay underWay, Journal journal) {
        this.array = array;
        this.host = host;
        this.attachments = attachments;
        this.departures = departures;
        this.options = options;
        this.underWay = underWay;
        this.journal = journal;
    }

    /**
     * @return the size that the volume has then, at least {@code wanted}
     * @throws VolumeException.HeldElsewhere if another host holds it: only that one can make the file system larger
     */
    Size grow(VolumeName name, VolumeId id, Size wanted, Deadline deadline) {
        if (!(array instanceof Resizing resizing)) {
            throw new Unsupported("volume " + name + ": this array cannot enlarge volumes", "create a larger"
                    + " volume and copy the files");
        }
        Volume before = array.read(id, deadline)
                .orElseThrow(() -> NotFound.volume(name));
        if (array.allocated(wanted).compareTo(before.size()) < 0) {
            throw new RefusedInput("volume " + name + " has " + before.size() + " and cannot be made smaller",
                    "give a larger size");
        }
        if (attachments.mounted(name).isPresent()) {
            if (!before.isHeldOnlyBy(attachments.self(deadline))) {
                throw new InUse("volume " + name + " is mounted here, but the array says that it is "
                        + before.whoseItIs(), "stop the containers that use it on this host, then try again");
            }
            return growMounted(name, id, resizing, wanted, deadline);
        }
        attachments.attachFree(name, id, NewFileSystem.of(options.get().fileSystem()), deadline);
        try {
            return growMounted(name, id, resizing, wanted, deadline);
        } finally {
            departures.releaseHeld(name, id);
        }
    }

    private Size growMounted(VolumeName name, VolumeId id, Resizing resizing, Size wanted, Deadline deadline) {
        long start = System.nanoTime();
        Size size = resizing.grow(id, wanted, deadline);
        BlockDevice device;
        try (var _ = underWay.begin(name, Step.GROWING, "waiting for its device to have " + size)) {
            device = attachments.deviceOfSize(name, id, size, deadline);
        }
        attachments.mappings().get(id).ifPresent(note -> attachments.mappings().put(id, note.withSize(size)));
        Mount mount = attachments.mounted(name).orElseThrow();
        FileSystemType type = FileSystemType.named(mount.type()).orElseThrow(() -> new HostFailure(
                "volume " + name + " holds a file system of type " + mount.type() + ", which cannot be enlarged here",
                "enlarge it by hand", null));
        try (var _ = underWay.begin(name, Step.GROWING, "enlarging its " + type)) {
            host.grow(device, type, mount.mountpoint(), deadline);
        }
        journal.tell(Event.of(Kind.RESIZED, name, id, "resized to " + size + ", with its file system,").since(start));
        return size;
    }
}
