package rexray.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.ContainerEngine.Word;
import rexray.volume.VolumeName;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What is made of an engine's answers, from a stand-in that answers as Docker does. */
final class DockerEngineTest {
    private static final VolumeName DB = new VolumeName("db");
    private static final String VERSION = "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}";

    @TempDir
    Path directory;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private ServerSocketChannel server = unbound();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"running, USED", "paused, USED", "restarting, USED", "removing, USED", "created, UNUSED",
            "exited, UNUSED", "dead, UNUSED", "a state of the future, USED"})
    void stateOfAContainerTellsWhetherItUsesTheVolume(String state, Word word) throws IOException {
        answer("[{\"Id\":\"1\",\"State\":\"exited\"},{\"Id\":\"2\",\"State\":\"" + state + "\",\"Mounts\":[]}]");
        assertEquals(word, engine().of(DB));
        assertEquals(List.of("GET /version", "GET /v1.41/containers/json?all=1&filters={%22volume%22:[%22db%22]}"),
                requests.stream().map(line -> line.replace("%7B", "{").replace("%7D", "}").replace("%3A", ":")
                        .replace("%5B", "[").replace("%5D", "]")).toList());
    }

    @Test
    void noContainersMeanUnused() throws IOException {
        answer("[]");
        assertEquals(Word.UNUSED, engine().of(DB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"Id\":\"1\"}]", "[{\"Id\":\"1\",\"State\":null}]"})
    void containerWithoutAStateIsTakenForOneThatRuns(String containers) throws IOException {
        answer(containers);
        assertEquals(Word.USED, engine().of(DB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[", "nonsense", "[{\"State\":[]}]"})
    void answerThatCannotBeUnderstoodIsNone(String containers) throws IOException {
        answer(containers);
        assertEquals(Word.NO_ANSWER, engine().of(DB));
    }

    @Test
    void errorIsNoAnswer() throws IOException {
        serve(request -> request.contains("/version") ? response(200, VERSION) : response(500, "[]"));
        assertEquals(Word.NO_ANSWER, engine().of(DB));
    }

    @Test
    void closedConnectionIsNoAnswer() throws IOException {
        serve(request -> "");
        assertEquals(Word.NO_ANSWER, engine().of(DB));
    }

    /** Ours where the engine knows it, else the nearest that it has. */
    @ParameterizedTest
    @CsvSource({"1.24, 1.12, 1.24", "1.41, 1.12, 1.41", "1.51, 1.24, 1.44", "1.52, 1.44, 1.44", "1.60, 1.50, 1.50"})
    void versionIsNegotiated(String newest, String oldest, String chosen) throws IOException {
        serve(request -> response(200, request.contains("/version")
                ? "{\"ApiVersion\":\"" + newest + "\",\"MinAPIVersion\":\"" + oldest + "\"}"
                : "[]"));
        assertEquals(Word.UNUSED, engine().of(DB));
        assertEquals("GET /v" + chosen + "/containers/json", requests.getLast().split("\\?", 2)[0]);
    }

    @Test
    void missingSocketIsNoEngine() {
        assertEquals(Word.NO_ENGINE, engine().of(DB));
    }

    @Test
    void socketThatNobodyListensOnIsNoEngine() throws IOException {
        answer("[]");
        server.close();
        assertEquals(Word.NO_ENGINE, engine().of(DB));
    }

    @Test
    void engineLooksForPluginsBeforeItTellsWhichItKnows() throws IOException {
        serve(request -> response(200, request.contains("/version")
                ? VERSION
                : request.contains("/info") ? "{\"Plugins\":{\"Volume\":[\"local\",\"rexray\"]}}" : "{}"));

        assertEquals(Optional.of(Set.of("local", "rexray")), engine().volumeDrivers());
        assertEquals(List.of("GET /version", "GET /v1.41/volumes", "GET /v1.41/info"), requests);
    }

    @Test
    void engineThatNamesNoDriversKnowsNone() throws IOException {
        serve(request -> response(200, request.contains("/version") ? VERSION : "{}"));

        assertEquals(Optional.of(Set.of()), engine().volumeDrivers());
    }

    @Test
    void withoutAnEngineNobodyKnowsDrivers() throws IOException {
        assertEquals(Optional.empty(), engine().volumeDrivers());
    }

    @Test
    void engineThatDoesNotTellItsDriversSaysSo() throws IOException {
        serve(request -> response(500, "{}"));

        assertThrows(IOException.class, () -> engine().volumeDrivers());
    }

    private DockerEngine engine() {
        return new DockerEngine(directory.resolve("docker.sock"));
    }

    private void answer(String containers) throws IOException {
        serve(request -> response(200, request.contains("/version") ? VERSION : containers));
    }

    private void serve(UnaryOperator<String> answers) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(directory.resolve("docker.sock")));
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    try (SocketChannel channel = server.accept()) {
                        String line = firstLine(channel);
                        requests.add(line.replace(" HTTP/1.1", ""));
                        channel.write(ByteBuffer.wrap(answers.apply(line).getBytes(UTF_8)));
                    }
                }
            } catch (ClosedChannelException e) {
                // The test has ended.
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static String firstLine(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && channel.read(bytes) >= 0) {
            head.append(UTF_8.decode(bytes.flip()));
            bytes.clear();
        }
        return head.toString().lines().findFirst().orElse("");
    }

    private static String response(int status, String body) {
        return "HTTP/1.1 " + status + " Answer\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static ServerSocketChannel unbound() {
        try {
            return ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
