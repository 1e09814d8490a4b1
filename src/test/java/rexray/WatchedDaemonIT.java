package rexray;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a whole daemon shows to those who watch it: its pages on TCP, and its log. */
class WatchedDaemonIT {
    /** More than three rounds of the daemon's upkeep. */
    private static final Duration SEVERAL_ROUNDS = Duration.ofSeconds(17);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    private Site site;

    @BeforeEach
    void start() throws Exception {
        site = Site.start(directory);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void pagesAreOnTcpAndThePluginIsNot() throws Exception {
        int port = freePort();
        TestHost host = site.host("node01", "rexray.metrics.listen: 127.0.0.1:" + port).startReady();
        host.create("db", "\"size\":\"8\"");
        host.mounted("db", "c1");

        HttpResponse<String> plain = ask(port, "GET", "/metrics", "*/*");
        assertEquals("text/plain; version=0.0.4; charset=utf-8", plain.headers().firstValue("Content-Type").orElse(""));
        assertTrue(plain.body().contains("\nrexray_mounts{service=\"scaleio\"} 1\n"), plain::body);
        HttpResponse<String> open = ask(port, "GET", "/metrics", "application/openmetrics-text;version=1.0.0");
        assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8",
                open.headers().firstValue("Content-Type").orElse(""));
        assertTrue(open.body().endsWith("\n# EOF\n"), open::body);
        assertEquals("ready\n", ask(port, "GET", "/readyz", "*/*").body());
        assertEquals("ok\n", ask(port, "GET", "/healthz", "*/*").body());
        assertEquals(404, ask(port, "POST", "/VolumeDriver.List", "*/*").statusCode());
        assertEquals(404, ask(port, "POST", "/Plugin.Activate", "*/*").statusCode());
    }

    @Test
    void daemonWithAVolumeInUseSaysNothingWhileNothingHappens() throws Exception {
        TestHost host = site.host("node01").startReady();
        host.create("db", "\"size\":\"8\"");
        host.mounted("db", "c1");
        int told = told(host).size();
        assertTrue(told > 0, host::log);

        assertFalse(Await.upTo(SEVERAL_ROUNDS, () -> told(host).size() > told), host::log);
    }

    /** All lines but those for who looks for a fault. */
    private static List<String> told(TestHost host) {
        return host.log().lines().filter(line -> line.matches("\\S+ (INFO|WARN|ERROR) .*")).toList();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> ask(int port, String method, String path, String accept) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Accept", accept).method(method, HttpRequest.BodyPublishers.noBody()).build(),
                    BodyHandlers.ofString());
        }
    }
}
