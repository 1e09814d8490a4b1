package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The quickstart as a new user runs it: two real Docker engines, a real Redis, an emulated ScaleIO cluster. */
class DemoIT {
    /** It promises less than three minutes; a loaded machine may take longer. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private static final String NODE01 = "10.77.0.11";
    private static final String NODE02 = "10.77.0.12";

    private static final Pattern TYPED_INTO_REDIS = Pattern.compile("^127\\.0\\.0\\.1:6379> (?!exit$)(.+)\\R(.+)$",
            Pattern.MULTILINE);
    private static final Pattern VOLUME_TABLE = Pattern
            .compile("^\\[root@.*# .*rexray lab volumes .*\\R((?s:.*?))(?=^\\[root@|^===)", Pattern.MULTILINE);
    private static final Pattern SDC_ADDRESS = Pattern.compile("\\bIP: (\\S+)");

    @TempDir
    Path directory;

    private MachineState before;
    private Process quickstart;

    @BeforeEach
    void startQuickstart() throws Exception {
        before = MachineState.read();
        // Whoever runs tests in the background has them ignore SIGINT, which a shell cannot undo for itself.
        quickstart = new ProcessBuilder("env", "--default-signal=INT", "packaging/quickstart").redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(outputFile().toFile()).start();
    }

    /** One that outlived its test is asked to end, because killed it would leave its lab behind. */
    @AfterEach
    void endQuickstart() throws InterruptedException {
        quickstart.destroy();
        if (!quickstart.waitFor(60, SECONDS)) {
            quickstart.destroyForcibly();
        }
    }

    @Test
    void redisAnswersAsInTheWhitePaperAndNothingIsLeft() throws Exception {
        assertEquals(0, exitStatus(), this::output);
        assertEquals(List.of("set data locally_persistent -> OK", "save -> OK",
                "get data -> \"locally_persistent\"",
                "get data -> (nil)",
                "set data globally_persistent -> OK", "save -> OK",
                "get data -> \"globally_persistent\""), repliesOfRedis());
        assertEquals(List.of("nobody", NODE01, NODE01, "nobody", "nobody", NODE02, NODE02),
                holdersOfTheVolume());
        assertPrinted(readmesScreen("    [root@"));
        assertPrinted(readmesScreen("     Volume ID: "));
        before.assertNothingAdded();
    }

    @Test
    void interruptedAmidAMountItLeavesNothing() throws Exception {
        String amidAMount = "docker run -d --name redis --volume-driver rexray";
        assertTrue(Await.upTo(DEADLINE, () -> output().contains(amidAMount) || !quickstart.isAlive()), this::output);
        interrupt();

        assertEquals(130, exitStatus(), this::output);
        before.assertNothingAdded();
    }

    private void interrupt() throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(quickstart.pid())).inheritIO().start().waitFor();
    }

    private int exitStatus() throws InterruptedException {
        assertTrue(quickstart.waitFor(DEADLINE.toSeconds(), SECONDS), () -> "does not end:\n" + output());
        return quickstart.exitValue();
    }

    private List<String> repliesOfRedis() {
        return TYPED_INTO_REDIS.matcher(output()).results().map(typed -> typed.group(1) + " -> " + typed.group(2))
                .toList();
    }

    /** Whom the volume is mapped to, by each of the tables in turn. */
    private List<String> holdersOfTheVolume() {
        return VOLUME_TABLE.matcher(output()).results().map(table -> SDC_ADDRESS.matcher(table.group(1)).results()
                .map(address -> address.group(1)).findFirst().orElse("nobody")).toList();
    }

    /** The block of the README that begins so. */
    private static List<String> readmesScreen(String begin) throws IOException {
        List<String> screen = Files.readAllLines(Path.of("README.md")).stream()
                .dropWhile(line -> !line.startsWith(begin)).takeWhile(line -> !line.isEmpty())
                .map(DemoIT::withoutId).toList();
        assertFalse(screen.isEmpty(), begin);
        return screen;
    }

    /** All of these lines in this order, with others in between. */
    private void assertPrinted(List<String> screen) {
        List<String> printed = output().lines().map(DemoIT::withoutId).toList();
        int at = 0;
        for (String line : screen) {
            int found = printed.subList(at, printed.size()).indexOf(line);
            assertTrue(found >= 0, () -> "the README shows what was not printed, or not then: " + line);
            at += found + 1;
        }
    }

    private static String withoutId(String line) {
        return line.strip().replaceAll("\\b[0-9a-f]{16}\\b", "ID");
    }

    private String output() {
        try {
            return Files.readString(outputFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path outputFile() {
        return directory.resolve("output");
    }
}
