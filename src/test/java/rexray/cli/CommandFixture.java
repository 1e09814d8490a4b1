package rexray.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Commands on a host that is a directory, before a fake of all that is behind them. */
abstract class CommandFixture {
    @TempDir
    Path directory;
    final FakeBackend backend = new FakeBackend();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Runs a command, with words that are parted by spaces, and returns its exit code. */
    final int run(String command) {
        out.reset();
        err.reset();
        return new RexrayCommand(backend, TestProgram.places(directory)).run(new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8), command.split(" "));
    }

    /** What the last command printed. */
    final String out() {
        return out.toString(UTF_8);
    }

    /** What the last command complained of. */
    final String err() {
        return err.toString(UTF_8);
    }
}
