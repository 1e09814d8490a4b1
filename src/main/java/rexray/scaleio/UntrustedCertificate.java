package rexray.scaleio;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Why a gateway's certificate was not accepted, with the certificate itself for the message. */
final class UntrustedCertificate extends CertificateException {
    private static final long serialVersionUID = 1;
    private final String subject;
    private final String issuer;
    private final String fingerprint;

    UntrustedCertificate(X509Certificate certificate, CertificateException reason) {
        super(reason.getMessage(), reason);
        this.subject = certificate.getSubjectX500Principal().getName();
        this.issuer = certificate.getIssuerX500Principal().getName();
        this.fingerprint = Fingerprint.of(certificate).toString();
    }

    String subject() {
        return subject;
    }

    String issuer() {
        return issuer;
    }

    /** SHA-256, as {@link Fingerprint} prints it. */
    String fingerprint() {
        return fingerprint;
    }
}
