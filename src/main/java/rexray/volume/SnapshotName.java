package rexray.volume;

import java.util.List;
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

    /**
     * Reads {@code VOLUME@LABEL}.
     *
     * @throws RefusedInput if it is anything else
     */
    public static SnapshotName parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new RefusedInput(VolumeName.quote(text) + " names no snapshot",
                    "write the volume, '@' and a label, as in pgdata@before-upgrade");
        }
        return new SnapshotName(new VolumeName(text.substring(0, at)), text.substring(at + 1));
    }

    /**
     * The label of snapshots that are taken at one moment.
     *
     * @throws RefusedInput if they have not all the same
     */
    public static String labelOf(List<SnapshotName> names) {
        List<String> labels = names.stream().map(SnapshotName::label).distinct().toList();
        if (labels.size() != 1) {
            throw new RefusedInput("snapshots of one moment have one label, not " + String.join(" and ", labels),
                    "take them one after the other if they need not be of the same moment");
        }
        return labels.getFirst();
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
