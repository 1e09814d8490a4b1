package rexray.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.Await;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class EventsCommandTest {
    @TempDir
    private Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(directory.resolve("config.yml"),
                "scaleio: {endpoint: 'https://gw', userName: u, password: hunter2}\nrexray.events.file: "
                        + directory.resolve("events.jsonl") + "\n");
    }

    private int run(String... arguments) {
        return new RexrayCommand(new FakeBackend(), TestProgram.places(directory)).run(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8), arguments);
    }

    private void happen(Instant time, String event, String volume) throws IOException {
        Files.writeString(directory.resolve("events.jsonl"),
                "{\"time\":\"" + time + "\",\"event\":\"" + event + "\",\"volume\":\"" + volume
                        + "\",\"message\":\"volume "
                        + volume + " " + event + "\"}\n",
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void eventsOfOneServiceAreShown() throws IOException {
        happen(Instant.parse("2026-03-02T08:14:08Z"), "mounted", "db");
        Files.writeString(directory.resolve("events.jsonl"),
                "{\"time\":\"2026-03-02T08:14:09Z\",\"event\":\"mounted\",\"service\":\"gold\",\"volume\":\"db\","
                        + "\"message\":\"volume db mounted\"}\n",
                StandardOpenOption.APPEND);

        assertEquals(ExitCode.OK, run("events", "-s", "gold"));
        assertEquals(1, lines().size());
        assertTrue(lines().getFirst().endsWith("[gold] volume db mounted"), lines().toString());
    }

    @Test
    void eventsAreShownInALineEach() throws IOException {
        happen(Instant.parse("2026-03-02T08:14:08.022715Z"), "mounted", "db");

        assertEquals(ExitCode.OK, run("events"));
        assertTrue(lines().getFirst().matches("2026-03-0\\d \\d\\d:\\d\\d:08 {2}mounted {11}volume db mounted"),
                lines().toString());
    }

    @Test
    void withoutEventsNothingIsShown() {
        assertEquals(ExitCode.OK, run("events"));
        assertEquals(List.of(), lines());
    }

    @Test
    void onlyThoseOfAVolumeAreShown() throws IOException {
        happen(Instant.EPOCH, "mounted", "db");
        happen(Instant.EPOCH, "mounted", "db1");

        run("events", "db", "--json");

        assertEquals(1, lines().size());
        assertTrue(lines().getFirst().startsWith("{\"time\":"), lines().toString());
    }

    @Test
    void onlyThoseSinceATimeAreShown() throws IOException {
        happen(Instant.now().minus(Duration.ofHours(3)), "mounted", "db");
        happen(Instant.now().minus(Duration.ofHours(1)), "unmounted", "db");

        run("events", "--since", "2h");

        assertEquals(1, lines().size());
        assertTrue(lines().getFirst().endsWith("volume db unmounted"), lines().toString());
    }

    @Test
    void lineThatACrashCutIsLeftOut() throws IOException {
        Files.writeString(directory.resolve("events.jsonl"), "{\"time\":\"2026\n");
        happen(Instant.EPOCH, "mounted", "db");

        assertEquals(ExitCode.OK, run("events"));
        assertEquals(1, lines().size());
    }

    @Test
    void followingShowsThoseToCome() throws Exception {
        happen(Instant.EPOCH, "mounted", "db");
        Thread command = Thread.ofPlatform().start(() -> run("events", "--follow"));
        assertTrue(Await.upTo(Duration.ofSeconds(20), () -> lines().size() == 1));
        happen(Instant.EPOCH, "unmounted", "db");

        assertTrue(Await.upTo(Duration.ofSeconds(20), () -> lines().size() == 2), () -> lines().toString());
        command.interrupt();
        command.join();
        assertEquals("", err.toString(UTF_8));
    }

    @Test
    void timeThatIsNoneIsRefused() {
        assertEquals(ExitCode.USAGE, run("events", "--since", "yesterday"));
        assertTrue(err.toString(UTF_8).contains("10m, 2h or 3d"), err.toString(UTF_8));
    }
}
