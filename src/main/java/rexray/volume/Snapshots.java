package rexray.volume;

import java.util.List;

/**
 * The ability of an array to copy volumes as they are at one moment. A copy is a volume of its own, whose
 * {@linkplain Volume#ancestor ancestor} is the one it was made of. The rules of {@link ControlPlane} hold here too.
 */
public interface Snapshots {
    /** One copy that is wanted. */
    record Wanted(VolumeId of, VolumeName name) {}

    /** What became of a wish for copies. */
    enum Taking {
        MADE,
        /** One of the names is taken, perhaps by an earlier try; none was made. */
        NAME_TAKEN
    }

    /**
     * Makes writable copies of several volumes at the same moment: all or none. One request.
     *
     * @throws VolumeException.NotFound if one of the volumes is gone
     * @throws VolumeException.ArrayFull if there is no room, or a volume has as many copies as it may have
     */
    Taking takeSnapshots(List<Wanted> wanted, Deadline deadline);

    /** All snapshots and copies, in the array's order, also those whose origin was removed. One request. */
    List<Volume> snapshots(Deadline deadline);

    /**
     * Makes a volume, which nobody holds, have the contents of one of its snapshots; what it had is lost.
     *
     * @throws VolumeException.Unsupported if this release of the array cannot
     */
    void restore(VolumeId id, VolumeId snapshot, Deadline deadline);
}
