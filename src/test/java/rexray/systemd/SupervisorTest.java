package rexray.systemd;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a systemd hears, by a socket that stands for its. */
final class SupervisorTest {
    private static final int WATCHDOG_MILLIS = 300;
    private static final int PATIENCE_MILLIS = 10_000;
    @TempDir
    private Path directory;
    private AFUNIXDatagramSocket systemd;
    private ServerSocketChannel plugin;
    private Path pluginSocket;

    @BeforeEach
    void listen() throws IOException {
        systemd = AFUNIXDatagramSocket.newInstance();
        systemd.bind(AFUNIXSocketAddress.of(directory.resolve("notify")));
        systemd.setSoTimeout(PATIENCE_MILLIS);
        pluginSocket = directory.resolve("plugin.sock");
        plugin = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        plugin.bind(UnixDomainSocketAddress.of(pluginSocket));
    }

    @AfterEach
    void close() throws IOException {
        systemd.close();
        plugin.close();
    }

    private Supervisor supervisor(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of("NOTIFY_SOCKET", directory + "/notify"));
        environment.putAll(more);
        return Supervisor.of(environment);
    }

    private Supervisor watched() {
        return supervisor(Map.of("WATCHDOG_USEC", WATCHDOG_MILLIS + "000", "WATCHDOG_PID",
                Long.toString(ProcessHandle.current().pid())));
    }

    private String heard() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        systemd.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }

    private Optional<String> heardSoon() throws IOException {
        systemd.setSoTimeout(2 * WATCHDOG_MILLIS);
        try {
            return Optional.of(heard());
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    /** Answers each request so. */
    private void answer(String text) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    try (SocketChannel channel = plugin.accept()) {
                        channel.read(ByteBuffer.allocate(4096));
                        channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
                    }
                }
            } catch (ClosedChannelException e) {
                // The test is over.
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void systemdHearsOfServiceAndItsState() throws IOException {
        try (Supervisor supervisor = supervisor(Map.of())) {
            supervisor.status("not ready: the array\nis away");
            supervisor.serving(pluginSocket);
            supervisor.status("ready");

            assertEquals("STATUS=not ready: the array is away", heard());
            assertEquals("READY=1", heard());
            assertEquals("STATUS=ready", heard());
        }
        assertEquals("STOPPING=1\nSTATUS=ends; its mounts stay", heard());
    }

    @Test
    void nameWithoutAFileIsFoundToo() throws IOException {
        String name = "rexray-test-" + directory.getFileName();
        try (AFUNIXDatagramSocket abstractly = AFUNIXDatagramSocket.newInstance()) {
            abstractly.bind(AFUNIXSocketAddress.inAbstractNamespace(name));
            systemd.close();
            systemd = abstractly;

            new NotifySocket("@" + name).tell("READY=1");

            assertEquals("READY=1", heard());
        }
    }

    @Test
    void serviceThatAnswersGivesSignsOfLife() throws IOException {
        answer("HTTP/1.1 200 OK\r\n\r\n");
        try (Supervisor supervisor = watched()) {
            supervisor.serving(pluginSocket);

            assertEquals("READY=1", heard());
            for (int sign = 0; sign < 3; sign++) {
                assertEquals("WATCHDOG=1", heard());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 503 Busy\r\n\r\n", ""})
    void serviceThatDoesNotAnswerGivesNone(String answer) throws IOException {
        answer(answer);
        try (Supervisor supervisor = watched()) {
            supervisor.serving(pluginSocket);

            assertEquals("READY=1", heard());
            assertEquals(Optional.empty(), heardSoon());
        }
    }

    @Test
    void serviceWhoseRequestsHangGivesNone() throws IOException {
        try (Supervisor supervisor = watched()) {
            supervisor.serving(pluginSocket);

            assertEquals("READY=1", heard());
            assertEquals(Optional.empty(), heardSoon());
        }
    }

    @Test
    void watchdogOfAnotherProcessIsNotOurs() throws IOException {
        answer("HTTP/1.1 200 OK\r\n\r\n");
        try (Supervisor supervisor = supervisor(
                Map.of("WATCHDOG_USEC", WATCHDOG_MILLIS + "000", "WATCHDOG_PID", "1"))) {
            supervisor.serving(pluginSocket);

            assertEquals("READY=1", heard());
            assertEquals(Optional.empty(), heardSoon());
        }
    }

    @Test
    void withoutSystemdNothingIsSaid() throws IOException {
        try (Supervisor supervisor = Supervisor.of(Map.of("WATCHDOG_USEC", "1000"))) {
            supervisor.serving(pluginSocket);
        }

        assertTrue(heardSoon().isEmpty());
    }

    @Test
    void systemdThatIsGoneStopsNothing() throws IOException {
        Supervisor supervisor = supervisor(Map.of());
        systemd.close();

        supervisor.serving(pluginSocket);
        supervisor.close();
    }
}
