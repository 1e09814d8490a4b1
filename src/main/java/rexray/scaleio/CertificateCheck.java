package rexray.scaleio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import rexray.volume.VolumeException.ArrayUnavailable;

/** The check of a gateway's certificate when a connection is made. */
final class CertificateCheck {
    private CertificateCheck() {}

    /**
     * Makes a client accept these certificates only.
     *
     * @param seen is told of each certificate that a gateway shows, before it is judged
     * @throws ArrayUnavailable if the PEM file is of no use
     */
    static void configure(Trust trust, OkHttpClient.Builder client, Consumer<X509Certificate> seen) {
        X509TrustManager judge = switch (trust) {
            case Trust.Machine() -> new Explaining(systemOr(null));
            case Trust.File(Path caFile) -> new Explaining(systemOr(store(caFile)));
            case Trust.Pinned(Set<Fingerprint> fingerprints) -> new Explaining(new Pinning(fingerprints));
            case Trust.Anything() -> new AcceptingAll();
        };
        X509TrustManager manager = new Telling(judge, seen);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{manager}, null);
            client.sslSocketFactory(context.getSocketFactory(), manager);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
        if (trust instanceof Trust.Anything || trust instanceof Trust.Pinned) {
            client.hostnameVerifier((host, session) -> true);
        }
    }

    private static X509TrustManager systemOr(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast).findFirst().orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificates that this Java trusts cannot be read", e);
        }
    }

    private static KeyStore store(Path caFile) {
        try (InputStream pem = Files.newInputStream(caFile)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca" + store.size(), certificate);
            }
            return Optional.of(store).filter(filled -> !certificates.isEmpty())
                    .orElseThrow(() -> new CertificateException("there is no certificate in it"));
        } catch (NoSuchFileException e) {
            throw useless(caFile, "there is no such file", e);
        } catch (IOException e) {
            throw useless(caFile, "it cannot be read: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw useless(caFile, e.getMessage(), e);
        }
    }

    private static ArrayUnavailable useless(Path caFile, @Nullable String why, Exception cause) {
        return new ArrayUnavailable("scaleio.caFile " + caFile + ": " + why,
                "name a file with the PEM certificates (-----BEGIN CERTIFICATE-----) that vouch for the gateway",
                cause);
    }

    /** Decides as another one does, and tells what it saw. */
    private record Telling(X509TrustManager judge, Consumer<X509Certificate> seen) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            seen.accept(chain[0]);
            judge.checkServerTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            judge.checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return judge.getAcceptedIssuers();
        }
    }

    /** Decides as another one does, and says of which certificate it spoke. */
    private static final class Explaining implements X509TrustManager {
        private final X509TrustManager judge;

        Explaining(X509TrustManager judge) {
            this.judge = judge;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            try {
                judge.checkServerTrusted(chain, authType);
            } catch (CertificateException e) {
                throw new UntrustedCertificate(chain[0], e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            judge.checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return judge.getAcceptedIssuers();
        }
    }

    /** Another certificate than one that is pinned. */
    static final class NotPinned extends CertificateException {
        private static final long serialVersionUID = 1;

        NotPinned() {
            super("not pinned");
        }
    }

    /** Knows the certificates that it accepts, so that it needs nobody to vouch for them. */
    private static final class Pinning implements X509TrustManager {
        private final Set<Fingerprint> fingerprints;

        Pinning(Set<Fingerprint> fingerprints) {
            this.fingerprints = fingerprints;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            if (!fingerprints.contains(Fingerprint.of(chain[0]))) {
                throw new NotPinned();
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("there are no clients here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Asks for nothing: what {@code scaleio.insecure} means. */
    static final class AcceptingAll implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
