package rexray.systemd;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Whether the plugin socket answers, found out as Docker would: by a request that waits for nothing but a thread of the
 * server. For one thread at a time.
 */
final class Pulse {
    private static final byte[] REQUEST = "POST /VolumeDriver.Capabilities HTTP/1.1\r\nHost: plugin\r\nContent-Length: 0\r\n"
            .concat("Connection: close\r\n\r\n").getBytes(ISO_8859_1);
    private static final String DONE = "HTTP/1.1 200 ";
    private final Path socket;

    Pulse(Path socket) {
        this.socket = socket;
    }

    /** Waits for the answer as long as it takes. A server that never answers is told by that, too. */
    boolean beats() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer request = ByteBuffer.wrap(REQUEST);
            while (request.hasRemaining()) {
                channel.write(request);
            }
            ByteBuffer answer = ByteBuffer.allocate(DONE.length());
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                // Until its first words are there, or it ends.
            }
            return ISO_8859_1.decode(answer.flip()).toString().equals(DONE);
        } catch (IOException e) {
            return false;
        }
    }
}
