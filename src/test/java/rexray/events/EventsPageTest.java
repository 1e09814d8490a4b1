package rexray.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rexray.volume.Event;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** {@code docs/reference/events.md}: its tables are those of the code. */
final class EventsPageTest {
    private static List<String> rowsBelow(String heading) throws IOException {
        return Files.readAllLines(Path.of("docs/reference/events.md")).stream()
                .dropWhile(line -> !line.equals(heading)).skip(1).takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `")).toList();
    }

    @Test
    void pageHasEachEvent() throws IOException {
        assertEquals(Arrays.stream(Event.Kind.values()).map(kind -> "| `" + kind + "` | " + kind.meaning() + " |")
                .toList(), rowsBelow("## Events"));
    }

    @Test
    void pageHasEachField() throws IOException {
        assertEquals(Arrays.stream(Event.Field.values()).map(field -> "| `" + field + "` | " + field.meaning() + " |")
                .toList(), rowsBelow("## Fields"));
    }
}
