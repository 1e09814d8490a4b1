package rexray.scaleio;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import rexray.scaleio.CertificateCheck.NotPinned;
import rexray.scaleio.NoReply.Prospect;
import rexray.scaleio.NoReply.Stage;

/** What is wrong between us and a gateway, in words for the one who can mend it. */
record ConnectionFault(String problem, String remedy, Prospect prospect) {
    static NoReply noReply(Endpoint endpoint, Stage stage, IOException e) {
        ConnectionFault fault = of(endpoint, e);
        return new NoReply("the ScaleIO gateway at " + endpoint + " " + fault.problem, fault.remedy, stage,
                fault.prospect, e);
    }

    private static ConnectionFault of(Endpoint endpoint, IOException e) {
        return switch (e) {
            case UnknownHostException unknown -> mayPass("is not found: there is no host " + endpoint.host(),
                    "check scaleio.endpoint and the name service of this host");
            case NoRouteToHostException noRoute -> mayPass("is not reachable: no route to the host",
                    "check scaleio.endpoint, the network and firewalls");
            case ConnectException refused -> mayPass("cannot be connected to: " + words(refused),
                    "check scaleio.endpoint, and that the service scaleio-gateway runs there");
            case SSLPeerUnverifiedException mismatch -> willStay(
                    "shows a certificate that is not for the host name " + endpoint.host(),
                    "put a name into scaleio.endpoint that the certificate is for, or have the gateway's certificate replaced");
            case SSLException tls -> cause(tls, UntrustedCertificate.class).map(ConnectionFault::untrusted)
                    .orElseGet(() -> willStay("cannot be spoken to with TLS: " + words(tls),
                            "check the port in scaleio.endpoint, and which versions of TLS the gateway offers"));
            case SocketTimeoutException slow -> mayPass("did not answer in time: " + words(slow),
                    "check that the gateway and its MDM are well, and the network to it");
            case InterruptedIOException interrupted -> willStay("did not answer before the time was up",
                    "try again; if that persists, check that the gateway and its MDM are well");
            default -> mayPass("broke the connection: " + words(e),
                    "check that the gateway is well, and whether something between cuts connections");
        };
    }

    private static ConnectionFault untrusted(UntrustedCertificate certificate) {
        String which = "shows a certificate (subject " + certificate.subject() + ", issuer " + certificate.issuer()
                + ") that ";
        if (cause(certificate, CertificateExpiredException.class).isPresent()) {
            return willStay(which + "has expired",
                    "have the gateway's certificate renewed, and check this host's clock");
        }
        if (cause(certificate, CertificateNotYetValidException.class).isPresent()) {
            return willStay(which + "is not valid yet", "check this host's clock and the gateway's");
        }
        String compare = "compare the fingerprint with what `openssl x509 -noout -fingerprint -sha256` says on the gateway,"
                + " and if it is the same, pin it: scaleio.fingerprint: " + certificate.fingerprint();
        if (cause(certificate, NotPinned.class).isPresent()) {
            return willStay(which + "is not one that scaleio.fingerprint pins; its SHA-256 fingerprint is "
                    + certificate.fingerprint(), "if the gateway has a new certificate, " + compare);
        }
        return willStay(which + "is not trusted; its SHA-256 fingerprint is " + certificate.fingerprint(),
                "set scaleio.caFile to a file with the certificate of its issuer; or " + compare);
    }

    private static ConnectionFault mayPass(String problem, String remedy) {
        return new ConnectionFault(problem, remedy, Prospect.MAY_PASS);
    }

    private static ConnectionFault willStay(String problem, String remedy) {
        return new ConnectionFault(problem, remedy, Prospect.WILL_STAY);
    }

    private static String words(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }

    private static <X extends Throwable> Optional<X> cause(Throwable top, Class<X> type) {
        for (@Nullable
        Throwable e = top; e != null; e = e.getCause()) {
            if (type.isInstance(e)) {
                return Optional.of(type.cast(e));
            }
        }
        return Optional.empty();
    }
}
