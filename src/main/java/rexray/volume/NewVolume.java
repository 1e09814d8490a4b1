package rexray.volume;

import java.util.Optional;
import rexray.volume.VolumeException.RefusedInput;

/**
 * What a volume is to be like that somebody wants made. What is empty is as configured; a volume that is there already may
 * have it in any way.
 *
 * @param source what it is to be a writable copy of; it then is where that is, and as large
 * @param fileSystem what it is formatted with at once; empty to leave that to the first Mount
 * @param settings what it is to remember, which means that it is formatted at once too
 * @param existing the array's id of the volume that must be there already by that name, since it is not to be made
 */
public record NewVolume(Optional<Size> size, Layout layout, Optional<VolumeName> source,
        Optional<FileSystemType> fileSystem, VolumeSettings settings, Optional<String> existing) {
    public static final NewVolume CONFIGURED = sized(Optional.empty(), Layout.CONFIGURED);

    /** @throws RefusedInput if these do not go together */
    public NewVolume {
        if (source.isPresent() && !layout.equals(Layout.CONFIGURED)) {
            throw new RefusedInput("a copy of " + source.get() + " is in the storage pool of its origin, and thin",
                    "leave out the options for pool, protection domain and provisioning");
        }
        if (source.isPresent() && (fileSystem.isPresent() || settings.mkfsOptions().isPresent())) {
            throw new RefusedInput("a copy of " + source.get() + " has the file system of its origin",
                    "leave the file system out");
        }
        if (source.isPresent() && size.isPresent()) {
            throw new RefusedInput("a copy of " + source.get() + " has the size of its origin",
                    "leave the size out, and resize the copy afterwards");
        }
        if (source.isPresent() && existing.isPresent()) {
            throw new RefusedInput("a copy of " + source.get() + " is a new volume, but the id"
                    + " " + existing.get() + " names an existing one", "leave one of them out");
        }
    }

    public static NewVolume sized(Optional<Size> size, Layout layout) {
        return new NewVolume(size, layout, Optional.empty(), Optional.empty(), VolumeSettings.NONE, Optional.empty());
    }

    public static NewVolume copyOf(VolumeName source) {
        return new NewVolume(Optional.empty(), Layout.CONFIGURED, Optional.of(source), Optional.empty(),
                VolumeSettings.NONE, Optional.empty());
    }

    /** The same, formatted with that at once. */
    public NewVolume formattedWith(FileSystemType type) {
        return new NewVolume(size, layout, source, Optional.of(type), settings, existing);
    }

    /** The same, which remembers that. */
    public NewVolume remembering(VolumeSettings other) {
        return new NewVolume(size, layout, source, fileSystem, other, existing);
    }

    /** The same, which must be there already with that id. */
    public NewVolume existingAs(String id) {
        return new NewVolume(size, layout, source, fileSystem, settings, Optional.of(id));
    }
}
