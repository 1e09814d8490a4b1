package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import rexray.volume.ExampleFailures;
import rexray.volume.VolumeException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The exit codes: what commands end with, what their help says of it, and the table in {@code docs/reference/commands.md}. */
final class ExitCodesTest extends CommandFixture {
    private static List<VolumeException> failures() {
        return ExampleFailures.all();
    }

    /** The rest, 0 to 3, are no failures of volumes. */
    @ParameterizedTest
    @MethodSource("failures")
    void commandEndsWithTheCodeOfItsFailure(VolumeException failure) throws IOException {
        Files.writeString(directory.resolve("config.yml"),
                "scaleio: {endpoint: 'https://gw', userName: u, password: p}\n");
        backend.volumes.onSnapshots(() -> {
            throw failure;
        });

        assertEquals(ExitCode.of(failure), run("snapshot create free@now"));
        assertEquals("rexray: " + failure.getMessage() + "\n", err());
        assertEquals(0, run("snapshot create --help"));
        assertTrue(out().contains("\n  " + ExitCode.of(failure) + " "), out());
    }

    @Test
    void pageHasTheCodesOfAllCommands() throws IOException {
        Map<Integer, String> page = Files.readAllLines(Path.of("docs/reference/commands.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*")).map(line -> line.split(" *\\| *", -1))
                .collect(Collectors.toMap(cells -> Integer.valueOf(cells[1]), cells -> cells[2], (one, _) -> one,
                        TreeMap::new));

        assertEquals(codes(), page);
    }

    /** With the commands before a meaning that only they have. */
    private static Map<Integer, String> codes() {
        Map<Integer, String> codes = new TreeMap<>();
        add(codes, new RexrayCommand(new FakeBackend(), TestProgram.places(Path.of("."))).model());
        codes.computeIfPresent(ExitCode.NOT_RUNNING,
                (_, meaning) -> "`service status`, `service reload`: " + meaning);
        return codes;
    }

    private static void add(Map<Integer, String> codes, CommandLine line) {
        ExitCode.meanings(line.getCommand())
                .forEach((code, meaning) -> assertEquals(meaning, codes.merge(Integer.valueOf(code), meaning,
                        (one, _) -> one)));
        line.getSubcommands().values().forEach(below -> add(codes, below));
    }
}
