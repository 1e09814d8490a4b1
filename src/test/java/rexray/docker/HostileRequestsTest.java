package rexray.docker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Requests as no engine sends them: they change nothing, hold nothing and leave nothing behind. */
@Timeout(120)
final class HostileRequestsTest extends PluginFixture {
    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 4;
    private static final long SEED = 20260101;
    private static final List<String> METHODS = List.of("Create", "Remove", "Mount", "Unmount", "Path", "Get", "List",
            "Capabilities");
    private static final String MOUNT = "POST /VolumeDriver.Mount HTTP/1.1\r\nHost: \r\nContent-Length: 75\r\n\r\n";

    @Test
    void tenThousandMalformedRequestsChangeNothingAndLeaveNothing() throws Exception {
        restartWithLittlePatience();
        create("db");
        mount("db", ID);
        // Each leaves a warning, which is not what is tried here.
        Logger ours = (Logger) LoggerFactory.getLogger("rexray");
        ours.setLevel(Level.ERROR);
        send(0, 500);
        Use before = Use.now();

        send(500, REQUESTS + 500);
        ours.setLevel(Level.INFO);

        await("the closing of all connections", () -> Use.now().descriptors() <= before.descriptors() + 4);
        Use after = Use.now();
        // The server's pool grows with the load, the more the slower the machine, and shrinks slowly; a thread lost to one
        // request in fifty would be two hundred by now.
        assertTrue(after.threads() <= before.threads() + 100, () -> before + " became " + after);
        assertTrue(after.heapInMib() <= before.heapInMib() + 16, () -> before + " became " + after);
        assertEquals(1, host.mounts().size());
        assertEquals(1, uses("db"));
        assertEquals(1, ok("VolumeDriver.List", "{}").path("Volumes").size());
        unmount("db", ID);
        assertEquals(0, host.mounts().size());
    }

    @Test
    void requestThatDripsInIsClosed() throws Exception {
        restartWithLittlePatience();
        for (String beginning : List.of("P", MOUNT.substring(0, 60), MOUNT, MOUNT + "{\"Name\":")) {
            try (SocketChannel slow = open()) {
                write(slow, beginning);
                assertEquals(-1, slow.read(ByteBuffer.allocate(100)), beginning);
            }
        }
    }

    @Test
    void mountThatTakesLongerThanItsRequestMayIsNotClosed() throws Exception {
        restartWithLittlePatience();
        create("db");
        HangingChange hang = new HangingChange(host);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> mount = threads.submit(() -> mount("db", ID));
            hang.awaitStart();
            requestThatDripsInIsClosedOnce();
            hang.release();
            mount.get();
        }
    }

    @Test
    void idleConnectionStays() throws Exception {
        restartWithLittlePatience();
        try (SocketChannel idle = open()) {
            exchange(idle);
            requestThatDripsInIsClosedOnce();
            exchange(idle);
        }
    }

    @Test
    void bodyThatIsNestedDeeplyIsRefused() throws IOException {
        String deep = "{\"Name\":\"db\",\"Future\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001);
        assertTrue(error("VolumeDriver.Create", deep).contains("depth"));
        assertTrue(error("VolumeDriver.Path", "[".repeat(100_000)).contains("send what the plugin protocol requires"));
    }

    @Test
    void eachChangeIsLoggedWithTheUserWhoAskedForIt() throws IOException {
        create("db");
        mount("db", ID);
        unmount("db", ID);
        ok("VolumeDriver.Remove", "{\"Name\":\"db\"}");
        String user = System.getProperty("user.name");
        for (String change : List.of("created", "mounted", "unmounted", "removed")) {
            assertTrue(log.contain("INFO volume db " + change, "peer=" + user), () -> log.all().toString());
        }
    }

    private void restartWithLittlePatience() {
        server.close();
        arrival = Duration.ofMillis(200);
        server = newServer();
        server.start();
    }

    private void requestThatDripsInIsClosedOnce() throws IOException {
        try (SocketChannel slow = open()) {
            write(slow, MOUNT);
            assertEquals(-1, slow.read(ByteBuffer.allocate(100)));
        }
    }

    private void exchange(SocketChannel channel) throws IOException {
        write(channel, "POST /VolumeDriver.List HTTP/1.1\r\nHost: \r\nContent-Length: 2\r\n\r\n{}");
        ByteBuffer answer = ByteBuffer.allocate(1000);
        assertTrue(channel.read(answer) > 0);
        assertTrue(new String(answer.array(), UTF_8).startsWith("HTTP/1.1 200"));
    }

    /** What this process has in hand; the server runs in it. */
    private record Use(long descriptors, int threads, long heapInMib) {
        static Use now() {
            System.gc();
            try (var open = Files.list(Path.of("/proc/self/fd"))) {
                return new Use(open.count(), ManagementFactory.getThreadMXBean().getThreadCount(),
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void send(int from, int to) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> work = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = from + client;
                work.add(clients.submit(() -> {
                    for (int i = first; i < to; i += CLIENTS) {
                        sendMalformed(new Random(SEED + i));
                    }
                    return null;
                }));
            }
            for (Future<?> client : work) {
                client.get();
            }
        }
    }

    private void sendMalformed(Random random) {
        // Few of those that take long, but still a hundred of each.
        switch (random.nextInt(100)) {
            case 0 -> sendSlowly(random);
            case 1 -> send(random, huge(random));
            default -> send(random, malformed(random));
        }
    }

    /** Begins, and then neither goes on nor closes: that is left to the server. */
    private void sendSlowly(Random random) {
        try (SocketChannel channel = open()) {
            write(channel, MOUNT.substring(0, random.nextInt(1, MOUNT.length() + 1)));
            while (channel.read(ByteBuffer.allocate(4096)) >= 0) {
                // It may say why.
            }
        } catch (IOException e) {
            // The server closed it the hard way.
        }
    }

    private void send(Random random, byte[] request) {
        try (SocketChannel channel = open()) {
            ByteBuffer bytes = ByteBuffer.wrap(request);
            // Some in two pieces, and most without waiting for the answer.
            bytes.limit(random.nextInt(4) == 0 ? request.length / 2 : request.length);
            channel.write(bytes);
            bytes.limit(request.length);
            channel.write(bytes);
            if (random.nextInt(4) == 0) {
                channel.shutdownOutput();
                ByteBuffer answer = ByteBuffer.allocate(4096);
                channel.read(answer);
            }
        } catch (IOException e) {
            // The server was the first to close, as it may.
        }
    }

    /** More than the server takes: a body, or a header. */
    private static byte[] huge(Random random) {
        String method = METHODS.get(random.nextInt(METHODS.size()));
        return switch (random.nextInt(3)) {
            case 0 -> post(method, ("{\"Name\":\"" + "x".repeat(4 << 20) + "\"}").getBytes(UTF_8), 0);
            // Announced, but not sent.
            case 1 -> post(method, "{\"Name\":\"db\"".getBytes(UTF_8), Integer.MAX_VALUE - 1000);
            default -> ("POST /VolumeDriver." + method + " HTTP/1.1\r\nHost: \r\nX: " + "y".repeat(4 << 20)
                    + "\r\n\r\n").getBytes(UTF_8);
        };
    }

    private static byte[] malformed(Random random) {
        String method = METHODS.get(random.nextInt(METHODS.size()));
        return switch (random.nextInt(7)) {
            case 0 -> randomBytes(random, 1 + random.nextInt(300));
            case 1 -> post(method, randomBytes(random, random.nextInt(300)), 0);
            case 2 -> post(method, "{\"Name\":\"db\"".getBytes(UTF_8), 0);
            // Less than was announced, then the end.
            case 3 -> post(method, "{\"Name\":\"db\",\"ID\":\"x\"}".getBytes(UTF_8), 1 + random.nextInt(1000));
            case 4 -> post(method, ("{\"Name\":\"" + "x".repeat(random.nextInt(100_000)) + "\"}").getBytes(UTF_8), 0);
            case 5 -> post(method, "[".repeat(1 + random.nextInt(5000)).getBytes(UTF_8), 0);
            default -> ("POST /" + method + " HTTP/9.9\r\nHost: a b c\r\nContent-Length: -" + random.nextInt(9)
                    + "\r\nX: " + "y".repeat(random.nextInt(20_000)) + "\r\n\r\n").getBytes(UTF_8);
        };
    }

    private static byte[] post(String method, byte[] body, int more) {
        byte[] head = ("POST /VolumeDriver." + method + " HTTP/1.1\r\nHost: \r\nContent-Length: " + (body.length + more)
                + "\r\n\r\n").getBytes(UTF_8);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private static byte[] randomBytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private SocketChannel open() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
}
