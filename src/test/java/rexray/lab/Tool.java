package rexray.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A command that a test runs: what it said, both pipes together, and how it ended. */
record Tool(int status, String output) {
    private static final long SECONDS = 60;

    /** Runs it to its end. */
    static Tool run(Object... command) throws IOException, InterruptedException {
        String[] words = new String[command.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = command[i].toString();
        }
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", words) + " hangs");
        }
        return new Tool(process.exitValue(), output);
    }

    /** Runs one that must succeed. */
    static String succeed(Object... command) throws IOException, InterruptedException {
        Tool tool = run(command);
        assertEquals(0, tool.status, () -> Arrays.toString(command) + ": " + tool.output);
        return tool.output;
    }
}
