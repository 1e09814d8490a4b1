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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rexray.volume.VolumeException.HostFailure;

/**
 * One small JSON file per volume in a directory of its own, readable by root only, and a copy of them all in memory.
 * What {@link #put} wrote is on disk when it returns, and a crash leaves the old note or the new one, never a part. This
 * process must be the only one that writes there. Many threads may use it: changes of one note happen one after the other,
 * those of different notes side by side, and whoever reads waits for no disk.
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
    private volatile @Nullable ConcurrentMap<VolumeId, T> notes;

    NoteStore(Path directory, Class<T> type) {
        this.directory = directory;
        this.type = type;
    }

    Optional<T> get(VolumeId id) {
        return Optional.ofNullable(loaded().get(id));
    }

    /** All notes, by volume. */
    Map<VolumeId, T> all() {
        return Map.copyOf(loaded());
    }

    /** The volume whose note matches; the first of several. */
    Optional<VolumeId> find(Predicate<T> matches) {
        return loaded().entrySet().stream().filter(entry -> matches.test(entry.getValue())).map(Map.Entry::getKey)
                .findFirst();
    }

    void put(VolumeId id, T note) {
        loaded().compute(id, (same, old) -> {
            write(id, note);
            return note;
        });
    }

    /** Removes the note; success if there is none. */
    void remove(VolumeId id) {
        loaded().computeIfPresent(id, (same, old) -> {
            delete(id);
            return null;
        });
    }

    private void write(VolumeId id, T note) {
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
        } catch (IOException e) {
            throw failure("write", file, e);
        }
    }

    private void delete(VolumeId id) {
        try {
            Files.deleteIfExists(file(id));
            sync();
        } catch (IOException e) {
            throw failure("remove", file(id), e);
        }
    }

    private ConcurrentMap<VolumeId, T> loaded() {
        ConcurrentMap<VolumeId, T> known = notes;
        return known == null ? loadedOnce() : known;
    }

    private synchronized ConcurrentMap<VolumeId, T> loadedOnce() {
        ConcurrentMap<VolumeId, T> known = notes;
        if (known == null) {
            known = load();
            notes = known;
        }
        return known;
    }

    private ConcurrentMap<VolumeId, T> load() {
        ConcurrentMap<VolumeId, T> found = new ConcurrentHashMap<>();
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
