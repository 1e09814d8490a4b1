package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** A client of the gateway that sends exactly what a test says. */
final class RawClient {
    private static final JsonMapper JSON = new JsonMapper();
    private final HttpClient http;
    private final String url;
    private final String authorization;

    private RawClient(HttpClient http, String url, String authorization) {
        this.http = http;
        this.url = url;
        this.authorization = authorization;
    }

    /** One that shows nothing. */
    static RawClient stranger(String url) {
        return new RawClient(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), url, "");
    }

    RawClient with(String name, String secret) {
        return withAuthorization("Basic " + Base64.getEncoder()
                .encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8)));
    }

    RawClient withAuthorization(String header) {
        return new RawClient(http, url, header);
    }

    /** The header that it sends, empty if none. */
    String authorization() {
        return authorization;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** With a body in the form of the array's own clients: single quotes here, double ones on the wire. */
    Answer post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json;version=2.0")
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    Answer post(String path) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    /** What came back. */
    record Answer(int status, String contentType, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }

        /** All in one line: {@code 200 {}}, or for errors {@code 500/79 Could not find the volume}. */
        String line() {
            return status == 200
                    ? "200 " + body
                    : status + "/" + json().path("errorCode").asText() + " " + json().path("message").asText();
        }
    }
}
