package rexray.volume;

import java.nio.file.Path;
import java.util.UUID;

/** What a daemon notes before it makes a file system, for tests that begin where it was cut off. */
public final class BegunFormats {
    private BegunFormats() {}

    public static void note(Path stateDirectory, VolumeId id, UUID fileSystem) {
        new NoteStore<>(stateDirectory.resolve("formats"), FormatNote.class).put(id, new FormatNote(fileSystem));
    }
}
