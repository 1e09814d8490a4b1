package rexray.volume;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The array, as its management interface shows it: what exists, who holds it, and the changes that one can ask for.
 * Touches nothing of the local machine, so it could as well run on another one; the host that a volume is mapped to is
 * an argument. Implementations may be used by many threads at once.
 *
 * <p>Every method throws {@link VolumeException.ArrayUnavailable} when the array cannot be asked, and never turns that
 * into an empty answer. A change whose reply was lost is read back; if that fails too, the method throws
 * {@link VolumeException.OutcomeUnknown}. Every change may be repeated. {@link VolumeException.TimedOut} if the deadline
 * passes first.
 */
public interface ControlPlane {
    /**
     * The array's id of a host.
     *
     * @param hostIdentity what the host calls itself, see {@link Node#identity}
     * @throws VolumeException.NotFound if the array does not know the host
     */
    NodeId identify(String hostIdentity, Deadline deadline);

    /**
     * The id behind a name; empty if the array says that there is no volume of that name, also when the name is one
     * that the array cannot have. One request.
     */
    Optional<VolumeId> resolve(VolumeName name, Deadline deadline);

    /**
     * What the array calls a volume of that name, which may be another name if the array allows only shorter ones; always
     * the same, and never that of another volume. Empty if the array can have no volume of that name. Asks nobody.
     */
    Optional<String> nameThere(VolumeName name);

    /** The volume as it is now; empty if the array says that it is gone. One request. */
    Optional<Volume> read(VolumeId id, Deadline deadline);

    /** All volumes that can be mounted by name; snapshots, and volumes without a name, are left out. One request. */
    List<Volume> list(Deadline deadline);

    /** The size that the array would really set aside for a request of {@code size}, at least that. */
    Size allocated(Size size);

    /**
     * Makes a volume.
     *
     * @param pool name of a storage pool instead of the configured one
     * @return its id; empty if the name is taken, by whatever kind of volume
     * @throws VolumeException.RefusedInput if the array does not allow the name or size, or there is no such pool
     * @throws VolumeException.ArrayFull if there is no room
     */
    Optional<VolumeId> create(VolumeName name, Size size, Optional<String> pool, Deadline deadline);

    /**
     * Deletes a volume and its data; a volume that is gone already is success.
     *
     * @throws VolumeException.InUse if somebody holds it
     */
    void remove(VolumeId id, Deadline deadline);

    /**
     * Lets {@code node} do I/O on the volume, if nobody else holds it.
     *
     * @throws VolumeException.HeldElsewhere if somebody else does
     * @throws VolumeException.NotFound if volume or node is gone
     */
    Mapping map(VolumeId id, NodeId node, Deadline deadline);

    /**
     * Ends the I/O of {@code node} on the volume, and of nobody else; success if it held nothing, or the volume is gone.
     */
    void unmap(VolumeId id, NodeId node, Deadline deadline);

    /** What the array knows of a host, in words for a message: name, address, id, whether it is connected. */
    String describe(NodeId node, Deadline deadline);

    /** Whether the array sees a host connected. One request. */
    HostState state(NodeId node, Deadline deadline);

    /**
     * How many writes the volume saw, from whoever, in the latest of the short windows over which the array measures; a
     * window that ends before the next one is asked for goes unseen.
     *
     * @return empty if the array does not tell. One request.
     */
    OptionalLong recentWrites(VolumeId id, Deadline deadline);

    /**
     * The volumes that a host may do I/O on. A hint and no proof, see {@link #read} for that: gateways were seen to answer
     * with a part. One request.
     *
     * @throws VolumeException.NotFound if the array does not know the host
     */
    Set<VolumeId> heldBy(NodeId node, Deadline deadline);

    /** The array's connection to a host. */
    enum HostState {
        CONNECTED,
        DISCONNECTED,
        /** The array does not tell, or does not know the host. */
        UNKNOWN
    }

    /** What {@link #map} found. */
    enum Mapping {
        /** This request made the mapping; the node is the only holder. */
        MADE,
        /** The node held the volume before, and others may too: read the volume again. */
        WAS_THERE
    }
}
