package rexray.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The gateway, to fill the array with volumes, and to ask the lab's gateway how much it was asked. For any thread. */
final class Gateway {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CALLERS = 4;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String user;
    private final String password;

    /** @param url without {@code /api}, and without TLS */
    Gateway(URI url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** What the lab's gateway has been asked so far, and how long it worked on that; nothing of any other gateway. */
    record Traffic(long requests, long bytes, double workInMillis) {
        static final Traffic UNKNOWN = new Traffic(0, 0, 0);

        Traffic since(Traffic before) {
            return new Traffic(requests - before.requests, bytes - before.bytes, workInMillis - before.workInMillis);
        }
    }

    Traffic traffic() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(url.resolve("/lab/status")).build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            return Traffic.UNKNOWN;
        }
        JsonNode status = JSON.readTree(answer.body());
        return new Traffic(status.path("requests").asLong(), status.path("bytes").asLong(),
                status.path("workInMicros").asLong() / 1e3);
    }

    /** Makes volumes {@code fill00001} and so on until the array has that many. */
    void fill(int volumes) throws IOException, InterruptedException {
        String token = basic("", get("/api/login", basic(user, password)).asText());
        Set<String> names = new HashSet<>(get("/api/types/Volume/instances", token).findValuesAsText("name"));
        JsonNode pool = get("/api/types/StoragePool/instances", token).get(0);
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> made = new ArrayList<>();
            for (int number = 1; names.size() < volumes; number++) {
                String name = "fill%05d".formatted(number);
                if (!names.contains(name)) {
                    names.add(name);
                    made.add(callers.submit(() -> create(name, pool, token)));
                }
            }
            for (Future<?> one : made) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the array could not be filled", e.getCause());
        }
        get("/api/logout", token);
    }

    /** Lets an SDC of the lab connect once, so that the cluster knows it. */
    void enrol(String guid, String ip) throws IOException, InterruptedException {
        String report = JSON.writeValueAsString(JSON.createObjectNode().put("guid", guid).put("ip", ip).put("name", "")
                .put("incarnation", guid).put("seenVersion", 0).put("waitMillis", 0)
                .set("nodes", JSON.createArrayNode()));
        send(HttpRequest.newBuilder(url.resolve("/lab/sdc/sync")).POST(BodyPublishers.ofString(report)).build());
    }

    private JsonNode create(String name, JsonNode pool, String token) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(JSON.createObjectNode().put("name", name)
                .put("volumeSizeInKb", Long.toString(8L << 20)).put("storagePoolId", pool.get("id").asText())
                .put("protectionDomainId", pool.get("protectionDomainId").asText())
                .put("volumeType", "ThinProvisioned"));
        return send(HttpRequest.newBuilder(url.resolve("/api/types/Volume/instances"))
                .header("Authorization", token).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).build());
    }

    private JsonNode get(String path, String authorization) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve(path)).header("Authorization", authorization).build());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(request.uri() + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }
}
