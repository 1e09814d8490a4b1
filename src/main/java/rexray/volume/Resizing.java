package rexray.volume;

/** The ability of an array to make a volume larger. The rules of {@link ControlPlane} hold here too. */
public interface Resizing {
    /**
     * Makes a volume at least that large, while it is in use too; success if it is already. One or two requests.
     *
     * @return the size that it has then
     * @throws VolumeException.ArrayFull if there is no room
     */
    Size grow(VolumeId id, Size size, Deadline deadline);
}
