package rexray.linux;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class VolumeFilesTest {
    /** What could not be looked at must not read as a volume that remembers nothing. */
    @ParameterizedTest
    @CsvSource({"0, '', true", "1, 'find: x: No such file or directory', true", "137, '', false", "1, '', false",
            "0, 'cat: x: Input/output error', false", "0, 'find: cat terminated by signal 9', false",
            "137, 'find: x: No such file or directory', false"})
    void lookIsBelievedOnlyIfItCameToItsEnd(int exitCode, String errors, boolean isBelieved) {
        assertEquals(isBelieved, VolumeFiles.hasLookedAtAll(new CommandResult(exitCode, errors)));
    }
}
