package rexray.volume;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rexray.volume.VolumeException.HostFailure;

/**
 * One small JSON file per volume in a directory of its own, readable by root only, and a copy of them all in memory.
 * What {@link #put} wrote is on disk when it returns, and a crash leaves the old note or the new one, never a part. This
 * process must be the only one that writes there. Guarded by this object.
 */
final class NoteStore<T> {
    /** An older daemon must be able to read what a newer one has written. */
    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final FileAttribute<?> ROOT_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String SUFFIX = ".json";

    private final Path directory;
    private final Class<T> type;
    private @Nullable Map<VolumeId, T> notes;

    NoteStore(Path directory, Class<T> type) {
        this.directory = directory;
        this.type = type;
    }

    synchronized Optional<T> get(VolumeId id) {
        return Optional.ofNullable(loaded().get(id));
    }

    /** All notes, by volume. */
    synchronized Map<VolumeId, T> all() {
        return Map.copyOf(loaded());
    }

    /** The volume whose note matches; the first of several. */
    synchronized Optional<VolumeId> find(Predicate<T> matches) {
        return loaded().entrySet().stream().filter(entry -> matches.test(entry.getValue())).map(Map.Entry::getKey)
                .findFirst();
    }

    synchronized void put(VolumeId id, T note) {
        Map<VolumeId, T> known = loaded();
        Path file = file(id);
        Path temporary = directory.resolve(id + ".new");
        try {
            Files.createDirectories(directory,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (FileChannel channel = FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING), ROOT_ONLY)) {
                ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(note));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            sync();
            known.put(id, note);
        } catch (IOException e) {
            throw failure("write", file, e);
        }
    }

    /** Removes the note; success if there is none. */
    synchronized void remove(VolumeId id) {
        if (!loaded().containsKey(id)) {
            return;
        }
        try {
            Files.deleteIfExists(file(id));
            sync();
            loaded().remove(id);
        } catch (IOException e) {
            throw failure("remove", file(id), e);
        }
    }

    private Map<VolumeId, T> loaded() {
        if (notes == null) {
            notes = load();
        }
        return notes;
    }

    private Map<VolumeId, T> load() {
        Map<VolumeId, T> found = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                int dash = name.indexOf('-');
                if (dash > 0 && name.endsWith(SUFFIX)) {
                    VolumeId id = new VolumeId(name.substring(0, dash),
                            name.substring(dash + 1, name.length() - SUFFIX.length()));
                    found.put(id, JSON.readValue(Files.readAllBytes(file), type));
                }
            }
        } catch (NoSuchFileException e) {
            return found;
        } catch (IOException e) {
            throw failure("read", directory, e);
        }
        return found;
    }

    /** A name is durable only once its directory is. */
    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path file(VolumeId id) {
        return directory.resolve(id + SUFFIX);
    }

    private static HostFailure failure(String verb, Path file, IOException cause) {
        return new HostFailure("cannot " + verb + " the note " + file + ": " + cause,
                "make sure that this directory is on a healthy disk with free space, writable by root", cause);
    }
}
