package rexray.http;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Which socket is taken; that it serves is shown by a real systemd in {@code SocketActivationIT}. */
final class InheritedSocketTest {
    @TempDir
    private Path directory;
    private ServerSocketChannel listening;

    @BeforeEach
    void listen() throws IOException {
        listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(directory.resolve("s")));
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
    }

    @Test
    void socketThatListensIsTaken() {
        assertEquals(Optional.of(directory.resolve("s")),
                InheritedSocket.of(Map.of(), () -> listening).map(InheritedSocket::file));
    }

    @Test
    void socketThatIsConnectedIsLeftAlone() throws IOException {
        try (SocketChannel connected = SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("s")))) {
            assertEquals(Optional.empty(), InheritedSocket.of(Map.of(), () -> connected));
        }
    }

    @Test
    void socketsThatAreHandedOverOtherwiseAreRefused() {
        Map<String, String> environment = Map.of("LISTEN_PID", Long.toString(ProcessHandle.current().pid()),
                "LISTEN_FDS", "1");

        assertThrows(RefusedInput.class, () -> InheritedSocket.of(environment, () -> null));
    }

    @Test
    void socketsOfAnotherProcessAreNoneOfOurs() {
        assertEquals(Optional.empty(),
                InheritedSocket.of(Map.of("LISTEN_PID", "1", "LISTEN_FDS", "1"), () -> null));
    }

    @Test
    void socketInAnotherPlaceThanConfiguredIsRefused() {
        InheritedSocket socket = new InheritedSocket(directory.resolve("s"));

        assertThrows(RefusedInput.class, () -> socket.requireAmong(List.of(directory.resolve("other"))));
    }
}
