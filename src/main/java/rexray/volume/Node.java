package rexray.volume;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The array's client software on this host, which turns mapped volumes into block devices. Implementations may be used
 * by many threads at once.
 */
public interface Node {
    /**
     * What this host calls itself towards the array; for ScaleIO the SDC's GUID.
     *
     * @throws VolumeException.HostFailure if the client software is missing or does not answer
     */
    String identity(Deadline deadline);

    /** Where the device of a volume is while it is mapped to this host; the path need not exist. */
    Path device(VolumeId id);

    /**
     * Another volume's claim to the device of this one: what stands in the place of {@link #device} for it and leads to
     * the same device. One of the two is left of a mapping that has ended. Looks at all that there is, so it is not for
     * waiting in small steps.
     *
     * @throws VolumeException.HostFailure if that cannot be looked at
     */
    Optional<Path> rivalOf(VolumeId id);

    /**
     * Waits until {@link #device} exists, asking the client software to look again on the way.
     *
     * @throws VolumeException.HostFailure if it did not appear in time
     */
    Path awaitDevice(VolumeId id, Deadline deadline);

    /**
     * Asks the client software to look again at the volumes mapped to this host, whose devices then get their new sizes.
     *
     * @throws VolumeException.HostFailure if it does not
     */
    default void rescan(Deadline deadline) {
        // Software that looks by itself needs to be asked nothing.
    }
}
