package rexray.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rexray.volume.VolumeException.HostFailure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class PageServerTest {
    private final PageServer server = PageServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Map.of("/metrics", _ -> new Page(200, "text/plain; version=0.0.4", "rexray_ready 1\n"), "/readyz",
                    _ -> new Page(503, "text/plain", "not ready\n")));

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        }
    }

    @Test
    void pageIsShown() throws Exception {
        HttpResponse<String> answer = ask("GET", "/metrics");

        assertEquals(200, answer.statusCode());
        assertEquals("rexray_ready 1\n", answer.body());
        assertEquals("text/plain; version=0.0.4", answer.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void statusIsThePages() throws Exception {
        assertEquals(503, ask("GET", "/readyz").statusCode());
    }

    @Test
    void nothingElseIsThere() throws Exception {
        for (String path : new String[]{"/", "/Plugin.Activate", "/VolumeDriver.List",
                "/metrics/../VolumeDriver.List"}) {
            assertEquals(404, ask("GET", path).statusCode(), path);
            assertEquals(404, ask("POST", path).statusCode(), path);
        }
    }

    @Test
    void nothingCanBeSent() throws Exception {
        assertEquals(405, ask("POST", "/metrics").statusCode());
    }

    @Test
    void portThatAnotherProgramHasIsNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HostFailure failure = assertThrows(HostFailure.class, () -> PageServer
                    .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), other.getLocalPort()), Map.of())
                    .close());
            assertTrue(failure.getMessage().contains(":" + other.getLocalPort()), failure.getMessage());
        }
    }
}
