package rexray.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * The gateway's TLS identity: a CA of the lab's own, and a certificate signed by it. CA and keys are kept in the directory,
 * so that clients that trust the CA go on trusting the gateway when it starts again; the certificate is signed anew at each
 * start, for the names of that start.
 */
final class Certificates {
    private final LabDirectory directory;

    Certificates(LabDirectory directory) {
        this.directory = directory;
    }

    SSLContext serverContext(Collection<String> names) throws IOException {
        HeldCertificate ca = kept(directory.path().resolve("ca.key"), () -> new HeldCertificate.Builder()
                .commonName("REX-Ray lab CA (emulation)").certificateAuthority(0)
                .duration(3650, TimeUnit.DAYS).build());
        DurableFile.readable(directory.caFile()).write(ca.certificatePem().getBytes(StandardCharsets.US_ASCII));
        HeldCertificate key = kept(directory.path().resolve("gateway.key"),
                () -> new HeldCertificate.Builder().commonName("REX-Ray lab gateway (emulation)").build());
        HeldCertificate.Builder server = new HeldCertificate.Builder().commonName("REX-Ray lab gateway (emulation)")
                .keyPair(key.keyPair()).serialNumber(System.currentTimeMillis()).signedBy(ca)
                .duration(365, TimeUnit.DAYS);
        new LinkedHashSet<>(names).forEach(server::addSubjectAlternativeName);
        return new HandshakeCertificates.Builder().heldCertificate(server.build(), ca.certificate()).build()
                .sslContext();
    }

    /** Key and certificate of that file; made and put there if it is missing. */
    private static HeldCertificate kept(Path file, Supplier<HeldCertificate> maker) {
        try {
            if (Files.exists(file)) {
                return HeldCertificate.decode(Files.readString(file));
            }
            HeldCertificate made = maker.get();
            DurableFile.secret(file).write((made.certificatePem() + made.privateKeyPkcs8Pem())
                    .getBytes(StandardCharsets.US_ASCII));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
