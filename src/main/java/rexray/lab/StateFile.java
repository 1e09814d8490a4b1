package rexray.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rexray.volume.VolumeException.RefusedInput;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where the state of the cluster outlives the gateway: {@code state.json} holds it as it was once, and
 * {@code changes.jsonl} what changed since, a {@link StateChange} a line. So a change costs as much in a cluster of ten
 * thousand volumes as in a small one. For one thread.
 */
final class StateFile {
    /** Beyond it, the changes are worked into the state. */
    private static final long LONGEST = 16 << 20;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Path path;
    private final Path changes;
    private @Nullable State saved;

    StateFile(Path directory) {
        this.path = directory.resolve("state.json");
        this.changes = directory.resolve("changes.jsonl");
    }

    /** The state; empty if there is no such file yet. */
    Optional<State> load() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            State state = json.readValue(Files.readAllBytes(path), State.class);
            if (Files.exists(changes)) {
                state = withChanges(state, Files.readString(changes));
            }
            saveAll(state);
            return Optional.of(state);
        } catch (JsonProcessingException e) {
            throw new RefusedInput(path + " is not the state of a lab: " + e.getOriginalMessage(),
                    "move the file away to start with an empty cluster");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the state would survive {@code kill -9} and a power cut. */
    void save(State state) {
        try {
            if (saved == null || (Files.exists(changes) && Files.size(changes) > LONGEST)) {
                saveAll(state);
            } else {
                append(StateChange.between(saved, state));
                saved = state;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In this order: a change is none when it is made once more. */
    private void saveAll(State state) throws IOException {
        DurableFile.readable(path).write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
        Files.deleteIfExists(changes);
        saved = state;
    }

    private void append(StateChange change) throws IOException {
        boolean isNew = !Files.exists(changes);
        try (FileChannel file = FileChannel.open(changes, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long before = file.size();
            try {
                ByteBuffer line = ByteBuffer.wrap((json.writeValueAsString(change) + "\n").getBytes(UTF_8));
                while (line.hasRemaining()) {
                    file.write(line);
                }
                file.force(false);
            } catch (IOException e) {
                // What nobody was told is no part of the state.
                file.truncate(before);
                throw e;
            }
        }
        if (isNew) {
            DurableFile.syncDirectoryOf(changes);
        }
    }

    /** The last line may be the half that a power cut left: nobody was told that it was done. */
    private State withChanges(State before, String text) throws JsonProcessingException {
        State state = before;
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            state = json.readValue(line, StateChange.class).appliedTo(state);
        }
        return state;
    }
}
