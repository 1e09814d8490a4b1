package rexray.cli;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The options that the original's commands had, of 0.2 to 0.11.4: each is taken, or refused with what to do instead. */
final class OriginalOptionsTest extends CommandFixture {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        volume ls         | --attached --available --path -f --format --template --templateTabs -q --quiet
        volume create     | --size --volumeType --iops --availabilityZone --attach --fsType -n -i --continueOnError
        volume rm         | -n --dryRun -i --idempotent --continueOnError
        volume attach     | --force
        device ls         | --deviceName --mountPoint -f -q
        device mount      | --deviceName --mountPoint -n
        device unmount    | --mountPoint -n
        device format     | --deviceName --fsType -n
        adapter types     | -f --format --template --templateTabs -q --quiet
        adapter instances | -f --format --template --templateTabs -q --quiet
        service start     | -f --foreground -c -s -l -v
        """)
    void optionIsTaken(String command, String options) {
        assertEquals(0, run(command + " --help"));
        Stream.of(options.split(" "))
                .forEach(option -> assertTrue(out().matches("(?s).*[ ,\\[]" + option + "[ =,\\[].*")
                        || out().matches("(?s).*\\[-[?a-z]*" + option.substring(1) + "[a-z]*\\].*"), option + out()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        volume ls         | --volumename --volumeid -h --host
        volume create db    | --snapshotID --encrypted --encryptionKey --force --amount --overwriteFS --volumeid --snapshotid --runasync
        volume rm db        | --force
        volume attach db    | --instanceid --runasync --preempt
        volume detach db    | --force --instanceid --runasync
        volume mount db     | --overwriteFS --fsType --preempt
        device mount      | --mountOptions --mountLabel --fsType --overwriteFS
        device unmount    | --deviceName
        device format     | --overwriteFS
        service start     | --nopid --force --client
        start             | --force
        uninstall         | --package
        snapshot create db@a| --snapshotname --volumeid --description --runasync
        snapshot ls db      | --snapshotname --volumeid --snapshotid
        snapshot rm db@a    | --snapshotid
        """)
    void optionIsRefusedWithWhatToDo(String command, String options) {
        Stream.of(options.split(" ")).forEach(option -> {
            assertEquals(2, run(command + " " + option));
            assertTrue(err().startsWith("rexray: " + option + ": "), err());
            assertFalse(err().contains("unknown option"), err());
        });
    }
}
