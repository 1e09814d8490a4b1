package rexray.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import rexray.Await;
import rexray.LogLines;
import rexray.docker.PluginClient.Answer;
import rexray.volume.Defaults;
import rexray.volume.Event;
import rexray.volume.FakeArray;
import rexray.volume.FakeEngine;
import rexray.volume.FakeHost;
import rexray.volume.FakeNode;
import rexray.volume.FileSystemType;
import rexray.volume.Journal;
import rexray.volume.Size;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A plugin on a real socket, over an array and a host in memory, and requests to it as engines send them. */
abstract class PluginFixture {
    static final String ID = "a".repeat(64);

    @TempDir
    Path directory;

    final FakeArray array = new FakeArray("node01");
    final FakeHost host = new FakeHost();
    Path socket;
    PluginServer server;
    PluginClient docker;

    Duration arrival = Duration.ofSeconds(20);
    /** For volumes that are made from now on. */
    Defaults defaults = Defaults.NONE;
    final LogLines log = new LogLines();
    final List<Map<Event.Field, Object>> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        socket = directory.resolve("plugins/rexray.sock");
        docker = new PluginClient(socket);
        server = newServer();
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    PluginServer newServer() {
        VolumeOptions options = new VolumeOptions(Path.of("/var/lib/rexray/volumes"), "data", 0700, Size.ofGb(16),
                FileSystemType.EXT4, VolumeOptions.Preempt.NEVER, directory.resolve("run"), directory.resolve("lib"),
                Duration.ofSeconds(20), Duration.ofSeconds(20), VolumeOptions.FORGOTTEN_AFTER);
        VolumeService service = new VolumeService(array, new FakeNode(array, host, "node01"), host,
                new FakeEngine(), options, "boot-1", InstantSource.system(), UUID::randomUUID,
                new Journal(events::add, InstantSource.system()));
        return new PluginServer(service, new PluginServer.Role("scaleio", "rexray", () -> defaults), socket,
                new PluginServer.Times(Duration.ZERO, arrival));
    }

    JsonNode ok(String method, String json) throws IOException {
        Answer answer = docker.post(method, json);
        assertEquals(200, answer.status(), answer.body());
        return new ObjectMapper().readTree(answer.body());
    }

    String error(String method, String json) throws IOException {
        Answer answer = docker.post(method, json);
        assertEquals(500, answer.status(), answer.body());
        String error = new ObjectMapper().readTree(answer.body()).path("Err").asText();
        assertFalse(error.isBlank(), answer.body());
        assertFalse(error.contains("\n"), error);
        return error;
    }

    JsonNode mount(String name, String id) throws IOException {
        return ok("VolumeDriver.Mount", use(name, id));
    }

    void unmount(String name, String id) throws IOException {
        assertEquals("{}", ok("VolumeDriver.Unmount", use(name, id)).toString());
    }

    static String use(String name, String id) {
        return "{\"Name\":\"" + name + "\",\"ID\":\"" + id + "\"}";
    }

    void create(String name) throws IOException {
        assertEquals("{}", ok("VolumeDriver.Create", "{\"Name\":\"" + name + "\",\"Opts\":null}").toString());
    }

    int uses(String name) throws IOException {
        return ok("VolumeDriver.Get", "{\"Name\":\"" + name + "\"}").path("Volume").path("Status")
                .path("usesOnThisHost").asInt();
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        assertTrue(Await.upTo(Duration.ofSeconds(20), condition), "never came about: " + what);
    }

    void arrayGoesAway() {
        array.onEachRequest(() -> {
            throw new ArrayUnavailable("the gateway does not answer", "look at it", null);
        });
    }
}
