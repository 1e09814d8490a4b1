package rexray.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.docker.PluginClient.Answer;
import rexray.volume.ContainerEngine;
import rexray.volume.ControlPlane;
import rexray.volume.FileSystemType;
import rexray.volume.Host;
import rexray.volume.Journal;
import rexray.volume.Node;
import rexray.volume.Size;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The plugin protocol on a real socket, with requests as engines send them. */
class PluginServerTest extends PluginFixture {
    @Test
    void activateAndCapabilitiesAreConstants() throws IOException {
        arrayGoesAway();
        Answer answer = docker.post("Plugin.Activate", "Host: \r\n", "");
        assertEquals("{\"Implements\":[\"VolumeDriver\"]}", answer.body());
        assertTrue(answer.headers().contains("application/vnd.docker.plugins.v1.2+json"), answer.headers());
        assertEquals("{\"Capabilities\":{\"Scope\":\"global\"}}", ok("VolumeDriver.Capabilities", "{}").toString());
    }

    @Test
    void lifeOfAVolume() throws IOException {
        create("db");
        assertEquals("", ok("VolumeDriver.Path", "{\"Name\":\"db\"}").path("Mountpoint").asText());
        assertEquals("/var/lib/rexray/volumes/db/data", mount("db", ID).path("Mountpoint").asText());
        assertEquals("/var/lib/rexray/volumes/db/data",
                ok("VolumeDriver.Path", "{\"Name\":\"db\"}").path("Mountpoint").asText());
        JsonNode volume = ok("VolumeDriver.Get", "{\"Name\":\"db\"}").path("Volume");
        assertEquals("db", volume.path("Name").asText());
        assertEquals("/var/lib/rexray/volumes/db/data", volume.path("Mountpoint").asText());
        assertEquals("1970-01-01T00:00:00Z", volume.path("CreatedAt").asText());
        unmount("db", ID);
        assertEquals("{}", ok("VolumeDriver.Remove", "{\"Name\":\"db\"}").toString());
        assertTrue(error("VolumeDriver.Get", "{\"Name\":\"db\"}").contains("does not exist"));
    }

    @Test
    void statusHasTheOriginalsKeysAndTheHolder() throws IOException {
        create("db");
        mount("db", ID);
        JsonNode status = ok("VolumeDriver.Get", "{\"Name\":\"db\"}").path("Volume").path("Status");
        Set<String> keys = new TreeSet<>();
        status.fieldNames().forEachRemaining(keys::add);
        assertTrue(keys.containsAll(
                Set.of("availabilityZone", "fields", "iops", "name", "server", "service", "size", "type")),
                keys.toString());
        assertEquals(16, status.path("size").asInt());
        assertEquals(1, status.path("usesOnThisHost").asInt());
        assertTrue(status.path("heldBy").path(0).asText().contains("this host"), status.toString());
    }

    @Test
    void listHasEveryVolumeWithItsMountpoint() throws IOException {
        assertEquals("{\"Volumes\":[]}", ok("VolumeDriver.List", "{}").toString());
        create("a1");
        create("b2");
        mount("b2", ID);
        JsonNode volumes = ok("VolumeDriver.List", "{}").path("Volumes");
        assertEquals("[\"a1\", \"b2\"]", volumes.findValues("Name").toString());
        assertEquals("[\"\", \"/var/lib/rexray/volumes/b2/data\"]", volumes.findValues("Mountpoint").toString());
    }

    /** X1: engines send no Content-Type, and a Host that is empty or the path of the socket. */
    @ParameterizedTest
    @ValueSource(strings = {"Host: \r\n", "Host: /run/docker/plugins/rexray.sock\r\n",
            "Host: plugin.moby.localhost\r\n",
            "Host: \r\nContent-Type: application/vnd.docker.plugins.v1.1+json\r\n"})
    void oddHeadersAreTaken(String headers) throws IOException {
        Answer answer = docker.post("VolumeDriver.List", headers, "{}\n");
        assertEquals(200, answer.status(), answer.body());
    }

    /** X2: an engine repeats a request whose connection broke with an empty body; nothing may come of it. */
    @ParameterizedTest
    @ValueSource(strings = {"Create", "Remove", "Mount", "Unmount", "Path"})
    void emptyBodyIsRefusedAndChangesNothing(String method) throws IOException {
        create("db");
        mount("db", ID);
        Answer answer = docker.post("VolumeDriver." + method, "Host: \r\n", "");
        assertEquals(500, answer.status());
        assertTrue(answer.body().contains("try again"), answer.body());
        assertTrue(error("VolumeDriver." + method, "{\"Name\":\"\"}").contains("empty"));
        assertTrue(error("VolumeDriver." + method, "{}").contains("empty"));
        assertEquals(1, host.mounts().size());
        assertEquals(1, ok("VolumeDriver.List", "{}").path("Volumes").size());
    }

    /** X2, Get: an error answer would make the engine forget the volume. */
    @Test
    void getWithAnEmptyBodyIsClosedWithoutAnAnswer() throws IOException {
        assertEquals(0, docker.post("VolumeDriver.Get", "Host: \r\n", "").status());
        assertEquals(0, docker.post("VolumeDriver.Get", "{\"Name\":").status());
        assertTrue(error("VolumeDriver.Get", "{\"Name\":\"\"}").contains("empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"size\":\"16\"}", "{\"SIZE\":\"16\",\"volumeType\":\"hdd\"}"})
    void optionsMayBeNullOrEmptyOrInAnyCase(String options) throws IOException {
        ok("VolumeDriver.Create", "{\"Name\":\"db\",\"Opts\":" + options + ",\"Future\":[1]}");
        assertEquals(Size.ofGb(16), array.size("db"));
    }

    @Test
    void missingOptionsAreNone() throws IOException {
        ok("VolumeDriver.Create", "{\"Name\":\"db\"}");
        assertEquals(Size.ofGb(16), array.size("db"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"size\":\"0\"}", "{\"size\":\"-5\"}", "{\"size\":\"abc\"}", "{\"size\":\"\"}",
            "{\"size\":\"1e3\"}", "{\"sise\":\"16\"}", "{\"iops\":\"5\"}", "{\"type\":\"\"}",
            "{\"size\":\"8\",\"Size\":\"8\"}", "{\"size\":{}}"})
    void badOptionsAreRefusedAndCreateNothing(String options) throws IOException {
        error("VolumeDriver.Create", "{\"Name\":\"db\",\"Opts\":" + options + "}");
        assertEquals(0, ok("VolumeDriver.List", "{}").path("Volumes").size());
    }

    /** X3: an engine whose Activate hangs does not start, so it asks neither array nor SDC, kernel, engine or disk. */
    @Test
    void activateAsksNobody() throws IOException {
        server.close();
        List<String> asked = new CopyOnWriteArrayList<>();
        Path noDirectory = Files.createFile(directory.resolve("file")).resolve("run");
        VolumeOptions options = new VolumeOptions(Path.of("/volumes"), "data", 0700, Size.ofGb(16), FileSystemType.EXT4,
                VolumeOptions.Preempt.NEVER, noDirectory, noDirectory, Duration.ofSeconds(20), Duration.ofSeconds(20),
                VolumeOptions.FORGOTTEN_AFTER);
        VolumeService service = new VolumeService(noting(ControlPlane.class, asked), noting(Node.class, asked),
                noting(Host.class, asked), noting(ContainerEngine.class, asked), options, "boot-1",
                InstantSource.system(), UUID::randomUUID, new Journal(events::add, InstantSource.system()));
        server = new PluginServer(service, PluginServer.Role.of("scaleio"), socket,
                new PluginServer.Times(Duration.ZERO, arrival));
        server.start();

        assertEquals(200, docker.post("Plugin.Activate", "Host: \r\n", "").status());
        ok("VolumeDriver.Capabilities", "{}");

        assertEquals(List.of(), asked);
        assertEquals(500, docker.post("VolumeDriver.Remove", "{\"Name\":\"db\"}").status());
        assertFalse(asked.isEmpty(), "others do ask");
    }

    /** A port whose calls are noted, and fail. */
    private static <T> T noting(Class<T> port, List<String> asked) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port}, (_, method, _) -> {
            asked.add(port.getSimpleName() + "." + method.getName());
            throw new HostFailure("nobody answers", "wait", null);
        }));
    }

    /** X3: whatever is away, Activate answers. */
    @Test
    void activateAnswersWhileAMountHangs() throws Exception {
        create("db");
        HangingChange hang = new HangingChange(host);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<JsonNode> stuck = threads.submit(() -> mount("db", ID));
            hang.awaitStart();
            arrayGoesAway();
            assertEquals(200, docker.post("Plugin.Activate", "Host: \r\n", "").status());
            assertFalse(stuck.isDone());
            array.onEachRequest(() -> {});
            hang.release();
            stuck.get();
        }
    }

    /** X4 */
    @Test
    void getIsAnsweredOrClosedWithTheArrayAway() throws IOException {
        create("db");
        create("other");
        mount("db", ID);
        arrayGoesAway();
        assertEquals("db", ok("VolumeDriver.Get", "{\"Name\":\"db\"}").path("Volume").path("Name").asText());
        assertEquals(0, docker.post("VolumeDriver.Get", "{\"Name\":\"other\"}").status());
        assertTrue(error("VolumeDriver.List", "{}").contains("gateway"));
    }

    /** X6 */
    @Test
    void oneIdMountedTwiceNeedsTwoUnmounts() throws IOException {
        create("db");
        mount("db", ID);
        mount("db", ID);
        unmount("db", ID);
        assertEquals(1, host.mounts().size());
        unmount("db", ID);
        assertEquals(0, host.mounts().size());
    }

    /** X7 */
    @Test
    void unmountOfWhatIsNotMountedIsSuccessAndChangesNothing() throws IOException {
        create("db");
        mount("db", ID);
        unmount("db", "b".repeat(64));
        unmount("nosuch", ID);
        assertEquals(1, host.mounts().size());
        unmount("db", ID);
        unmount("db", ID);
        assertEquals(0, host.mounts().size());
    }

    @Test
    void callersWithoutAnIdAreCountedToo() throws IOException {
        create("db");
        ok("VolumeDriver.Mount", "{\"Name\":\"db\"}");
        ok("VolumeDriver.Mount", "{\"Name\":\"db\"}");
        ok("VolumeDriver.Unmount", "{\"Name\":\"db\"}");
        assertEquals(1, host.mounts().size());
    }

    /** X8 */
    @Test
    void sixMountsAtOnceGetOneAnswer() throws Exception {
        create("db");
        List<Callable<String>> mounts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String id = String.valueOf(i).repeat(64);
            mounts.add(() -> mount("db", id).path("Mountpoint").asText());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<String> answer : threads.invokeAll(mounts)) {
                assertEquals("/var/lib/rexray/volumes/db/data", answer.get());
            }
        }
        assertEquals(1, host.formatted().size());
        assertEquals(1, array.requests().stream().filter("map"::equals).count());
    }

    /** X17: names that are no names never become a path. */
    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "..", ".", "a\\r\\nb", "a\\u0000b"})
    void namesThatCouldBePathsAreRefused(String name) throws IOException {
        for (String method : List.of("Create", "Mount", "Unmount", "Remove", "Path", "Get")) {
            error("VolumeDriver." + method, "{\"Name\":\"" + name + "\"}");
        }
        assertEquals(List.of(), array.requests());
    }

    @Test
    void namesLongerThanTheArrayAllowsAreVolumesOfTheirOwn() throws IOException {
        create("f".repeat(64));
        error("VolumeDriver.Get", "{\"Name\":\"" + "f".repeat(31) + "\"}");
        error("VolumeDriver.Get", "{\"Name\":\"" + "f".repeat(63) + "\"}");
        assertEquals("f".repeat(64), ok("VolumeDriver.Get", "{\"Name\":\"" + "f".repeat(64) + "\"}").path("Volume")
                .path("Name").asText());
        assertTrue(error("VolumeDriver.Create", "{\"Name\":\"" + "f".repeat(300) + "\"}").contains("255"));
    }

    /** X18 */
    @Test
    void failedMountIsAnErrorWithoutAMountpoint() throws IOException {
        create("db");
        host.onEachChange(() -> {
            throw new HostFailure("mkfs.ext4 failed on /dev/scinia", "look at the device", null);
        });
        Answer answer = docker.post("VolumeDriver.Mount", use("db", ID));
        assertEquals(500, answer.status());
        assertFalse(answer.body().contains("Mountpoint"), answer.body());
        assertTrue(answer.body().contains("mkfs.ext4 failed"), answer.body());
    }

    @Test
    void unknownMethodIsNotFound() throws IOException {
        assertEquals(404, docker.post("VolumeDriver.Explode", "{}").status());
    }

    @Test
    void endlessBodyIsRefused() throws IOException {
        assertTrue(error("VolumeDriver.Path", "{\"Name\":\"" + "x".repeat(2 << 20) + "\"}").contains("longer than"));
    }

    @Test
    void socketIsForRootOnly() throws IOException {
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(socket));
        try (var files = Files.list(directory.resolve("plugins"))) {
            assertEquals(List.of(socket), files.toList());
        }
    }

    /** X21 */
    @Test
    void socketIsGoneAfterTheEnd() throws IOException {
        server.close();
        assertFalse(Files.exists(socket));
    }

    @Test
    void staleSocketIsReplaced() throws IOException {
        server.close();
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(socket));
        dead.close();
        server = newServer();
        server.start();
        assertEquals(200, docker.post("VolumeDriver.List", "{}").status());
    }

    @Test
    void liveSocketIsRespected() throws IOException {
        PluginServer second = newServer();
        Throwable refusal = assertThrows(RuntimeException.class, second::start);
        assertTrue(causes(refusal).stream().anyMatch(InUse.class::isInstance), refusal.toString());
        second.close();
        assertEquals(200, docker.post("VolumeDriver.List", "{}").status());
    }

    private static List<Throwable> causes(Throwable top) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable next = top; next != null; next = next.getCause()) {
            causes.add(next);
        }
        return causes;
    }
}
