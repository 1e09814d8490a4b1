package rexray.docker;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
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

    /** What a page shows. */
    public Answer get(String path) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: rexray\r\n\r\n");
    }

    private Answer exchange(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            InputStream in = Channels.newInputStream(channel);
            Optional<String> head = readHead(in);
            if (head.isEmpty()) {
                return new Answer(0, "", "");
            }
            byte[] body = head.get().toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
                    ? readChunks(in)
                    : in.readNBytes(contentLength(head.get()));
            return new Answer(Integer.parseInt(head.get().split(" ", 3)[1]), head.get(),
                    new String(body, StandardCharsets.UTF_8));
        }
    }

    private static int contentLength(String head) {
        return head.lines().filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip())).findFirst().orElse(0);
    }

    /** RFC 9112, section 7.1: a line with the length in hexadecimal digits before each chunk, and an empty line behind it. */
    private static byte[] readChunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(readLine(in), 16);
            body.write(in.readNBytes(length));
            readLine(in);
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer ended within a chunk");
            }
            line.append((char) next);
        }
        return line.toString().strip();
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
