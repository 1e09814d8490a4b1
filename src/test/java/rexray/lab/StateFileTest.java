package rexray.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class StateFileTest {
    @TempDir
    private Path directory;
    private StateFile file;
    private State state;

    @BeforeEach
    void saveNewCluster() {
        file = new StateFile(directory);
        state = State.ofNewCluster(new Random(1), 0);
        file.save(state);
    }

    private static StoredVolume volume(String id) {
        return new StoredVolume(id, "name" + id, 1 << 23, VolumeType.THIN, "tree" + id, null, null, 7,
                VolumeSettings.usual(), false,
                List.of());
    }

    private State save(State next) {
        file.save(next);
        return next;
    }

    private State loaded() {
        return new StateFile(directory).load().orElseThrow();
    }

    @Test
    void whatWasAddedChangedAndRemovedIsLoaded() {
        State both = save(state.with(volume("1")).with(volume("2")).with(new VTree("tree1", "name1", "1")));
        State last = save(both.with(volume("2").withName("other")).withoutVolumes(List.of("1")).withoutVTree("tree1"));

        assertEquals(last, loaded());
        assertEquals(last, loaded(), "also after the changes were worked into the state");
    }

    @Test
    void changeIsAsLongInALargeCluster() throws IOException {
        State large = state;
        for (int i = 0; i < 1000; i++) {
            large = large.with(volume("x" + i));
        }
        save(large);
        long before = Files.size(directory.resolve("changes.jsonl"));

        save(large.with(volume("y")));

        assertTrue(Files.size(directory.resolve("changes.jsonl")) - before < 1000);
    }

    @Test
    void halfALineIsNoChange() throws IOException {
        State whole = save(state.with(volume("1")));
        Files.writeString(directory.resolve("changes.jsonl"), "{\"volumes\":{\"2\":{\"id\":",
                StandardOpenOption.APPEND);

        assertEquals(whole, loaded());
    }

    @Test
    void changesThatAreInTheStateAlreadyDoNoHarm() throws IOException {
        State last = save(save(state.with(volume("1"))).with(volume("2")).withoutVolumes(List.of("1")));
        byte[] changes = Files.readAllBytes(directory.resolve("changes.jsonl"));
        loaded();
        Files.write(directory.resolve("changes.jsonl"), changes);

        assertEquals(last, loaded());
    }
}
