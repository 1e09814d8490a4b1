package rexray.cli;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class EarlyOptionsTest {
    private static String moved(String line) {
        return String.join(" ", EarlyOptions.moved(List.of(line.split(" ")), "volume"::equals));
    }

    @ParameterizedTest
    @CsvSource({"-f json volume ls, volume ls --format=json", "-f=json volume ls, volume ls --format=json",
            "--format yaml volume ls, volume ls --format=yaml", "-q volume ls db, volume ls --quiet db",
            "volume -q ls db, volume ls --quiet db", "-n volume rm db, volume rm --dryRun db",
            "-i --continueOnError volume rm a b, volume rm --idempotent --continueOnError a b",
            "--template {{.Name}} volume ls, volume ls --template={{.Name}}",
            "--templateTabs volume ls, volume ls --templateTabs=true",
            "--templateTabs false volume ls, volume ls --templateTabs=false",
            "--templateTabs=no volume ls, volume ls --templateTabs=no", "-q uninstall, uninstall --quiet",
            "-q volume ls -- -x, volume ls --quiet -- -x"})
    void optionGoesBehindTheCommand(String line, String expected) {
        assertEquals(expected, moved(line));
    }

    @ParameterizedTest
    @CsvSource({"-c ls -q volume ls, -c ls volume ls --quiet", "--config=x -q volume ls, --config=x volume ls --quiet",
            "-s gold -l debug volume -q ls, -s gold -l debug volume ls --quiet"})
    void optionOfAllCommandsStaysWithItsValue(String line, String expected) {
        assertEquals(expected, moved(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"volume ls -q -f json", "volume rm -n -- -q", "start -f", "-q", "-q volume", "volume -q",
            "-x volume ls", "-q=true volume ls", "volume"})
    void allElseIsLeftAsItIs(String line) {
        assertEquals(line, moved(line));
    }

    @Test
    void noWordsAreNoCommand() {
        assertEquals(List.of(), EarlyOptions.moved(List.of(), "volume"::equals));
    }

    /** {@code start -f} is something else. */
    @Test
    void shortNameDoesNotBecomeThatOfAnotherOption() {
        assertEquals("start --format=json", moved("-f json start"));
    }
}
