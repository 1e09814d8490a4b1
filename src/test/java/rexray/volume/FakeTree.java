package rexray.volume;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files and directories of a volume, whichever host has it mounted; by their paths on it. For one thread at a time. */
public final class FakeTree {
    private final Map<Path, String> files = new HashMap<>();
    private final Map<Path, String> directories = new HashMap<>();

    Map<Path, String> files() {
        return files;
    }

    /** Each with its owner and mode. */
    Map<Path, String> directories() {
        return directories;
    }

    /** What a file holds. */
    public Optional<String> file(String path) {
        return Optional.ofNullable(files.get(Path.of(path)));
    }

    public void put(String path, String text) {
        files.put(Path.of(path), text);
    }

    /** To whom a directory belongs, and its mode; empty if there is none. */
    public Optional<String> directory(String path) {
        return Optional.ofNullable(directories.get(Path.of(path)));
    }

    /** A copy, as an array makes it. */
    void copyFrom(FakeTree origin) {
        files.putAll(origin.files);
        directories.putAll(origin.directories);
    }
}
