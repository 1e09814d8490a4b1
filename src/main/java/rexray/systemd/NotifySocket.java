package rexray.systemd;

import java.io.IOException;
import java.net.DatagramPacket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The datagram socket on which systemd hears from a service, see sd_notify(3). Many threads may use it. Java has no such
 * sockets, hence junixsocket.
 */
final class NotifySocket {
    private static final Logger log = LoggerFactory.getLogger(NotifySocket.class);
    private static final String VARIABLE = "NOTIFY_SOCKET";
    private final String name;

    /** @param name a path, or {@code @} and a name in the kernel's abstract namespace */
    NotifySocket(String name) {
        this.name = name;
    }

    /** The one that the environment names; empty if no systemd waits for us. */
    static Optional<NotifySocket> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE)).filter(name -> name.startsWith("/")
                || name.startsWith("@")).map(NotifySocket::new);
    }

    /**
     * Sends it. What cannot be sent is logged: the service can do its work without.
     *
     * @param assignments such as {@code READY=1}, one a line
     */
    void tell(String... assignments) {
        byte[] message = String.join("\n", assignments).getBytes(UTF_8);
        try (AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance()) {
            socket.connect(address());
            socket.send(new DatagramPacket(message, message.length));
        } catch (IOException | LinkageError e) {
            log.warn("systemd cannot be told {} on {}, and may end this service for that; where the library of"
                    + " junixsocket cannot be loaded, set -Djava.io.tmpdir to a directory without noexec",
                    assignments[0], name, e);
        }
    }

    private AFUNIXSocketAddress address() throws IOException {
        return name.startsWith("@")
                ? AFUNIXSocketAddress.inAbstractNamespace(name.substring(1))
                : AFUNIXSocketAddress.of(Path.of(name));
    }
}
