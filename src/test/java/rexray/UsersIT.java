package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who uses a mount, with real processes, mount namespaces and file systems. */
class UsersIT {
    private static final String ID = "a".repeat(64);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Set<String> FREE = Set.of("volume db of 8388608 KB, held by []");

    private static final Pattern CREDENTIALS = Pattern.compile("(?i)Authorization: Basic (\\S+)");

    @TempDir
    Path directory;

    private Site site;
    private TestHost host;

    @BeforeEach
    void start() throws Exception {
        site = Site.start(directory);
        host = site.host("node01", "libstorage.integration.volume.operations.unmount.forgottenAfter: 1s").startReady();
        host.create("db", "\"size\":\"8\"");
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void unmountOfABusyMountNamesTheHolderAndIsFinishedLater() throws Exception {
        Path data = host.mounted("db", ID);
        Process busy = new ProcessBuilder("sleep", "1000").directory(data.toFile()).start();
        try {
            String refusal = TestHost.refusal(host.unmount("db", ID));
            assertTrue(refusal.contains("sleep (pid " + busy.pid() + ")"), refusal);
            assertEquals(200, host.mount("db", ID).status(), "the engine starts the container again, with the same id");
        } finally {
            busy.destroyForcibly().waitFor();
        }
        assertEquals(200, host.unmount("db", ID).status());
        site.assertTraces(FREE);
    }

    @Test
    void failedUnmountIsFinishedOnceNothingUsesTheMount() throws Exception {
        Path data = host.mounted("db", ID);
        Process busy = new ProcessBuilder("sleep", "1000").directory(data.toFile()).start();
        TestHost.refusal(host.unmount("db", ID));
        busy.destroyForcibly().waitFor();
        site.assertTraces(FREE);
    }

    /** X11: as after a crash of the engine, whose container is not started again. */
    @Test
    void useFallsWhenItsContainerIsGoneAndNotBefore() throws Exception {
        Path data = host.mounted("db", ID);
        Process container = new ProcessBuilder("unshare", "--mount", "--propagation", "private", "sleep", "1000")
                .start();
        try {
            assertTrue(Await.upTo(LONG, () -> looks() >= 2), host::log);
            Files.writeString(data.resolve("file"), "still there");
        } finally {
            container.destroyForcibly().waitFor();
        }
        assertTrue(Await.upTo(LONG, () -> host.traces().isEmpty()), host::log);
        assertTrue(
                host.log()
                        .contains(
                                "volume db is no longer counted as used by caller aaaaaaaaaaaa, which never unmounted it"),
                host::log);
        site.assertTraces(FREE);
    }

    /** X9, X10: notes of an earlier daemon, and of an earlier boot. */
    @Test
    void startSaysWhatItFinds() throws Exception {
        host.mounted("db", ID);
        host.kill();
        host.startReady();
        assertTrue(host.log().contains("INFO  found volume db mounted, with 1 use"), host::log);
        assertEquals(200, host.unmount("db", ID).status());
        site.assertTraces(FREE);
    }

    @Test
    void noSecretIsInLogNotesAnswersOrProcessList() throws Exception {
        Relay way = Relay.to(site.lab().endpoint());
        way.open();
        TestHost watched = site.host("node02", "scaleio.endpoint: " + way.endpoint()).patience(3).startReady();
        StringBuilder told = new StringBuilder();
        watched.mounted("db", ID);
        told.append(processes());
        for (String command : List.of("volume ls", "volume get db --format json", "service status", "env", "doctor")) {
            told.append(watched.rexray(command).text());
        }
        // It logs in anew, and thus has a second token.
        site.lab().fault("unauthorized", "", "", 1);
        told.append(watched.post("VolumeDriver.List", "{}").body());
        told.append(TestHost.refusal(watched.mount("nothing", ID)));
        way.cut();
        told.append(TestHost.refusal(watched.mount("other", ID)));
        way.open();
        watched.unmount("db", ID);
        watched.stop();
        way.cut();

        Set<String> secrets = secrets(way.sent());
        assertTrue(secrets.contains(site.lab().password()), "the password was sent");
        assertTrue(secrets.size() >= 2 + 2 * 2, () -> "two tokens were sent: " + secrets.size());
        assertTrue(watched.log().contains("DEBUG"), watched::log);
        for (String secret : secrets) {
            assertFalse(told.toString().contains(secret), "in an answer or in the process list");
        }
        try (Stream<Path> files = Files.walk(watched.home())) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                boolean isConfig = file.endsWith("config.yml");
                assertTrue(isConfig || secrets.stream().noneMatch(text(file)::contains), file::toString);
            }
        }
    }

    /** What was sent to be let in: the password and the tokens, alone and as the header has them with the name in front. */
    private static Set<String> secrets(String sent) {
        Set<String> secrets = new TreeSet<>();
        CREDENTIALS.matcher(sent).results().map(found -> found.group(1)).forEach(header -> {
            String pair = new String(Base64.getDecoder().decode(header), UTF_8);
            secrets.add(header);
            secrets.add(pair.substring(pair.indexOf(':') + 1));
        });
        return secrets;
    }

    private long looks() {
        return host.log().lines().filter(line -> line.contains("volume db is in use by [sleep (pid ")).count();
    }

    /** Arguments and environment of every process. */
    private static String processes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .forEach(path -> all.append(text(path.resolve("cmdline"))).append(text(path.resolve("environ"))));
        }
        return all.toString();
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            // It is gone.
            return "";
        }
    }
}
