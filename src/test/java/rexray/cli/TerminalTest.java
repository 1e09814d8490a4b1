package rexray.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a table looks like on a screen, for which {@code script} of util-linux stands, and elsewhere. */
final class TerminalTest {
    private static final String HEADER = "Device  MountPoint  FSType";
    @TempDir
    private Path directory;

    private List<String> list() {
        return List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
                "-D" + TestProgram.DIRECTORY + "=" + directory, "-cp", System.getProperty("java.class.path"),
                TestProgram.class.getName(), "device", "ls");
    }

    private List<String> onScreen() {
        return List.of("script", "-qec", list().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")),
                "/dev/null");
    }

    private static String output(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("NO_COLOR");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void headerIsBoldOnAScreen() throws IOException, InterruptedException {
        assertEquals("\u001b[1m" + HEADER + "\u001b[0m\r\n", output(onScreen(), Map.of()));
    }

    @Test
    void headerIsPlainForWhoWantsNoColour() throws IOException, InterruptedException {
        assertEquals(HEADER + "\r\n", output(onScreen(), Map.of("NO_COLOR", "1")));
    }

    /** So no-color.org has it. */
    @Test
    void emptyNoColorSaysNothing() throws IOException, InterruptedException {
        assertEquals("\u001b[1m" + HEADER + "\u001b[0m\r\n", output(onScreen(), Map.of("NO_COLOR", "")));
    }

    @Test
    void headerIsPlainInAPipe() throws IOException, InterruptedException {
        assertEquals(HEADER + "\n", output(list(), Map.of()));
    }
}
