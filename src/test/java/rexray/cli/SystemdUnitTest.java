package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
        assertTrue(settings().contains("Before=docker.service podman-restart.service nomad.service"));
    }

    @Test
    void systemdWaitsForTheFirstAnswerAndSeesThatTheDaemonLives() throws IOException {
        assertTrue(settings()
                .containsAll(List.of("Type=notify", "NotifyAccess=main", "Restart=on-failure", "WatchdogSec=60")));
    }

    /** By systemd.exec(5) these need no mount namespace. */
    @Test
    void daemonMayDoNoMoreThanItMust() throws IOException {
        assertTrue(settings().containsAll(List.of("NoNewPrivileges=yes", "SystemCallFilter=@system-service @mount",
                "SystemCallArchitectures=native", "RestrictNamespaces=yes", "LockPersonality=yes", "LimitCORE=0")));
        assertFalse(settings().stream().filter(line -> line.startsWith("CapabilityBoundingSet="))
                .collect(Collectors.joining()).matches(".*(NET|MODULE|SETUID|BOOT|~).*"));
    }

    /** ext4_resize_begin() in fs/ext4/resize.c refuses without it. */
    @Test
    void daemonMayEnlargeAMountedExt4() throws IOException {
        assertTrue(settings().stream().filter(line -> line.startsWith("CapabilityBoundingSet="))
                .anyMatch(line -> line.contains("CAP_SYS_RESOURCE")));
    }

    @Test
    void onlyTheDaemonIsToldToStop() throws IOException {
        assertTrue(settings().contains("KillMode=process"));
        assertTrue(settings().contains("ExecStart=/usr/bin/rexray service start -f"));
    }

    /** A bare SIGHUP would have systemd report success for a configuration that is refused. */
    @Test
    void reloadIsTheCommandThatReportsAnInvalidConfiguration() throws IOException {
        assertTrue(settings().contains("ExecReload=/usr/bin/rexray service reload"));
    }

    /** kill(2) needs no capability for a process of the same user, and systemd.exec(5) has it in @system-service. */
    @Test
    void reloadRunsAsTheUserOfTheDaemon() throws IOException {
        assertEquals(List.of(), settings().stream().filter(line -> line.matches("(User|Group|PermissionsStartOnly)=.*"))
                .toList());
    }
}
