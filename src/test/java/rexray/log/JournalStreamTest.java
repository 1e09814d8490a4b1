package rexray.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class JournalStreamTest {
    @TempDir
    private Path directory;

    private Path stream() throws IOException {
        return Files.writeString(directory.resolve("stderr"), "");
    }

    private static String id(Path file) throws IOException {
        return Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");
    }

    @Test
    void streamThatTheVariableNamesIsTheJournals() throws IOException {
        assertTrue(JournalStream.is(stream(), Map.of("JOURNAL_STREAM", id(stream()))));
    }

    @Test
    void streamOfAChildThatWasLedElsewhereIsNot() throws IOException {
        assertFalse(JournalStream.is(stream(), Map.of("JOURNAL_STREAM", id(directory))));
    }

    @Test
    void withoutTheVariableNothingIs() throws IOException {
        assertFalse(JournalStream.is(stream(), Map.of()));
    }

    @Test
    void closedStreamIsNot() {
        assertFalse(JournalStream.is(directory.resolve("none"), Map.of("JOURNAL_STREAM", "8:1")));
    }
}
