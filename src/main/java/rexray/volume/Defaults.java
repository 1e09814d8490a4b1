package rexray.volume;

import java.util.Optional;

/**
 * What a new volume is like where whoever has it made says nothing. What is empty is as the service does it. A volume that
 * is there already may have it in any way.
 *
 * @param fileSystem what it is formatted with at once; empty to leave that to the first Mount, and not if {@code settings}
 *     say how it is made
 * @param settings what it remembers, for which it is formatted at once too
 */
public record Defaults(Optional<Size> size, Optional<FileSystemType> fileSystem, VolumeSettings settings,
        Optional<Placement> placement) {
    /** All as the service does it. */
    public static final Defaults NONE = new Defaults(Optional.empty(), Optional.empty(), VolumeSettings.NONE,
            Optional.empty());

    /** Where the array is to keep a volume. */
    Layout layout(Layout wanted) {
        return placement.map(wanted::otherwise).orElse(wanted);
    }

    /** What a volume gets besides once it is made. A copy has what its origin has. */
    NewVolume complete(NewVolume wanted) {
        if (wanted.source().isPresent() || wanted.existing().isPresent()) {
            return wanted;
        }
        NewVolume formatted = wanted.fileSystem().or(() -> fileSystem).map(wanted::formattedWith).orElse(wanted);
        // How one file system is made says nothing of another.
        VolumeSettings usual = formatted.fileSystem().equals(fileSystem)
                ? settings
                : settings.withMkfsOptions(Optional.empty());
        return formatted.remembering(wanted.settings().or(usual));
    }
}
