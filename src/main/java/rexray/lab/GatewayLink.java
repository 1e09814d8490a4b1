package rexray.lab;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import rexray.volume.VolumeException.RefusedInput;

/** An emulated SDC's connection to its cluster, for which the gateway's address serves. */
final class GatewayLink implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    /** Beyond what the gateway may hold a call. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

    private final ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final URI gateway;
    private final OkHttpClient client;

    private GatewayLink(URI gateway, OkHttpClient client) {
        this.gateway = gateway;
        this.client = client;
    }

    /** @param caFile PEM certificates to trust; empty for the platform's */
    static GatewayLink open(URI gateway, Optional<Path> caFile) {
        OkHttpClient.Builder client = new OkHttpClient.Builder().callTimeout(ANSWER_TIMEOUT)
                .readTimeout(ANSWER_TIMEOUT);
        if (caFile.isPresent()) {
            HandshakeCertificates trusted = trusting(caFile.get());
            client.sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
        }
        return new GatewayLink(gateway, client.build());
    }

    SdcOrders sync(SdcReport report) throws IOException {
        return json.readValue(post(SdcReport.PATH, report), SdcOrders.class);
    }

    /** The same, after the cluster has given each device of this host the size that its volume has. */
    SdcOrders rescan(SdcReport report) throws IOException {
        return json.readValue(post(SdcReport.RESCAN_PATH, report), SdcOrders.class);
    }

    void leave(SdcReport report) throws IOException {
        post(SdcReport.LEAVE_PATH, report);
    }

    /** Ends calls under way, from any thread: they throw. */
    void interrupt() {
        client.dispatcher().cancelAll();
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private byte[] post(String path, SdcReport report) throws IOException {
        Request request = new Request.Builder().url(gateway.resolve(path).toString())
                .post(RequestBody.create(json.writeValueAsBytes(report), JSON)).build();
        try (Response response = client.newCall(request).execute()) {
            String hanging = response.header(SdcReport.HANGING);
            String systemId = response.header(SdcReport.SYSTEM);
            if (hanging != null && systemId != null) {
                throw new SdcLostException(systemId, Boolean.parseBoolean(hanging));
            }
            if (!response.isSuccessful()) {
                throw new IOException("the gateway answered " + response.code() + " to " + path);
            }
            return response.body().bytes();
        }
    }

    private static HandshakeCertificates trusting(Path caFile) {
        HandshakeCertificates.Builder trusted = new HandshakeCertificates.Builder();
        try (InputStream pem = Files.newInputStream(caFile)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.addTrustedCertificate((X509Certificate) certificate);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new RefusedInput("the certificates in " + caFile + " cannot be read: " + e.getMessage(),
                    "give a file with certificates in PEM form, such as ca.pem of the lab's gateway");
        }
        return trusted.build();
    }
}
