package rexray.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.OutcomeUnknown;
import rexray.volume.VolumeException.RefusedInput;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The client's end of the daemon's admin socket: one HTTP request on a connection of its own. No more of HTTP than the
 * other end speaks, since the time to load a client would be most of a command's.
 */
public final class AdminSocket {
    private static final int BUFFER = 1 << 16;
    private final Path file;

    private AdminSocket(Path file) {
        this.file = file;
    }

    /** Where it is among the files of the running daemon. */
    public static Path in(Path runDirectory) {
        // The kernel knows paths of its own file systems only, whichever the directory is of.
        return Path.of(runDirectory.resolve("rexray.sock").toString());
    }

    /**
     * The daemon's socket; empty if no daemon answers.
     *
     * @throws RefusedInput if this user may not use it
     */
    public static Optional<AdminSocket> find(Path runDirectory) {
        Path file = in(runDirectory);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            return Optional.of(new AdminSocket(file));
        } catch (ConnectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreachable(file, e);
        }
    }

    /** Sends one request and waits for its answer as long as that takes. Failures are thrown as they were there. */
    JsonObject ask(String method, Map<String, ?> request) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            byte[] body = Json.write(request).getBytes(UTF_8);
            send(channel, ("POST " + AdminApi.PREFIX + method + " HTTP/1.1\r\nHost: rexray\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(UTF_8));
            send(channel, body);
            return answer(method, receive(channel));
        } catch (IOException e) {
            throw new OutcomeUnknown("the service ended before it answered (" + Reason.of(e) + ")",
                    "see its log, and run the command again once the service is running", e);
        }
    }

    private static JsonObject answer(String method, byte[] message) throws IOException {
        int body = bodyOf(message);
        String status = new String(message, 0, Math.min(message.length, 12), UTF_8);
        @Nullable
        Object json = status.endsWith("404")
                ? null
                : Json.read(java.util.Arrays.copyOfRange(message, body, message.length));
        if (!(json instanceof Map<?, ?> members)) {
            throw new HostFailure("the running service does not know " + method,
                    "restart it, so that it has the same version as this command", null);
        }
        JsonObject object = new JsonObject(members);
        if (!status.endsWith("200")) {
            throw Failure.parse(object).orElseThrow(() -> new IOException("an answer with " + status)).exception();
        }
        return object;
    }

    private static int bodyOf(byte[] message) throws IOException {
        for (int i = 3; i < message.length; i++) {
            if (message[i - 3] == '\r' && message[i - 2] == '\n' && message[i - 1] == '\r' && message[i] == '\n') {
                return i + 1;
            }
        }
        throw new IOException("no answer");
    }

    private static void send(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static byte[] receive(SocketChannel channel) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer.clear()) >= 0) {
            message.write(buffer.array(), 0, buffer.position());
        }
        return message.toByteArray();
    }

    private static RuntimeException unreachable(Path file, IOException e) {
        return String.valueOf(e.getMessage()).contains("ermission denied")
                ? new RefusedInput("only root may use the service's socket " + file, "run the command with sudo")
                : new HostFailure("the service's socket " + file + " cannot be used: " + Reason.of(e), "check the file",
                        e);
    }
}
