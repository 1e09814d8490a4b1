package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class SystemdUnitTest {
    /** Options that make a mount namespace, by systemd.exec(5), and the one that would delete the daemon's notes. */
    private static final String FORBIDDEN = "(Private|Protect|ReadOnly|ReadWrite|Inaccessible|NoExec|Exec(Paths)|Bind|Mount|"
            + "TemporaryFileSystem|Root(Directory|Image)|DynamicUser|RuntimeDirectory|StateDirectory).*";

    private static List<String> settings() throws IOException {
        return Files.readAllLines(Path.of("systemd/rexray.service")).stream().filter(line -> line.contains("="))
                .filter(line -> !line.startsWith("#")).toList();
    }

    @Test
    void daemonSharesTheMountsOfDocker() throws IOException {
        assertEquals(List.of(), settings().stream().filter(line -> line.matches(FORBIDDEN)).toList());
    }

    @Test
    void daemonStartsBetweenTheSdcAndDocker() throws IOException {
        assertTrue(settings().contains("After=scini.service network-online.target"));
        assertTrue(settings().contains("Before=docker.service"));
    }

    @Test
    void onlyTheDaemonIsToldToStop() throws IOException {
        assertTrue(settings().contains("KillMode=process"));
        assertTrue(settings().contains("ExecStart=/usr/bin/rexray service start -f"));
    }
}
