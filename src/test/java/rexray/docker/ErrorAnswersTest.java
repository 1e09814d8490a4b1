package rexray.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rexray.volume.ExampleFailures;
import rexray.volume.VolumeException;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What the plugin socket answers for each kind of failure is what {@code docs/reference/errors.md} says. */
final class ErrorAnswersTest extends PluginFixture {
    static Stream<VolumeException> kinds() {
        return ExampleFailures.all().stream();
    }

    private static String onThePage(VolumeException kind) throws IOException {
        return Files.readAllLines(Path.of("docs/reference/errors.md")).stream()
                .filter(line -> line.startsWith("| `" + kind.code() + "` |")).map(line -> line.split(" *\\| *", -1)[4])
                .findFirst().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void getIsAnsweredAsThePageSays(VolumeException kind) throws IOException {
        array.onEachRequest(() -> {
            throw kind;
        });

        int status = docker.post("VolumeDriver.Get", "{\"Name\":\"db\"}").status();

        // A connection that is closed without an answer has none.
        assertEquals(onThePage(kind), status == 0 ? "none, after 31 s" : status + " and the message");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everythingElseIsRefusedInItsWords(VolumeException kind) throws IOException {
        array.onEachRequest(() -> {
            throw kind;
        });

        assertEquals("text; text", error("VolumeDriver.Create", "{\"Name\":\"db\"}"));
    }
}
