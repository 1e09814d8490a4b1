package rexray.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rexray.config.PinnedCertificates;

/** {@code rexray scaleio trust}. */
@Command(name = "trust", footer = {"rexray scaleio trust", "rexray scaleio trust --write"}, description = {
        "Shows the certificate of each configured gateway, trusted or not.",
        "Compare the fingerprint with the output of 'openssl x509 -noout -fingerprint -sha256' on the gateway;"
                + " then pin it with --write, so that only this certificate is accepted."})
final class TrustCommand extends SessionCommand implements OfOneService {
    @Option(names = {"-w",
            "--write"}, description = "Adds scaleio.fingerprint to the configuration file.")
    private boolean write;

    TrustCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        List<Backend.GatewayCertificate> certificates = session().backend().certificates(session().loadService());
        for (Backend.GatewayCertificate certificate : certificates) {
            out().println(certificate.gateway());
            out().println("  subject  " + certificate.subject());
            out().println("  issuer   " + certificate.issuer());
            out().println("  valid    " + certificate.valid());
            out().println("  SHA-256  " + certificate.fingerprint());
        }
        if (write) {
            new PinnedCertificates(session().configFile(), session().namedService())
                    .add(certificates.stream().map(Backend.GatewayCertificate::fingerprint).distinct().toList());
            out().println("written to " + session().configFile().path()
                    + "; run 'rexray service reload' to apply it to a running service");
        }
        return ExitCode.OK;
    }
}
