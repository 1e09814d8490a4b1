package rexray.scaleio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * The certificate that a gateway shows, looked at without judging who vouches for it.
 *
 * @param gateway host and port
 */
public record ShownCertificate(String gateway, String subject, String issuer, Instant from, Instant until,
        Fingerprint fingerprint) {
    private static final int HTTPS = 443;

    /**
     * Connects, and makes no request.
     *
     * @throws IOException if nothing there speaks TLS in time
     */
    public static ShownCertificate of(URI endpoint, Duration patience) throws IOException {
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : HTTPS;
        int millis = Math.toIntExact(patience.toMillis());
        try (Socket connected = new Socket()) {
            connected.connect(new InetSocketAddress(endpoint.getHost(), port), millis);
            connected.setSoTimeout(millis);
            try (SSLSocket socket = look(connected, endpoint.getHost(), port)) {
                return of(socket);
            }
        }
    }

    /**
     * A connection on which any certificate was taken, so that nothing secret may go through it.
     *
     * @param connected to a gateway; is closed with it
     */
    public static SSLSocket look(Socket connected, String host, int port) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new CertificateCheck.AcceptingAll()}, null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(connected, host, port, true);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** @param socket from {@link #look} */
    public static ShownCertificate of(SSLSocket socket) throws IOException {
        X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return new ShownCertificate(socket.getSession().getPeerHost() + ":" + socket.getSession().getPeerPort(),
                shown.getSubjectX500Principal().getName(), shown.getIssuerX500Principal().getName(),
                shown.getNotBefore().toInstant(), shown.getNotAfter().toInstant(), Fingerprint.of(shown));
    }
}
