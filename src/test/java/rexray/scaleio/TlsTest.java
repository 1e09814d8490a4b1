package rexray.scaleio;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.LogLines;
import rexray.lab.LabArray;
import rexray.volume.Deadline;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.ArrayUnavailable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whom we take for the gateway. The server answers "[]" to whatever it is asked. */
class TlsTest {
    private static final HeldCertificate CA = new HeldCertificate.Builder().commonName("Test CA")
            .certificateAuthority(0).build();

    @TempDir
    private Path directory;

    private Optional<HttpsServer> server = Optional.empty();
    private Optional<String[]> protocols = Optional.empty();
    private URI endpoint = URI.create("https://no-such-host.invalid/api");

    @AfterEach
    void stop() {
        server.ifPresent(running -> running.stop(0));
    }

    @Test
    void certificateOfAnUnknownIssuerIsRefusedAndNamed() throws IOException {
        HeldCertificate certificate = certificate();
        serve(certificate);
        ArrayUnavailable failure = failure(options());
        assertTrue(failure.problem().contains("CN=gateway") && failure.problem().contains("CN=Test CA"),
                failure.getMessage());
        String fingerprint = Fingerprint.of(certificate.certificate()).toString();
        assertTrue(failure.problem().endsWith("is not trusted; its SHA-256 fingerprint is " + fingerprint),
                failure.getMessage());
        assertTrue(failure.remedy().contains("scaleio.caFile"), failure.getMessage());
        assertTrue(failure.remedy().endsWith("scaleio.fingerprint: " + fingerprint), failure.getMessage());
    }

    @Test
    void certificateThatTheCaFileVouchesForIsAccepted() throws IOException {
        serve(certificate());
        assertReached(Gateways.trusting(options(), pem(CA)));
    }

    @Test
    void caFileMayHoldSeveralCertificates() throws IOException {
        HeldCertificate other = new HeldCertificate.Builder().commonName("Other CA").certificateAuthority(0).build();
        serve(certificate());
        assertReached(Gateways.trusting(options(), pem(other, CA)));
    }

    @Test
    void caFileOfAnotherIssuerDoesNotHelp() throws IOException {
        HeldCertificate other = new HeldCertificate.Builder().commonName("Other CA").certificateAuthority(0).build();
        serve(certificate());
        assertTrue(failure(Gateways.trusting(options(), pem(other))).problem().contains("is not trusted"));
    }

    @Test
    void anyCertificateIsAcceptedIfWeMayNotCare() throws IOException {
        serve(new HeldCertificate.Builder().commonName("whoever").addSubjectAlternativeName("elsewhere").build());
        assertReached(Gateways.insecure(options()));
    }

    @Test
    void eachStartWarnsThatNothingIsVerified() throws IOException {
        serve(certificate());
        for (int start = 0; start < 2; start++) {
            try (LogLines lines = new LogLines()) {
                assertReached(Gateways.insecure(options()));
                assertTrue(lines.contain("WARN", "scaleio.insecure is set", "scaleio.fingerprint"),
                        () -> lines.all().toString());
            }
        }
    }

    @Test
    void pinnedCertificateIsAcceptedWhoeverItIsForAndForHowLong() throws IOException {
        long now = System.currentTimeMillis();
        HeldCertificate own = new HeldCertificate.Builder().commonName("gateway").addSubjectAlternativeName("elsewhere")
                .validityInterval(now - TimeUnit.DAYS.toMillis(2), now - TimeUnit.DAYS.toMillis(1)).build();
        serve(own);
        assertReached(Gateways.pinning(options(), new Fingerprint("ab".repeat(32)), Fingerprint.of(own.certificate())));
    }

    @Test
    void otherCertificateThanThePinnedOneIsRefused() throws IOException {
        HeldCertificate certificate = certificate();
        serve(certificate);
        ArrayUnavailable failure = failure(
                Gateways.pinning(options(), Fingerprint.of(CA.certificate())));
        assertTrue(failure.problem().contains("is not one that scaleio.fingerprint pins"), failure.getMessage());
        assertTrue(failure.problem().contains(Fingerprint.of(certificate.certificate()).toString()),
                failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsOfTlsAreSpoken(String version) throws IOException {
        protocols = Optional.of(new String[]{version});
        serve(certificate());
        assertReached(Gateways.trusting(options(), pem(CA)));
    }

    @Test
    void olderTlsIsRefusedAndNamed() throws IOException {
        protocols = Optional.of(new String[]{"TLSv1.1"});
        serve(certificate());
        ArrayUnavailable failure = failure(Gateways.trusting(options(), pem(CA)));
        assertTrue(failure.problem().contains("does not establish TLS"), failure.getMessage());
    }

    @Test
    void certificateForAnotherHostIsRefused() throws IOException {
        serve(new HeldCertificate.Builder().commonName("gateway").addSubjectAlternativeName("elsewhere").signedBy(CA)
                .build());
        ArrayUnavailable failure = failure(Gateways.trusting(options(), pem(CA)));
        assertTrue(failure.problem().contains("not valid for the host name localhost"), failure.getMessage());
    }

    @Test
    void expiredCertificateIsCalledExpired() throws IOException {
        long now = System.currentTimeMillis();
        serve(builder().validityInterval(now - TimeUnit.DAYS.toMillis(2), now - TimeUnit.DAYS.toMillis(1)).build());
        ArrayUnavailable failure = failure(Gateways.trusting(options(), pem(CA)));
        assertTrue(failure.problem().endsWith("has expired"), failure.getMessage());
    }

    @Test
    void caFileThatIsMissingOrEmptyIsRefusedByName() throws IOException {
        serve(certificate());
        Path missing = directory.resolve("missing.pem");
        assertTrue(refusal(missing).contains("scaleio.caFile " + missing + ": there is no such file"));
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        assertTrue(refusal(empty).contains("there is no certificate in it"));
        Path rubbish = Files.writeString(directory.resolve("rubbish.pem"), "hello");
        assertTrue(refusal(rubbish).contains("scaleio.caFile " + rubbish));
    }

    @Test
    void mendedCaFileNeedsNoRestart() throws IOException {
        serve(certificate());
        Path file = directory.resolve("ca.pem");
        try (ScaleioControlPlane array = Gateways.hasty(Gateways.trusting(options(), file))) {
            assertThrows(ArrayUnavailable.class, () -> array.list(soon()));
            Files.writeString(file, CA.certificatePem());
            assertTrue(assertThrows(VolumeException.class, () -> array.list(soon())).problem()
                    .contains("not a ScaleIO gateway"));
        }
    }

    @Test
    void certificateOfALabIsShownAndItsFingerprintOpensTheWay() throws IOException {
        try (LabArray lab = LabArray.startWithTls(directory)) {
            ShownCertificate shown = ShownCertificate.of(lab.endpoint(), Duration.ofSeconds(20));
            assertTrue(shown.until().isAfter(Instant.now()), shown.toString());
            try (ScaleioControlPlane driver = new ScaleioControlPlane(
                    Gateways.pinning(Gateways.options(lab), shown.fingerprint()))) {
                driver.connect(Deadline.after(Duration.ofSeconds(20)));
            }
        }
    }

    @Test
    void labIsReachedWithItsCaFile() {
        try (LabArray lab = LabArray.startWithTls(directory);
                ScaleioControlPlane array = Gateways.hasty(Gateways.trusting(Gateways.options(lab), lab.caFile()))) {
            assertEquals(List.of(), array.list(soon()));
        }
    }

    @Test
    void gatewayThatNobodyRunsIsCalledSo() throws IOException {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            endpoint = URI.create("https://127.0.0.1:" + unused.getLocalPort() + "/api");
        }
        ArrayUnavailable failure = failure(options());
        assertTrue(failure.problem().contains("cannot be connected to"), failure.getMessage());
        assertTrue(failure.problem().contains(endpoint.getAuthority()), failure.getMessage());
    }

    @Test
    void hostThatDoesNotExistIsCalledSo() {
        ArrayUnavailable failure = failure(options());
        assertTrue(failure.problem().contains("no address for the host name no-such-host.invalid"),
                failure.getMessage());
    }

    private String refusal(Path caFile) {
        return assertThrows(ArrayUnavailable.class, () -> ask(Gateways.trusting(options(), caFile))).getMessage();
    }

    private ArrayUnavailable failure(ScaleioOptions options) {
        return assertThrows(ArrayUnavailable.class, () -> ask(options));
    }

    /** The server is reached, and then proves to be no gateway. */
    private void assertReached(ScaleioOptions options) {
        assertEquals("what answers at " + Endpoint.of(endpoint) + " is not a ScaleIO gateway: it reports no version",
                assertThrows(VolumeException.class, () -> ask(options)).problem());
    }

    private static void ask(ScaleioOptions options) {
        try (ScaleioControlPlane array = Gateways.hasty(options)) {
            array.connect(soon());
        }
    }

    private ScaleioOptions options() {
        return Gateways.options(endpoint, "secret");
    }

    private void serve(HeldCertificate certificate) throws IOException {
        HandshakeCertificates identity = new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        HttpsServer started = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.setHttpsConfigurator(new HttpsConfigurator(identity.sslContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters offered = identity.sslContext().getDefaultSSLParameters();
                protocols.ifPresent(offered::setProtocols);
                parameters.setSSLParameters(offered);
            }
        });
        started.createContext("/", exchange -> {
            byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        started.start();
        server = Optional.of(started);
        endpoint = URI.create("https://localhost:" + started.getAddress().getPort() + "/api");
    }

    private Path pem(HeldCertificate... certificates) throws IOException {
        StringBuilder text = new StringBuilder();
        for (HeldCertificate certificate : certificates) {
            text.append(certificate.certificatePem());
        }
        return Files.writeString(directory.resolve("ca.pem"), text);
    }

    private static HeldCertificate certificate() {
        return builder().build();
    }

    private static HeldCertificate.Builder builder() {
        return new HeldCertificate.Builder().commonName("gateway").addSubjectAlternativeName("localhost").signedBy(CA);
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(3));
    }
}
