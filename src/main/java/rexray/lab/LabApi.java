package rexray.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.Credentials;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import rexray.volume.Reason;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;

/** The gateway as the lab's own commands see it: through its REST API with a login, like any client. */
final class LabApi implements AutoCloseable {
    private final JsonMapper json = new JsonMapper();
    private final LabDirectory directory;
    private final OkHttpClient http;
    private final String url;
    private String authorization = "";

    private LabApi(LabDirectory directory, OkHttpClient http, String url) {
        this.directory = directory;
        this.http = http;
        this.url = url;
    }

    /** Finds the gateway of that directory; nothing is sent yet. */
    static LabApi of(LabDirectory directory) {
        String url = directory.announcedUrl();
        OkHttpClient.Builder http = new OkHttpClient.Builder();
        if (url.startsWith("https:")) {
            HandshakeCertificates trust = new HandshakeCertificates.Builder()
                    .addTrustedCertificate(Certificates.decodeCertificatePem(read(directory.caFile()))).build();
            http.sslSocketFactory(trust.sslSocketFactory(), trust.trustManager());
        }
        return new LabApi(directory, http.build(), url);
    }

    void logIn() {
        authorization = Credentials.basic("admin", read(directory.passwordFile()).strip());
        authorization = Credentials.basic("", get("/api/login").asText());
    }

    JsonNode get(String path) {
        return send(path, new Request.Builder().url(url + path));
    }

    JsonNode post(String path, Object body) {
        try {
            return send(path, new Request.Builder().url(url + path)
                    .post(RequestBody.create(json.writeValueAsBytes(body), MediaType.get("application/json"))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode send(String path, Request.Builder request) {
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try (Response response = http.newCall(request.build()).execute()) {
            JsonNode body = json.readTree(response.body().string());
            if (response.code() == 400) {
                throw new RefusedInput(body.path("message").asText(), body.path("remedy").asText());
            }
            if (!response.isSuccessful()) {
                throw new ArrayUnavailable("the lab's gateway at " + url + " answered " + response.code() + " to "
                        + path + ": " + body.path("message").asText(), "look at its output", null);
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new ArrayUnavailable("what answers at " + url + " is not a ScaleIO gateway",
                    "start the lab's gateway: "
                            + "rexray lab gateway --dir " + directory.path() + " --listen ADDR:PORT",
                    e);
        } catch (IOException e) {
            throw new ArrayUnavailable("the lab's gateway at " + url + " does not answer: " + e.getMessage(),
                    "start it: rexray lab gateway --dir " + directory.path() + " --listen ADDR:PORT", e);
        }
    }

    /** Logs out, if there was a login. */
    @Override
    public void close() {
        if (!authorization.isEmpty()) {
            get("/api/logout");
        }
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new HostFailure("cannot read " + file + ": " + Reason.of(e), "run as the user that started the lab",
                    e);
        }
    }
}
