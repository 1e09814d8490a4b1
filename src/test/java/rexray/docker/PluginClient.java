package rexray.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Speaks to the plugin socket byte by byte, as an engine does: no Content-Type, an empty Host, a newline at the end. */
public final class PluginClient {
    private final Path socket;

    /** @param status 0 if the connection was closed without an answer */
    public record Answer(int status, String headers, String body) {}

    public PluginClient(Path socket) {
        this.socket = socket;
    }

    /** One request on a connection of its own. */
    public Answer post(String method, String json) throws IOException {
        return post(method, "Host: \r\n", json + "\n");
    }

    /** The same with these headers, each ended by CR and LF. */
    public Answer post(String method, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange("POST /" + method + " HTTP/1.1\r\n" + headers
                + "Accept: application/vnd.docker.plugins.v1.2+json\r\nContent-Length: " + bytes.length + "\r\n\r\n"
                + body);
    }

    private Answer exchange(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            InputStream in = Channels.newInputStream(channel);
            Optional<String> head = readHead(in);
            if (head.isEmpty()) {
                return new Answer(0, "", "");
            }
            int length = head.get().lines().filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip())).findFirst().orElse(0);
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            return new Answer(Integer.parseInt(head.get().split(" ", 3)[1]), head.get(), body);
        }
    }

    private static Optional<String> readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
        }
        return Optional.of(head.toString(StandardCharsets.ISO_8859_1));
    }
}
