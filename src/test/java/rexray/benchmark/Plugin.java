package rexray.benchmark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** One connection to a plugin socket, kept alive, as the engine has it. For one thread. */
final class Plugin implements AutoCloseable {
    private final SocketChannel channel;
    private final InputStream in;

    private Plugin(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    }

    static Plugin connect(Path socket) throws IOException {
        return new Plugin(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    /** What the plugin answered, in JSON; anything but success is an error. */
    String post(String method, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        channel.write(ByteBuffer.wrap(("POST /" + method + " HTTP/1.1\r\nHost: plugin\r\n"
                + "Accept: application/vnd.docker.plugins.v1.2+json\r\nContent-Length: " + body.length + "\r\n\r\n"
                + json).getBytes(UTF_8)));
        String head = head();
        String answer = new String(head.contains("transfer-encoding: chunked") ? chunks() : in.readNBytes(length(head)),
                UTF_8);
        if (!head.startsWith("http/1.1 200")) {
            throw new IOException(
                    method + " " + json + " was answered with " + head.lines().findFirst().orElse("nothing")
                            + ": " + answer);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** In lower case, since the names of headers have no case. */
    private String head() throws IOException {
        String head = "";
        for (String line = line(); !line.isEmpty(); line = line()) {
            head += line + "\n";
        }
        return head.toLowerCase(Locale.ROOT);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = chunk(); length > 0; length = chunk()) {
            body.write(in.readNBytes(length));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private static int length(String head) {
        return head.lines().filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring("content-length:".length()).strip())).findFirst()
                .orElse(0);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new IOException("the plugin closed the connection");
            }
            line.write(next);
            next = in.read();
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
