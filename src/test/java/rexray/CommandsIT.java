package rexray;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.TestHost.Printed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command line as a person has it: processes, beside a daemon and without one, on volumes of the lab. */
final class CommandsIT {
    private static final String FREE = "volume db of 8388608 KB, held by []";
    @TempDir
    private Path directory;
    private Site site;

    @BeforeEach
    void start() throws Exception {
        site = Site.start(directory);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    private static String run(TestHost host, String command) throws Exception {
        Printed printed = host.rexray(command);
        assertEquals(0, printed.status(), printed::text);
        return printed.text();
    }

    /** What is below the warnings of a command that logs. */
    private static String lastLine(String text) {
        return text.lines().toList().getLast();
    }

    private static void assertFails(int status, String words, Printed printed) {
        assertEquals(status, printed.status(), printed::text);
        assertTrue(printed.text().contains(words), printed::text);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void volumeIsMadeMountedAndRemovedWithAndWithoutADaemon(boolean daemon) throws Exception {
        TestHost host = site.host("node01");
        if (daemon) {
            host.startReady();
        }

        assertTrue(run(host, "volume create --size 8 db").contains("db    available  8"));
        run(host, "volume mount db");
        Path data = Path.of(lastLine(run(host, "volume path db")));
        Files.writeString(data.resolve("greeting"), "hello");
        assertEquals(data, Path.of(lastLine(run(host, "volume path d"))));
        run(host, "volume mount db");
        assertFails(5, "mounted on this host", host.rexray("volume rm db"));
        run(host, "volume unmount db");
        site.assertTraces(Set.of(FREE));

        run(host, "volume attach db");
        assertTrue(run(host, "volume map").contains("emc-vol-"));
        run(host, "volume detach db");
        site.assertTraces(Set.of(FREE));
        run(host, "volume mount -q db");
        assertEquals("hello", Files.readString(data.resolve("greeting")));
        run(host, "volume umount db");
        run(host, "volume rm db");
        run(host, "volume rm db");
        site.assertTraces(Set.of());
    }

    @Test
    void mountOfAContainerStaysWhateverIsTyped() throws Exception {
        TestHost host = site.host("node01").startReady();
        host.create("db", "\"size\":\"8\"");
        Path data = host.mounted("db", "c1");
        Files.writeString(data.resolve("file"), "kept");

        assertFails(5, "for 1 user; stop the containers", host.rexray("volume unmount db"));
        assertFails(5, "for 1 user; stop the containers", host.rexray("volume detach db"));
        assertFails(5, "mounted on this host", host.rexray("volume rm db"));
        run(host, "volume mount db");
        run(host, "volume unmount db");
        assertEquals("kept", Files.readString(data.resolve("file")));
        assertEquals(200, host.unmount("db", "c1").status());
        site.assertTraces(Set.of(FREE));
    }

    @Test
    void volumeOfAnotherHostIsTakenOnlyByOrder() throws Exception {
        TestHost node01 = site.host("node01").startReady();
        TestHost node02 = site.host("node02").startReady();
        node01.create("db", "\"size\":\"8\"");
        node01.mounted("db", "c1");

        assertFails(6, "is held by", node02.rexray("volume mount db"));
        assertTrue(run(node02, "volume takeover db").contains("attached"));
        run(node02, "volume mount db");
        run(node02, "volume unmount db");
    }

    @Test
    void reloadAppliesWhatItCanAndSaysWhatWaits() throws Exception {
        TestHost host = site.host("node01").startReady();
        Path file = host.home().resolve("config.yml");
        String right = Files.readString(file);

        run(host, "service reload");
        awaitLogged(host, "the configuration was reread; nothing changes\n");
        Files.writeString(file, right + """
            libstorage.integration.volume.operations.create.default.size: 24
            scaleio.systemName: other
            """);
        run(host, "service reload");
        awaitLogged(host, "now in force: libstorage.integration.volume.operations.create.default.size\n");
        awaitLogged(host, "needs 'rexray service restart': scaleio.systemName");
        Files.writeString(file, right + "scaleio.colour: red\n");
        assertFails(1, "scaleio.colour", host.rexray("service reload"));

        Files.writeString(file, right);
        host.awaitReady();
    }

    private static void awaitLogged(TestHost host, String words) throws Exception {
        assertTrue(Await.upTo(Duration.ofSeconds(20), () -> host.log().contains(words)), host::log);
    }

    /** On a machine as it is installed, where everybody can look into the directories and only root into the files. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void userWhoIsNotRootIsToldSoWithAndWithoutADaemon(boolean daemon) throws Exception {
        TestHost host = site.host("node01");
        Path file = host.home().resolve("config.yml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (daemon) {
            host.startReady();
        }
        OtherUser user = OtherUser.with(directory.resolve("program"));

        for (String command : List.of("volume ls", "volume rm db", "device ls", "service start", "service reload")) {
            assertEquals(new Printed(1, needsRoot(command)), user.rexray(host, command));
        }
        assertEquals(new Printed(1, file + ": permission denied; run as root\n"), user.rexray(host, "env"));
        assertFails(daemon ? 0 : 3, daemon ? "rexray is running (pid " : "rexray is not running\n",
                user.rexray(host, "service status"));
        site.assertTraces(Set.of());
    }

    private static String needsRoot(String command) {
        List<String> words = List.of(command.split(" "));
        String name = "rexray " + words.get(0) + " " + words.get(1);
        return "rexray: " + name + " needs root, to mount volumes and to serve Docker; run 'sudo " + name + "'\n";
    }

    /** Whoever owns the file reads the password, whatever its mode. */
    @Test
    void fileOfAnotherUserIsWarnedOf() throws Exception {
        TestHost host = site.host("node01");
        Path file = host.home().resolve("config.yml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertEquals(file + " has no problems\n", run(host, "config check"));

        Files.setAttribute(file, "unix:uid", 65534);

        assertTrue(run(host, "config check").contains(
                "belongs to the user with the id 65534, who can read it; run chown root " + file));
    }
}
