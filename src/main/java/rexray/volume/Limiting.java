package rexray.volume;

/** The ability of an array to limit what one host does with a volume. The rules of {@link ControlPlane} hold here too. */
public interface Limiting {
    /**
     * Limits, or lifts the limits of, a host that the volume is mapped to; they end with the mapping.
     *
     * @throws VolumeException.NotFound if volume or host is gone
     * @throws VolumeException.RefusedInput if the host does not hold the volume
     */
    void limit(VolumeId id, NodeId node, Limits limits, Deadline deadline);
}
