package rexray;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Emulated hosts must differ from real ones in nothing that a storage plugin could notice. */
class LabHostIT {
    private static final String LAB_HOST = "packaging/lab-host";

    @TempDir
    Path directory;

    private MachineState before;

    @BeforeEach
    void bootHost() throws Exception {
        before = MachineState.read();
        run(LAB_HOST, "up", "node01");
    }

    @AfterEach
    void removeLab() throws Exception {
        run(LAB_HOST, "down", "--all");
        before.assertNothingAdded();
    }

    @Test
    void hostHasAnEngineOfItsOwn() throws Exception {
        run(LAB_HOST, "up", "node02");
        in("node01", "docker", "volume", "create", "mine");

        assertEquals("mine", in("node01", "docker", "volume", "ls", "--quiet"));
        assertEquals("", in("node02", "docker", "volume", "ls", "--quiet"));
        assertEquals("overlay2", in("node01", "docker", "info", "--format", "{{.Driver}}"));
    }

    @Test
    void hostSeesOnlyItsOwnProcesses() throws Exception {
        assertEquals("busybox", in("node01", "cat", "/proc/1/comm"));
        assertNotEquals(0, status(LAB_HOST, "enter", "node01", "test", "-e", "/proc/" + ProcessHandle.current().pid()));
    }

    @Test
    void hostsReachEachOther() throws Exception {
        run(LAB_HOST, "up", "node02");

        // Nobody listens there; it takes a host that is there to say so.
        assertTrue(output(LAB_HOST, "enter", "node01", "bash", "-c", "true </dev/tcp/10.77.0.12/1")
                .contains("Connection refused"));
    }

    @Test
    void powerCutKeepsWhatWasSyncedAndLosesTheRest() throws Exception {
        Path disk = directory.resolve("disk");
        run("truncate", "--size=64M", disk.toString());
        run("mkfs.ext4", "-q", disk.toString());
        String loop = run("losetup", "--find", "--show", disk.toString());
        try {
            in("node01", "mknod", "/dev/scinia", "b", "7", loop.substring("/dev/loop".length()));
            in("node01", "sh", "-c", "mkdir /srv/v && mount /dev/scinia /srv/v && echo synced >/srv/v/a"
                    + " && sync --file-system /srv/v && echo written >/srv/v/b");

            run(LAB_HOST, "crash", "node01");

            run(LAB_HOST, "up", "node01");
            in("node01", "mknod", "/dev/scinia", "b", "7", loop.substring("/dev/loop".length()));
            assertEquals("a",
                    in("node01", "sh", "-c", "mount /dev/scinia /srv/v && cd /srv/v && ls | grep -v lost+found"));
            assertEquals("synced", in("node01", "cat", "/srv/v/a"));
        } finally {
            run("losetup", "--detach", loop);
        }
    }

    @Test
    void hostKeepsItsDiskOverAPowerCut() throws Exception {
        in("node01", "sh", "-c", "echo kept >/etc/note");

        run(LAB_HOST, "crash", "node01");
        assertNotEquals(0, status(LAB_HOST, "enter", "node01", "true"));

        run(LAB_HOST, "up", "node01");
        assertEquals("kept", in("node01", "cat", "/etc/note"));
    }

    @Test
    void hostThatWasKilledWhileItStartedIsStartedAnew() throws Exception {
        Process starting = new ProcessBuilder(LAB_HOST, "up", "node02").start();
        Path pid = Path.of("/var/lib/rexray-lab/hosts/node02/pid");
        assertTrue(Await.upTo(Duration.ofSeconds(20), () -> Files.exists(pid)));
        starting.destroyForcibly().waitFor();

        run(LAB_HOST, "up", "node02");
        assertEquals("node02", in("node02", "hostname"));
    }

    private static String in(String host, String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of(LAB_HOST, "enter", host));
        line.addAll(List.of(command));
        return run(line.toArray(String[]::new));
    }

    private static String run(String... command) throws Exception {
        Process process = start(command);
        String output = read(process);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + output);
        return output;
    }

    private static int status(String... command) throws Exception {
        Process process = start(command);
        read(process);
        return process.waitFor();
    }

    private static String output(String... command) throws Exception {
        return read(start(command));
    }

    private static Process start(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile())
                .start();
    }

    private static String read(Process process) throws Exception {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
