package rexray.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The names under which scripts for the original call its commands. Two have become commands of their own: {@code volume
 * inspect}, which shows one volume, and {@code service reload}, which was a restart.
 */
final class OriginalAliasesTest {
    @TempDir
    private Path directory;

    private String help(String command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, UTF_8);
        assertEquals(0, new RexrayCommand(new FakeBackend(), TestProgram.places(directory)).run(out, out,
                (command + " --help").split(" ")), () -> bytes.toString(UTF_8));
        return bytes.toString(UTF_8);
    }

    /** The help names the command, and all its options. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        volume ls         | l list get
        volume create     | c n new
        volume rm         | r remove delete del
        volume attach     | a
        volume detach     | d
        volume mount      | m
        volume unmount    | u umount
        device ls         | get list
        device mount      | m
        device unmount    | u umount
        device format     | f
        adapter types     | ls list
        adapter instances | i instance
        snapshot ls       | l list get
        snapshot create   | c n new
        snapshot rm       | r remove delete del
        service restart   | force-reload
        """)
    void aliasesReachTheCommand(String command, String aliases) {
        String expected = help(command);
        String group = command.substring(0, command.indexOf(' '));

        assertTrue(expected.contains("Usage: rexray " + command + " ["), expected);
        Stream.of(aliases.split(" ")).forEach(alias -> assertEquals(expected, help(group + " " + alias), alias));
    }

    @ParameterizedTest
    @CsvSource({"start", "stop", "restart", "status"})
    void serviceCommandsStandAtTheTopToo(String command) {
        assertEquals(help("service " + command).replace("rexray service " + command, "rexray " + command),
                help(command));
    }

    @ParameterizedTest
    @CsvSource({"env", "version", "install", "uninstall", "volume inspect", "volume path", "volume map",
            "service reload", "service initsys"})
    void otherNamesOfTheOriginalAreCommands(String command) {
        assertTrue(help(command).contains("Usage: rexray " + command + " ["), command);
    }
}
