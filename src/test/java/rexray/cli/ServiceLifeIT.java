package rexray.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.TestJava;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Starting and stopping a real process of its own, the {@link TestProgram}. */
final class ServiceLifeIT {
    private static final Pattern PID = Pattern.compile("\\(pid ([0-9]+)\\)");
    @TempDir
    private Path directory;
    private Path socket;

    private record Result(int status, String out) {
        long pid() {
            Matcher matcher = PID.matcher(out);
            assertTrue(matcher.find(), out);
            return Long.parseLong(matcher.group(1));
        }
    }

    @BeforeEach
    void configure() throws IOException {
        socket = directory.resolve("plugin.sock");
        configure("admin");
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        rexray("stop");
    }

    private void configure(String user) throws IOException {
        Path file = directory.resolve("config.yml");
        Files.writeString(file, """
            scaleio: {endpoint: 'https://gw', userName: %s, password: hunter2}
            rexray.modules.default-docker.host: unix://%s
            """.formatted(user, socket));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private ProcessBuilder program(String... arguments) {
        List<String> command = new ArrayList<>(TestJava.command());
        command.addAll(List.of("-D" + TestProgram.DIRECTORY + "=" + directory, TestProgram.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out);
    }

    /** What starts a daemon runs in a process of its own, since the daemon is that program again; the rest runs here. */
    private Result rexray(String... arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("start") || List.of(arguments).contains("restart")) {
            return run(program(arguments));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, UTF_8);
        int status = new RexrayCommand(new FakeBackend(), TestProgram.places(directory)).run(out, out, arguments);
        return new Result(status, bytes.toString(UTF_8));
    }

    @Test
    void serviceStartsAndStops() throws IOException, InterruptedException {
        Result start = rexray("service", "start");
        assertEquals(0, start.status(), start.out());
        long pid = start.pid();
        assertEquals("rexray started (pid " + pid + "), socket " + socket + "\n", start.out());

        Result status = rexray("service", "status");
        assertEquals(0, status.status());
        assertTrue(status.out()
                .startsWith("rexray is running (pid " + pid + ")\nversion  " + Version.current() + "\nsince "));
        assertTrue(status.out().endsWith("socket   " + socket + "\nready    yes\n"));

        assertEquals(new Result(0, "rexray is already running (pid " + pid + ")\n"), rexray("service", "start"));
        Result second = rexray("service", "start", "-f");
        assertEquals(new Result(5,
                "rexray: rexray is already running (pid " + pid + "); stop it with 'rexray service stop'\n"), second);

        assertEquals(new Result(0, "rexray stopped (pid " + pid + "); its mounts stay\n"), rexray("service", "stop"));
        assertFalse(ProcessHandle.of(pid).isPresent());
        assertFalse(Files.exists(socket));
        assertFalse(Files.exists(directory.resolve("run/status.json")));
        assertEquals(new Result(3, "rexray is not running\n"), rexray("service", "status"));
        assertEquals(new Result(0, "rexray is not running\n"), rexray("service", "stop"));
    }

    @Test
    void serviceGetsTheFlagsOfTheCommandThatStartsIt() throws IOException, InterruptedException {
        Result start = rexray("--scaleioUserName", "unreachable", "service", "start");

        assertEquals(0, start.status(), start.out());
        assertTrue(start.out().endsWith("\nnot ready yet: the gateway is away\n"), start.out());
    }

    @Test
    void serviceWhoseArrayIsAwayStartsAndSaysSo() throws IOException, InterruptedException {
        configure("unreachable");

        Result start = rexray("start");

        assertEquals(0, start.status(), start.out());
        assertTrue(start.out().endsWith("\nnot ready yet: the gateway is away\n"), start.out());
        assertTrue(rexray("status").out().endsWith("ready    no: the gateway is away\n"));
    }

    @Test
    void serviceThatCannotStartSaysWhy() throws IOException, InterruptedException {
        configure("broken");

        assertEquals(new Result(1, "rexray: rexray did not start: rexray: the fake is broken; mend it; see "
                + directory.resolve("log/rexray.log") + "\n"), rexray("start"));
        assertEquals(3, rexray("status").status());
    }

    @Test
    void restartWithAMistakeInTheFileLeavesTheServiceAlone() throws IOException, InterruptedException {
        long pid = rexray("start").pid();
        Files.writeString(directory.resolve("config.yml"), "colour: blue\n");

        assertEquals(1, rexray("restart").status());
        assertEquals(pid, rexray("status").pid());

        configure("admin");
        Result restart = rexray("restart");
        assertEquals(0, restart.status(), restart.out());
        assertFalse(ProcessHandle.of(pid).isPresent());
    }

    @Test
    void processThatGotTheOldPidIsLeftAlone() throws IOException, InterruptedException {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.createDirectories(directory.resolve("run"));
            Files.writeString(directory.resolve("run/rexray.pid"), other.pid() + "\n");

            assertEquals(new Result(0, "rexray is not running\n"), rexray("stop"));
            assertTrue(other.isAlive());
            assertEquals(0, rexray("start").status());
        } finally {
            other.destroy();
        }
    }

    /** Who can read a file can lock it against those who write it. */
    @Test
    void userWhoLocksTheFileWithThePidIsInNobodysWay() throws IOException, InterruptedException {
        Path pidFile = Files.createFile(Files.createDirectories(directory.resolve("run")).resolve("rexray.pid"));
        try (FileChannel channel = FileChannel.open(pidFile, StandardOpenOption.READ);
                FileLock _ = channel.lock(0, Long.MAX_VALUE, true)) {
            Result start = rexray("start");
            assertEquals(0, start.status(), start.out());
            assertEquals(start.pid(), run(program("status")).pid());
            assertEquals(5, rexray("start", "-f").status());
        }
    }

    @Test
    void onlyRootCanOpenWhatIsLocked() throws IOException, InterruptedException {
        Path open = Files.createFile(Files.createDirectories(directory.resolve("run")).resolve("service.lock"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        rexray("start");

        for (String lock : List.of("service.lock", "host.lock")) {
            assertEquals(PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(directory.resolve("run").resolve(lock)), lock);
        }
    }

    @Test
    void serviceThatWasKilledCanBeStartedAgain() throws IOException, InterruptedException {
        ProcessHandle killed = ProcessHandle.of(rexray("start").pid()).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().join();

        assertEquals(3, rexray("status").status());
        assertEquals(0, rexray("start").status());
    }

    @Test
    void foregroundServiceThatIsToldToEndHasStatus0() throws IOException, InterruptedException {
        Process process = program("start", "-f").start();
        var lines = process.inputReader(UTF_8);
        String line = lines.readLine();
        assertTrue(line != null && line.endsWith("INFO  rexray " + Version.current() + " serves Docker on " + socket),
                line);

        process.destroy();

        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    @Test
    void exposedPasswordIsWarnedOfInTheLog() throws IOException, InterruptedException {
        Path file = directory.resolve("config.yml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        rexray("start");

        String log = Files.readString(directory.resolve("log/rexray.log"));
        assertTrue(log.contains("WARN  " + file + " contains a password"), log);
        assertTrue(log.contains("chmod 600 " + file), log);
        assertFalse(log.contains("hunter2"), log);
    }

    @Test
    void installedUnitMakesSystemdTheOneToAct() throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("systemd"));
        Files.createFile(Files.createDirectories(directory.resolve("units")).resolve("rexray.service"));
        Path systemctl = Files.createDirectories(directory.resolve("bin")).resolve("systemctl");
        Files.writeString(systemctl, "#!/bin/sh\necho systemctl \"$@\"\n[ $1 != restart ]\n");
        Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertEquals(new Result(0, "systemctl start rexray.service\nrexray started by systemd\n"), withPath("start"));
        assertEquals(new Result(0, "systemctl stop rexray.service\nrexray stopped by systemd\n"), withPath("stop"));
        assertEquals(
                new Result(1, "systemctl restart rexray.service\nrexray: systemctl restart rexray.service failed with "
                        + "status 1; see 'journalctl -u rexray'\n"),
                withPath("restart"));
        assertEquals(1, withPath("start", "-l", "debug").status());
    }

    private Result withPath(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = program(arguments);
        builder.environment().merge("PATH", directory.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        return run(builder);
    }
}
