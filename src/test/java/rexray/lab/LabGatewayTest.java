package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the gateway keeps, whom it lets in beside it, how it fails on request, and its certificate. */
class LabGatewayTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    /** What a {@code kill -9} leaves behind: the files as they are while the gateway still runs. */
    private static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void acknowledgedChangesSurviveAnAbruptEnd() throws Exception {
        Path left = directory.resolve("left");
        String systemId;
        String sdc;
        String volume;
        try (TestGateway gateway = TestGateway.start(directory.resolve("lab"))) {
            systemId = gateway.lab().cluster().systemId();
            sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
            volume = gateway.volume("pgdata", 16);
            gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc + "'}");
            copyFiles(directory.resolve("lab"), left);
        }

        RecordedData data = new RecordedData();
        try (TestGateway gateway = TestGateway.start(left, options -> options.withData(data))) {
            assertEquals(systemId, gateway.lab().cluster().systemId());
            assertEquals(sdc, gateway.read(volume).get("mappedSdcInfo").get(0).get("sdcId").asText());
            assertEquals("Disconnected",
                    gateway.client().get("/api/instances/Sdc::" + sdc).json().get("mdmConnectionState").asText());
            assertEquals(sdc, gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21"));
            assertNotEquals(volume, gateway.volume("other", 8));
        }
        assertEquals(List.of("allocate " + volume, "attach " + volume + " " + sdc), data.calls().subList(0, 2));
    }

    @Test
    void tokensDoNotSurvive() throws Exception {
        RawClient before;
        try (TestGateway gateway = TestGateway.start(directory)) {
            before = gateway.client();
        }
        try (TestGateway gateway = TestGateway.start(directory, options -> options)) {
            assertEquals(401, gateway.stranger().withAuthorization(before.authorization())
                    .get("/api/types/System/instances").status());
        }
    }

    @Test
    void twoGatewaysDoNotShareADirectory() throws Exception {
        try (TestGateway gateway = TestGateway.start(directory)) {
            RefusedInput refused = assertThrows(RefusedInput.class, () -> TestGateway.start(directory));

            assertTrue(String.valueOf(refused.getMessage()).startsWith("another gateway uses " + directory));
            assertEquals(200, gateway.client().get("/api/types/System/instances").status());
        }
    }

    @Test
    void passwordIsMadeOnceForTheOwnerOnly() throws Exception {
        String password;
        try (TestGateway gateway = TestGateway.start(directory)) {
            password = gateway.password();
            assertEquals("rw-------", PosixFilePermissions
                    .toString(Files.getPosixFilePermissions(gateway.lab().passwordFile())));
        }
        try (TestGateway gateway = TestGateway.start(directory)) {
            assertEquals(password, gateway.password());
        }
    }

    @Test
    void clientsThatTrustTheCaGoOnAfterARestart() throws Exception {
        GatewayOptions options = GatewayOptions.https(directory, ListenAddress.anyPortOf("127.0.0.1"))
                .withNames(List.of("gw.example")).withHttp(ListenAddress.anyPortOf("127.0.0.1"));
        OkHttpClient client;
        try (LabGateway gateway = LabGateway.start(options)) {
            HandshakeCertificates trust = new HandshakeCertificates.Builder().addTrustedCertificate(
                    Certificates.decodeCertificatePem(Files.readString(gateway.caFile()))).build();
            client = new OkHttpClient.Builder().sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                    .dns(name -> List.of(InetAddress.getLoopbackAddress())).build();
            assertEquals("\"2.0\"", version(client, gateway.url()));
            assertEquals("\"2.0\"", version(client, gateway.url().replace("127.0.0.1", "localhost")));
            assertEquals("\"2.0\"", version(client, gateway.url().replace("127.0.0.1", "gw.example")));
            assertEquals("\"2.0\"", version(client, gateway.plainUrl().orElseThrow()));
            assertThrows(IOException.class,
                    () -> version(client, gateway.url().replace("127.0.0.1", "other.example")));
            assertThrows(IOException.class, () -> version(new OkHttpClient(), gateway.url()));
        }
        try (LabGateway gateway = LabGateway.start(options)) {
            assertEquals("\"2.0\"", version(client, gateway.url()));
        }
    }

    private static String version(OkHttpClient client, String url) throws IOException {
        try (Response response = client.newCall(new Request.Builder().url(url + "/api/version").build()).execute()) {
            return response.body().string();
        }
    }

    @Test
    void requestsAreCounted() throws Exception {
        try (TestGateway gateway = TestGateway.start(directory)) {
            gateway.client().get("/api/types/Volume/instances");

            assertEquals(List.of("GET /api/login", "GET /api/types/Volume/instances"), gateway.lab().requests());
        }
    }

    @Test
    void requestForAPathThatIsNoneIsListedWithTheOthers() throws Exception {
        try (TestGateway gateway = TestGateway.start(directory)) {
            gateway.client().get("/apj/types/Volume/instances");

            JsonNode last = gateway.client().get("/lab/requests").json().get(1);
            assertEquals("GET /apj/types/Volume/instances", last.get("request").asText());
            assertEquals("404 with a page of HTML, no path of the API", last.get("outcome").asText());
        }
    }

    @Test
    void faultsHitTheNextRequestsOfTheirKindOnly() throws Exception {
        try (TestGateway gateway = TestGateway.start(directory)) {
            String path = "/api/types/Volume/instances";
            gateway.lab().faults().inject("GET " + path, new Fault.Answer(500, 164,
                    "The system is busy. Retry later"), 2);
            gateway.lab().faults().inject("GET " + path, new Fault.Answer(401, 0, "Unauthorized"), 1);

            assertEquals(200, gateway.client().get("/api/types/Sdc/instances").status());
            assertEquals("500/164 The system is busy. Retry later", gateway.client().get(path).line());
            assertEquals(500, gateway.client().get(path).status());
            assertEquals(401, gateway.client().get(path).status());
            assertEquals(200, gateway.client().get(path).status());
        }
    }

    @Test
    void connectionIsLostBeforeOrAfterTheWork() throws Exception {
        try (TestGateway gateway = TestGateway.start(directory)) {
            String create = "POST /api/types/Volume/instances";
            gateway.lab().faults().inject(create, new Fault.DropBeforeWork(), 1);
            assertThrows(IOException.class, () -> gateway.volume("before", 8));
            gateway.lab().faults().inject(create, new Fault.DropAfterWork(), 1);
            assertThrows(IOException.class, () -> gateway.volume("after", 8));

            assertEquals(List.of("after"), gateway.lab().cluster().state().volumes().values().stream()
                    .map(volume -> String.valueOf(volume.name())).toList());
        }
    }

    @Test
    void answersAreDelayed() throws Exception {
        try (TestGateway gateway = TestGateway.start(directory)) {
            gateway.lab().faults().inject("", new Fault.Delay(Duration.ofMillis(300)), 1);

            long start = System.nanoTime();
            assertEquals(200, gateway.client().get("/api/version").status());
            assertTrue(System.nanoTime() - start >= Duration.ofMillis(300).toNanos());
        }
    }
}
