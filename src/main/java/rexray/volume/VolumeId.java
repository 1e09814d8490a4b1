package rexray.volume;

/**
 * What identifies a volume once its name is resolved: volume ids are unique only within one storage system. Locks,
 * notes and read-backs key on it.
 *
 * @param system id of the storage system, safe in a file name, e.g. {@code 2f9b5c1e7a3d4610}
 * @param volume id of the volume within it, safe in a file name, e.g. {@code 91c4e6a000000002}
 */
public record VolumeId(String system, String volume) {
    private static final String HEXADECIMAL = "0123456789abcdef";
    private static final int LONGEST = 32;

    public VolumeId {
        requireHexadecimal(system);
        requireHexadecimal(volume);
    }

    private static void requireHexadecimal(String id) {
        boolean fits = !id.isEmpty() && id.length() <= LONGEST;
        for (int i = 0; fits && i < id.length(); i++) {
            fits = HEXADECIMAL.indexOf(id.charAt(i)) >= 0;
        }
        if (!fits) {
            throw new IllegalArgumentException("not a lower-case hexadecimal id: " + VolumeName.quote(id));
        }
    }

    /** {@code system-volume}, the form in which an SDC names its devices. */
    @Override
    public String toString() {
        return system + "-" + volume;
    }
}
