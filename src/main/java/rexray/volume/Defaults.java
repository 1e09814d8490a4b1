package rexray.volume;

import java.util.Optional;

/**
 * What a new volume is like where whoever has it made says nothing. What is empty is as the service does it. A volume that
 * is there already may have it in any way.
 *
 * @param fileSystem what it is formatted with at once; empty to leave that to the first Mount
 * @param iops as in {@link Limits}; a volume remembers it, and so is formatted at once
 */
public record Defaults(Optional<Size> size, Optional<FileSystemType> fileSystem, Optional<Long> iops,
        Optional<Placement> placement) {
    /** All as the service does it. */
    public static final Defaults NONE = new Defaults(Optional.empty(), Optional.empty(), Optional.empty(),
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
        VolumeSettings settings = wanted.settings();
        return formatted.remembering(settings.withLimits(settings.iops().or(() -> iops), Optional.empty()));
    }
}
