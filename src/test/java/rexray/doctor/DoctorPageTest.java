package rexray.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** {@code docs/reference/doctor.md}: its table is that of the code. */
final class DoctorPageTest {
    @Test
    void pageHasEachCheck() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/reference/doctor.md")).stream()
                .dropWhile(line -> !line.startsWith("| code |")).filter(line -> line.startsWith("| `")).toList();

        assertEquals(
                Arrays.stream(Check.values()).map(check -> "| `" + check + "` | " + check.meaning() + " |").toList(),
                rows);
    }
}
