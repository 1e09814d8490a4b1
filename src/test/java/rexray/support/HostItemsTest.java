package rexray.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class HostItemsTest {
    @TempDir
    private Path directory;

    private void file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void notesAreTheirsAndNothingOfVolumes() throws IOException {
        file("lib/mappings/a.json", "{\"note\":1}");
        file("lib/volumes/db/data/private.json", "{\"theirs\":1}");
        file("lib/volumes/private.json", "{\"theirs\":2}");
        file("run/status.json", "{\"note\":2}");

        String notes = HostItems.notes(directory.resolve("lib/volumes"), directory.resolve("lib"),
                directory.resolve("run"));

        assertTrue(notes.contains("{\"note\":1}") && notes.contains("{\"note\":2}"), notes);
        assertFalse(notes.contains("theirs"), notes);
    }

    @Test
    void withoutDirectoriesThereAreNoNotes() throws IOException {
        assertEquals("", HostItems.notes(directory, directory.resolve("none")));
    }

    @Test
    void longFileIsGivenByItsEnd() throws IOException {
        file("log", "begin" + "x".repeat(3 << 20) + "end");

        String tail = HostItems.tail(directory.resolve("log"));

        assertEquals(2 << 20, tail.length());
        assertTrue(tail.endsWith("xend"));
    }

    @Test
    void filesOfTheKernelAreWhole() throws IOException {
        assertTrue(HostItems.tail(Path.of("/proc/self/mountinfo")).contains(" / "));
    }

    @Test
    void programThatIsMissingKeepsNoOtherFromBeingRun() {
        String text = HostItems.commands(List.of("no-such-program"), List.of("echo", "here"));

        assertTrue(text.contains("$ no-such-program\n"), text);
        assertTrue(text.contains("\nhere\n"), text);
    }
}
