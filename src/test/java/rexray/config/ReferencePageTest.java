package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** {@code docs/reference/configuration.md}: its tables are those of the code. */
final class ReferencePageTest {
    private static List<String> rowsBelow(String heading) throws IOException {
        return Files.readAllLines(Path.of("docs/reference/configuration.md")).stream()
                .dropWhile(line -> !line.equals(heading)).skip(1).takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `")).toList();
    }

    @Test
    void pageHasTheSupportedKeys() throws IOException {
        assertEquals(Arrays.stream(Key.values()).map(ReferencePageTest::row).toList(), rowsBelow("## Supported keys"));
    }

    @Test
    void pageHasTheRefusedKeys() throws IOException {
        assertEquals(RefusedKeys.ALL.stream().map(ReferencePageTest::row).toList(), rowsBelow("## Refused keys"));
    }

    private static String row(Key key) {
        return "| `" + key + "` | " + Flags.of(key).map(flag -> "`" + flag + "`").orElse("") + " | " + key.type()
                + " | " + key.defaultText().map(text -> "`" + text + "`").orElse("")
                + " | " + (key.isLive() ? "reload" : "restart") + " | " + key.meaning() + " |";
    }

    private static String row(RefusedKeys.Entry entry) {
        return "| `" + entry.pattern() + "` | " + entry.problem() + " | " + entry.remedy() + " |";
    }
}
