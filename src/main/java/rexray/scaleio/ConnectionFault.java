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
            case UnknownHostException unknown ->
                mayPass("cannot be found: no address for the host name " + endpoint.host(),
                        "check scaleio.endpoint and this host's DNS");
            case NoRouteToHostException noRoute -> mayPass("is not reachable: no route to the host",
                    "check scaleio.endpoint, the network and firewalls");
            case ConnectException refused -> mayPass("cannot be connected to: " + words(refused),
                    "check scaleio.endpoint, and that the service scaleio-gateway runs there");
            case SSLPeerUnverifiedException mismatch -> willStay(
                    "presents a certificate that is not valid for the host name " + endpoint.host(),
                    "use a name in scaleio.endpoint that the certificate"
                            + " contains, or replace the gateway's certificate");
            case SSLException tls -> cause(tls, UntrustedCertificate.class).map(ConnectionFault::untrusted)
                    .orElseGet(() -> willStay("does not establish TLS: " + words(tls),
                            "check the port in scaleio.endpoint, and which TLS versions the gateway offers"));
            case SocketTimeoutException slow -> mayPass("did not answer in time: " + words(slow),
                    "check the gateway, its MDM, and the network to it");
            case InterruptedIOException interrupted -> willStay("did not answer within the time limit",
                    "try again; if this persists, check the gateway and its MDM");
            default -> mayPass("broke the connection: " + words(e),
                    "check the gateway, and whether a proxy or firewall in between cuts connections");
        };
    }

    private static ConnectionFault untrusted(UntrustedCertificate certificate) {
        String which = "presents a certificate (subject " + certificate.subject() + ", issuer " + certificate.issuer()
                + ") that ";
        if (cause(certificate, CertificateExpiredException.class).isPresent()) {
            return willStay(which + "has expired",
                    "renew the gateway's certificate, and check this host's clock");
        }
        if (cause(certificate, CertificateNotYetValidException.class).isPresent()) {
            return willStay(which + "is not valid yet", "check this host's clock and the gateway's");
        }
        String compare = "compare the fingerprint with the output of `openssl x509 -noout -fingerprint -sha256` on"
                + " the gateway; if they are equal, pin it: scaleio.fingerprint: " + certificate.fingerprint();
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
