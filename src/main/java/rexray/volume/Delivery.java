package rexray.volume;

import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.TimedOut;

/** Brings a volume to where containers get it, from the array or from the mount that is there. The caller holds its lock. */
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final ControlPlane array;
    private final Node node;
    private final Host host;
    private final Attachments attachments;
    private final Furnishing furnishing;
    private final Interiors interiors;

    Delivery(ControlPlane array, Node node, Host host, Attachments attachments, Furnishing furnishing,
            Interiors interiors) {
        this.array = array;
        this.node = node;
        this.host = host;
        this.attachments = attachments;
        this.furnishing = furnishing;
        this.interiors = interiors;
    }

    /** @return the directory for containers */
    Path bring(VolumeName name, VolumeId id, Deadline deadline) {
        Optional<Mount> there = attachments.mounted(name);
        if (there.isPresent()) {
            requireOurs(name, id, there.get(), deadline);
            interiors.remembers(id, furnishing.openAgain(name, id));
        } else {
            attachments.attach(name, id, deadline);
            interiors.remembers(id, furnishing.open(name, id));
        }
        return furnishing.dataDirectory(name);
    }

    /** A mount that is there may be handed out again only while it surely is the volume's, and the volume surely ours. */
    private void requireOurs(VolumeName name, VolumeId id, Mount mount, Deadline deadline) {
        Optional<BlockDevice> device = host.device(node.device(id));
        if (device.isEmpty() || !mount.isOf(device.get())) {
            throw new HostFailure(
                    "volume " + name + ": its mountpoint " + mount.mountpoint() + " holds " + mount.source()
                            + ", which is not the volume's device " + node.device(id),
                    "stop the containers that use that mount and unmount it, then try again", null);
        }
        try {
            NodeId self = attachments.self(deadline);
            Volume volume = array.read(id, deadline).orElseThrow(() -> new NotFound("volume " + name
                    + " is mounted here, but the array says that it was removed", "stop the containers that use it"));
            if (!volume.isHeldOnlyBy(self)) {
                throw new HostFailure(
                        "volume " + name + " is mounted here, but the array says that it is held by "
                                + volume.holders(),
                        "stop the containers that use it on this host, then try again", null);
            }
        } catch (ArrayUnavailable | TimedOut e) {
            if (!host.isReadable(device.get(), deadline)) {
                throw e;
            }
            log.warn("volume {} is used without confirmation by the array, because its device can be read: {}", name,
                    e.problem());
        }
    }
}
