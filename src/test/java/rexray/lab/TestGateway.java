package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import rexray.lab.RawClient.Answer;

/** A gateway for one test, without TLS and data at first, with a client that is logged in. */
final class TestGateway implements AutoCloseable {
    static final String GUID_1 = "3B7E9C52-0F4A-4D16-9E21-6A5D80C3F714";
    static final String GUID_2 = "00112233-4455-6677-8899-AABBCCDDEEFF";
    private final LabGateway gateway;
    private final RawClient client;
    private final AtomicInteger names = new AtomicInteger();

    private TestGateway(LabGateway gateway, RawClient client) {
        this.gateway = gateway;
        this.client = client;
    }

    static TestGateway start(Path directory) throws IOException, InterruptedException {
        return start(directory, UnaryOperator.identity());
    }

    static TestGateway start(Path directory, UnaryOperator<GatewayOptions> options)
            throws IOException, InterruptedException {
        return start(options.apply(GatewayOptions.http(directory, ListenAddress.anyPortOf("127.0.0.1"))));
    }

    static TestGateway start(GatewayOptions options) {
        LabGateway gateway = LabGateway.start(options);
        try {
            return new TestGateway(gateway, logIn(gateway));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client with a new token. */
    static RawClient logIn(LabGateway gateway) throws IOException, InterruptedException {
        RawClient stranger = RawClient.stranger(gateway.url());
        Answer login = stranger.with("admin", Files.readString(gateway.passwordFile()).strip()).get("/api/login");
        return stranger.with("", login.json().asText());
    }

    LabGateway lab() {
        return gateway;
    }

    RawClient client() {
        return client;
    }

    RawClient stranger() {
        return RawClient.stranger(gateway.url());
    }

    String password() throws IOException {
        return Files.readString(gateway.passwordFile()).strip();
    }

    /** Password of the user {@code monitor}. */
    String monitorPassword() throws IOException {
        return Files.readString(gateway.passwordFile().resolveSibling("monitor-password")).strip();
    }

    String domainId() {
        return gateway.cluster().state().domainId();
    }

    String poolId() {
        return gateway.cluster().state().poolId();
    }

    Answer create(String name, String more) throws IOException, InterruptedException {
        return client.post("/api/types/Volume/instances", "{'name':'" + name + "','storagePoolId':'" + poolId() + "'"
                + more + "}");
    }

    /** Makes a thin volume and returns its id. */
    String volume(String name, int gb) throws IOException, InterruptedException {
        return create(name, ",'volumeSizeInGb':'" + gb + "','volumeType':'ThinProvisioned'").json().get("id").asText();
    }

    /** Makes a thin volume of 16 GB with a name that no other has. */
    String anyVolume() throws IOException, InterruptedException {
        return volume(anyName(), 16);
    }

    /** A name that no volume has. */
    String anyName() {
        return "v" + names.incrementAndGet();
    }

    /** Asks an action of a volume. */
    Answer act(String volumeId, String action, String body) throws IOException, InterruptedException {
        return client.post("/api/instances/Volume::" + volumeId + "/action/" + action, body);
    }

    JsonNode read(String volumeId) throws IOException, InterruptedException {
        return client.get("/api/instances/Volume::" + volumeId).json();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
