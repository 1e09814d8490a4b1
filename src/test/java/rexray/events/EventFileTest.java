package rexray.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.LogLines;
import rexray.volume.Event.Field;
import rexray.volume.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class EventFileTest {
    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("log/events.jsonl");
    }

    private EventFile events(long most) {
        return new EventFile(new EventOptions(file(), new Size(most)));
    }

    private static Map<Field, Object> event(String message) {
        Map<Field, Object> event = new EnumMap<>(Map.of(Field.MESSAGE, message, Field.TIME, "1970-01-01T00:00:00Z",
                Field.DURATION, 12L));
        return event;
    }

    @Test
    void eventIsALineOfJsonWithTheTimeFirst() throws IOException {
        events(1 << 20).add(event("volume \"a\"\nis mounted"));

        String line = Files.readString(file());
        assertTrue(line.startsWith("{\"time\":\"1970-01-01T00:00:00Z\","), line);
        assertEquals(1, line.lines().count());
        JsonNode json = new ObjectMapper().readTree(line);
        assertEquals("volume \"a\"\nis mounted", json.path("message").asText());
        assertTrue(json.path("durationMillis").isNumber());
    }

    @Test
    void onlyRootCanReadThem() throws IOException {
        events(1 << 20).add(event("mounted"));

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void bothFilesTogetherTakeNoMoreThanIsAllowed() throws IOException {
        EventFile events = events(2000);
        for (int i = 0; i < 100; i++) {
            events.add(event("volume number " + i));
            assertTrue(bytes(file()) + bytes(EventOptions.before(file())) <= 2000, "too large after " + i);
        }

        List<String> lines = new EventTail(file()).next();
        assertTrue(lines.size() >= 10, lines.toString());
        assertTrue(lines.getLast().contains("volume number 99"), lines.toString());
    }

    @Test
    void eventThatCannotBeWrittenIsSaidToBeLost() throws IOException {
        Files.writeString(directory.resolve("log"), "no directory");
        try (LogLines log = new LogLines()) {
            events(1 << 20).add(event("mounted"));

            assertTrue(log.contain("WARN cannot write an event to " + file()), () -> log.all().toString());
        }
    }

    private static long bytes(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
