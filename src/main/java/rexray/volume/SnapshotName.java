package rexray.volume;

import rexray.volume.VolumeException.RefusedInput;

/**
 * What a snapshot is called: the volume's name, {@code @} and a label, e.g. {@code pgdata@before-upgrade}. Docker allows no
 * such name for a volume, so that a snapshot is never taken for one.
 *
 * @param label letters, digits, {@code -}, {@code _} and {@code .}
 */
public record SnapshotName(VolumeName volume, String label) {
    public SnapshotName {
        if (!label.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,100}")) {
            throw new RefusedInput("a snapshot cannot be called " + VolumeName.quote(label),
                    "use letters, digits, '-', '_' and '.', beginning with a letter or digit");
        }
    }

    /** How it is called as a volume. */
    public VolumeName full() {
        return new VolumeName(volume + "@" + label);
    }

    @Override
    public String toString() {
        return full().value();
    }
}
