package rexray.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import rexray.volume.VolumeException.RefusedInput;

/** Where the state of the cluster outlives the gateway: {@code state.json}. */
final class StateFile {
    private final JsonMapper json = JsonMapper.builder().build();
    private final Path path;

    StateFile(Path directory) {
        this.path = directory.resolve("state.json");
    }

    /** The state; empty if there is no such file yet. */
    Optional<State> load() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(Files.readAllBytes(path), State.class));
        } catch (JsonProcessingException e) {
            throw new RefusedInput(path + " is not the state of a lab: " + e.getOriginalMessage(),
                    "take the file away to begin with an empty cluster");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the state would survive {@code kill -9} and a power cut. */
    void save(State state) {
        try {
            DurableFile.readable(path).write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
