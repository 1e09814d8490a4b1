package rexray.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.config.LogLevel;
import rexray.log.LogSetup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class SupportCommandTest {
    private static final String PASSWORD = "S3cr#t-hunter2";
    private static final String SENT = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(UTF_8));
    private static final String TOKEN = "YWRtaW46MTU4ODg4";

    @TempDir
    private Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void breakEveryRule() throws IOException {
        configure("");
        Files.createDirectories(directory.resolve("log"));
        Files.writeString(directory.resolve("log/rexray.log"),
                "a careless line: " + PASSWORD + " sent as " + SENT + "\nAuthorization: Bearer " + TOKEN + "\n");
        Files.writeString(directory.resolve("events.jsonl"),
                "{\"time\":\"2026-03-02T08:14:08Z\",\"message\":\"volume db mounted\",\"why\":\"" + PASSWORD + "\"}\n");
    }

    @AfterEach
    void restore() {
        LogSetup.setLevel(LogLevel.INFO);
    }

    private void configure(String more) throws IOException {
        Files.writeString(directory.resolve("config.yml"),
                "scaleio: {endpoint: 'https://gw', userName: admin, password: '" + PASSWORD + "'}\nrexray.events.file: "
                        + directory.resolve("events.jsonl") + "\n" + more);
    }

    /** Packs, and unpacks with the tar of this machine. */
    private Path pack() throws IOException, InterruptedException {
        Path file = directory.resolve("bundle.tar.gz");
        PrintStream print = new PrintStream(out, true, UTF_8);
        assertEquals(ExitCode.OK, new RexrayCommand(new FakeBackend(), TestProgram.places(directory)).run(print, print,
                "support", "-o", file.toString()), out::toString);
        Path unpacked = Files.createDirectory(directory.resolve("unpacked"));
        assertEquals(0, new ProcessBuilder("tar", "-xzf", file.toString(), "-C", unpacked.toString()).inheritIO()
                .start().waitFor());
        try (Stream<Path> folders = Files.list(unpacked)) {
            return folders.findFirst().orElseThrow();
        }
    }

    private static String all(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Test
    void archiveHoldsNoSecret() throws Exception {
        String text = all(pack());

        for (String secret : List.of(PASSWORD, SENT, SENT.replace("=", ""), TOKEN)) {
            assertFalse(text.contains(secret), secret);
        }
        assertTrue(text.contains("a careless line: ****"), "the line itself is missing");
        assertTrue(text.contains("volume db mounted"), "the event itself is missing");
    }

    @Test
    void settingsTellWhereTheyComeFrom() throws Exception {
        String settings = Files.readString(pack().resolve("config.txt"));

        assertTrue(settings.contains("scaleio.userName = admin\n  from      " + directory.resolve("config.yml") + ":1"),
                settings);
        assertTrue(settings.contains("scaleio.password = ****\n"), settings);
        assertTrue(settings.contains("rexray.logLevel = info\n  from      the default\n"), settings);
    }

    @Test
    void brokenConfigurationIsPackedWithWhatIsWrong() throws Exception {
        configure("scaleio.colour: blue\n");
        Path folder = pack();

        String settings = Files.readString(folder.resolve("config.txt"));
        assertTrue(settings.contains("colour"), settings);
        assertFalse(all(folder).contains("password: '" + PASSWORD));
    }

    @Test
    void archiveHasWhatItSaysAndSaysWhereItIs() throws Exception {
        Path folder = pack();

        for (String name : List.of("version.txt", "status.txt", "doctor.txt", "notes.txt", "sdc.txt", "host.txt",
                "mounts.txt", "devices.txt", "docker.txt")) {
            assertTrue(Files.exists(folder.resolve(name)), name);
            assertTrue(out.toString(UTF_8).contains(name), name);
        }
        assertTrue(out.toString(UTF_8).contains("packed into " + directory.resolve("bundle.tar.gz")));
    }
}
