package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import rexray.volume.Event.Kind;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;

/**
 * What a person orders for one volume, beyond what a container engine can ask for. Keeps the same rules: nothing is taken
 * from its users on this host, and one volume sees one operation at a time. Many threads may use it.
 */
public final class ByHand {
    /** Who a person at the command line is among the users of a mount; falls only by an unmount of theirs. */
    public static final Caller PERSON = new Caller("command line");

    private final ControlPlane array;
    private final Node node;
    private final Host host;
    private final Attachments attachments;
    private final Users users;
    private final VolumeLocks locks;
    private final Duration timeout;
    private final Journal journal;

    ByHand(ControlPlane array, Node node, Host host, Attachments attachments, Users users, VolumeLocks locks,
            Duration timeout, Journal journal) {
        this.array = array;
        this.node = node;
        this.host = host;
        this.attachments = attachments;
        this.users = users;
        this.locks = locks;
        this.timeout = timeout;
        this.journal = journal;
    }

    /**
     * Takes a volume from whoever holds it, whatever the configuration says and however lately it was taken from this
     * host. It then is mapped here, for the next Mount.
     *
     * @return who held it
     */
    public List<Holder> takeOver(VolumeName name) {
        Deadline deadline = Deadline.after(timeout);
        VolumeId id = find(name, deadline);
        try (VolumeLocks.Held _ = locks.acquire(id, name, deadline)) {
            return attachments.takeOver(name, id, deadline);
        }
    }

    /**
     * Maps a volume to this host without mounting it. Nobody is counted as its user, so that it goes with the next Unmount,
     * or when the daemon starts anew.
     *
     * @return its device
     */
    public Path attach(VolumeName name) {
        Deadline deadline = Deadline.after(timeout);
        VolumeId id = find(name, deadline);
        try (VolumeLocks.Held _ = locks.acquire(id, name, deadline)) {
            if (attachments.mounted(name).isPresent()) {
                return device(id).orElseThrow(() -> new HostFailure(
                        "volume " + name + " is mounted here, but its device " + node.device(id) + " is gone",
                        "stop the containers that use it, then try again", null));
            }
            Path device = attachments.hold(name, id, deadline);
            journal.tell(Event.of(Kind.ATTACHED, name, id, "attached as " + device + " by hand"));
            return device;
        }
    }

    /**
     * Ends the mapping of a volume to this host, whoever asked for it; success if there is none.
     *
     * @throws InUse if anything on this host uses the volume
     */
    public void detach(VolumeName name) {
        Deadline deadline = Deadline.after(timeout);
        VolumeId id = find(name, deadline);
        try (VolumeLocks.Held _ = locks.acquire(id, name, deadline)) {
            int uses = users.count(id);
            if (uses > 0) {
                throw inUse(name, uses);
            }
            attachments.letGo(name, id, deadline);
        }
        journal.tell(Event.of(Kind.DETACHED, name, id, "detached by hand"));
    }

    /** How many uses of the mount of the volume of that name are a person's. */
    public int uses(VolumeName name) {
        return users.named(name).map(id -> users.countOf(id, PERSON)).orElse(0);
    }

    /** The refusal to take a mount from its users. */
    public static InUse inUse(VolumeName name, int uses) {
        return new InUse("volume " + name + " is mounted on this host for " + uses + (uses == 1 ? " user" : " users"),
                "stop the containers that use it, or unmount what the command line mounted with 'rexray volume unmount "
                        + name + "'");
    }

    /** Whether this host holds the volume, by the array's word. */
    public boolean isHeldHere(Volume volume) {
        return volume.isHeldBy(attachments.self(Deadline.after(timeout)));
    }

    /** The volume's device on this host, as the SDC names it; empty if it is not there. */
    public Optional<Path> device(VolumeId id) {
        Path link = node.device(id);
        return host.device(link).map(device -> link);
    }

    private VolumeId find(VolumeName name, Deadline deadline) {
        return array.resolve(name, deadline).orElseThrow(() -> NotFound.volume(name));
    }
}
