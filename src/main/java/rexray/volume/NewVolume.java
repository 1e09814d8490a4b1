package rexray.volume;

import java.util.Optional;
import rexray.volume.VolumeException.RefusedInput;

/**
 * What a volume is to be like that somebody wants made. What is empty is as configured; a volume that is there already may
 * have it in any way.
 *
 * @param source what it is to be a writable copy of; it then is where that is, and as large
 * @param fileSystem what it is formatted with at once; empty to leave that to the first Mount
 */
public record NewVolume(Optional<Size> size, Layout layout, Optional<VolumeName> source,
        Optional<FileSystemType> fileSystem) {
    public static final NewVolume CONFIGURED = new NewVolume(Optional.empty(), Layout.CONFIGURED, Optional.empty(),
            Optional.empty());

    /** @throws RefusedInput if these do not go together */
    public NewVolume {
        if (source.isPresent() && !layout.equals(Layout.CONFIGURED)) {
            throw new RefusedInput("a copy of " + source.get() + " is in the storage pool of its origin, and thin",
                    "leave out what says otherwise");
        }
        if (source.isPresent() && fileSystem.isPresent()) {
            throw new RefusedInput("a copy of " + source.get() + " has the file system of its origin",
                    "leave the file system out");
        }
        if (source.isPresent() && size.isPresent()) {
            throw new RefusedInput("a copy of " + source.get() + " has the size of its origin",
                    "leave the size out; the copy can be resized once it is there");
        }
    }

    public static NewVolume copyOf(VolumeName source) {
        return new NewVolume(Optional.empty(), Layout.CONFIGURED, Optional.of(source), Optional.empty());
    }
}
