package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import rexray.volume.ExampleFailures;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** {@code docs/reference/errors.md}: every kind of failure, with the exit code that commands have for it. */
final class ErrorsPageTest {
    @Test
    void pageHasEveryKindWithItsExitCode() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/reference/errors.md")).stream()
                .filter(line -> line.startsWith("| `")).map(line -> line.split(" *\\| *", -1))
                .map(cells -> cells[1] + " " + cells[3]).toList();

        assertEquals(ExampleFailures.all().stream().map(kind -> "`" + kind.code() + "` " + ExitCode.of(kind)).toList(),
                rows);
    }
}
