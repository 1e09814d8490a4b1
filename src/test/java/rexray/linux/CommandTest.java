package rexray.linux;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.TimedOut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class CommandTest {
    private static final Program SHELL = new Program("sh", "dash");
    private static final Program SLEEP = new Program("sleep", "coreutils");
    private static final Deadline IN_A_MINUTE = Deadline.after(Duration.ofMinutes(1));

    @Test
    void failureIsAResult() {
        CommandResult result = Command.of(SHELL, "-c", "echo out; echo on  two lines >&2; echo of text >&2; exit 3")
                .run(IN_A_MINUTE);
        assertEquals(3, result.exitCode());
        assertEquals("out\n", result.text());
        assertEquals("on two lines of text (exit code 3)", result.complaint());
    }

    @Test
    void commandThatNeverEndsIsKilledAtTheDeadline() {
        // A number of seconds that no other process sleeps for, to know it by.
        TimedOut timedOut = assertThrows(TimedOut.class,
                () -> Command.of(SLEEP, "4000000077").run(Deadline.after(Duration.ofMillis(100))));
        assertTrue(timedOut.problem().contains("sleep 4000000077"), timedOut.problem());
        assertFalse(ProcessHandle.current().children().anyMatch(CommandTest::isTheSleeper));
    }

    @Test
    void passedDeadlineStartsNothing() {
        Deadline passed = Deadline.after(Duration.ZERO);
        TimedOut timedOut = assertThrows(TimedOut.class, () -> Command.of(SLEEP, "0").run(passed));
        assertTrue(timedOut.problem().contains("was not run"), timedOut.problem());
    }

    @Test
    void outputLargerThanBothPipesArrivesWhole() {
        CommandResult result = Command.of(SHELL, "-c", "head -c 300000 /dev/zero; head -c 400000 /dev/zero >&2")
                .run(IN_A_MINUTE);
        assertEquals(300_000, result.output().length);
        assertEquals(400_000, result.errors().length());
    }

    @Test
    void bytesThatAreNoTextArriveUnchanged() {
        byte[] output = Command.of(SHELL, "-c", "printf '\\377\\000\\200'").run(IN_A_MINUTE).output();
        assertEquals("[-1, 0, -128]", Arrays.toString(output));
    }

    @Test
    void standardInputIsEmpty() {
        assertEquals(0, Command.of(new Program("cat", "coreutils")).run(IN_A_MINUTE).exitCode());
    }

    @Test
    void nothingOfOurEnvironmentReachesIt() {
        String environment = Command.of(new Program("env", "coreutils")).run(IN_A_MINUTE).text();
        assertTrue(environment.contains("LC_ALL=C\n"), environment);
        assertEquals(2, environment.lines().count(), environment);
    }

    @Test
    void argumentIsNoShellText() {
        assertEquals("$HOME `id` *\n",
                Command.of(new Program("echo", "coreutils"), "$HOME `id` *").run(IN_A_MINUTE).text());
    }

    @Test
    void missingProgramNamesItsPackage() {
        HostFailure failure = assertThrows(HostFailure.class,
                () -> Command.of(new Program("no-such-program", "some-package")).run(IN_A_MINUTE));
        assertTrue(failure.problem().contains("no-such-program"), failure.problem());
        assertTrue(failure.remedy().contains("apt install some-package"), failure.remedy());
    }

    private static boolean isTheSleeper(ProcessHandle child) {
        return child.info().commandLine().filter(line -> line.contains("4000000077")).isPresent();
    }
}
