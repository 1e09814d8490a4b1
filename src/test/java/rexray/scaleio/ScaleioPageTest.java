package rexray.scaleio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** {@code docs/reference/scaleio.md}: its tables are those of the code. */
class ScaleioPageTest {
    @Test
    void pageHasEachKindOfRefusal() throws IOException {
        assertEquals(Arrays.stream(RefusalKind.values()).map(ScaleioPageTest::row).collect(Collectors.joining("\n")),
                String.join("\n", rowsBelow("## What the array refuses")));
    }

    static List<String> rowsBelow(String heading) throws IOException {
        return Files.readAllLines(Path.of("docs/reference/scaleio.md")).stream()
                .dropWhile(line -> !line.equals(heading)).skip(1).takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| ")).skip(1).toList();
    }

    private static String row(RefusalKind kind) {
        return "| " + kind.meaning() + " | "
                + kind.codes().stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")) + " | "
                + kind.texts().stream().map(text -> "`" + text + "`").collect(Collectors.joining(", ")) + " | "
                + kind.repeat() + " | " + kind.remedy() + " |";
    }
}
