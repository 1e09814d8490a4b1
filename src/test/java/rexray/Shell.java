package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Commands that tests run. */
final class Shell {
    private Shell() {}

    /** Runs one that must succeed, and returns what it printed. */
    static String succeed(Object... command) {
        StringBuilder output = new StringBuilder();
        assertEquals(0, run(output, command), () -> Arrays.toString(command) + ": " + output);
        return output.toString();
    }

    /** Runs one, however it ends. */
    static void run(Object... command) {
        run(new StringBuilder(), command);
    }

    private static int run(StringBuilder output, Object... command) {
        List<String> words = Arrays.stream(command).map(Object::toString).toList();
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            output.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return process.onExit().join().exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
