package rexray;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A way to a gateway that can be cut: connections under way break, and new ones are refused. Whoever uses another way is
 * not concerned.
 */
final class Relay {
    private final URI target;
    private final int port;
    private final List<Socket> sockets = new ArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private Optional<ServerSocket> server = Optional.empty();
    private Thread doorman = Thread.currentThread();

    private Relay(URI target, int port) {
        this.target = target;
        this.port = port;
    }

    /** One that is cut at first. */
    static Relay to(URI target) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return new Relay(target, free.getLocalPort());
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + port + "/api";
    }

    /** All that was sent to the gateway so far; requests that were sent at once may be mixed up. */
    String sent() {
        return sent.toString(ISO_8859_1);
    }

    void open() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server = Optional.of(opened);
        doorman = Thread.ofPlatform().daemon().start(() -> accept(opened));
    }

    void cut() throws IOException, InterruptedException {
        if (server.isPresent()) {
            server.get().close();
            server = Optional.empty();
            // As long as anybody waits for connections, the kernel takes them.
            doorman.join();
        }
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
            sockets.clear();
        }
    }

    private void accept(ServerSocket opened) {
        while (true) {
            try {
                join(opened.accept());
            } catch (IOException e) {
                // It was cut.
                return;
            }
        }
    }

    private void join(Socket client) throws IOException {
        Socket gateway = new Socket(target.getHost(), target.getPort());
        synchronized (sockets) {
            sockets.add(client);
            sockets.add(gateway);
        }
        Thread.ofPlatform().daemon().start(() -> copy(client, gateway, sent));
        Thread.ofPlatform().daemon().start(() -> copy(gateway, client, OutputStream.nullOutputStream()));
    }

    private static void copy(Socket from, Socket to, OutputStream record) {
        try (from; to; InputStream in = from.getInputStream()) {
            byte[] piece = new byte[8192];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                record.write(piece, 0, length);
                to.getOutputStream().write(piece, 0, length);
            }
        } catch (IOException e) {
            // One of both ended, and so does the other.
        }
    }
}
