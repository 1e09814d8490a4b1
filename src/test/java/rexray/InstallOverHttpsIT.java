package rexray;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The installer as it is meant to be used: with a web server that has a certificate. It unpacks below a folder. */
final class InstallOverHttpsIT {
    private static final Path SCRIPT = Path.of("packaging/install.sh").toAbsolutePath();
    @TempDir
    private Path directory;
    private Path program;
    private HttpsServer server;
    private HeldCertificate certificate;

    private record Result(int status, String output) {}

    @BeforeEach
    void serve() throws IOException {
        Path packages = Files.createDirectory(directory.resolve("packages"));
        Path source = Files.createDirectories(directory.resolve("tree/rexray/bin")).resolve("rexray");
        Files.writeString(source, "program");
        Files.writeString(directory.resolve("tree/rexray/rexray.service"), "unit");
        Shell.succeed("sh", "-c", "tar -czf '" + packages + "'/rexray-1.0-$(uname -m).tar.gz -C '"
                + directory.resolve("tree") + "' rexray && cd '" + packages + "' && sha256sum rexray-* >SHA256SUMS");
        program = directory.resolve("image/opt/rexray/bin/rexray");
        certificate = new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(
                new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext()));
        server.createContext("/", SimpleFileServer.createFileHandler(packages));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Path trusted() throws IOException {
        return Files.writeString(directory.resolve("ca.pem"), certificate.certificatePem());
    }

    private Result install(Path authorities) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString(),
                "https://127.0.0.1:" + server.getAddress().getPort()).redirectErrorStream(true);
        builder.environment().put("DESTDIR", Files.createDirectories(directory.resolve("image")).toString());
        builder.environment().put("CURL_CA_BUNDLE", authorities.toString());
        builder.environment().put("no_proxy", "*");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }

    @Test
    void packageOfATrustedServerIsInstalled() throws IOException, InterruptedException {
        Result result = install(trusted());

        assertEquals(0, result.status(), result.output());
        assertEquals("program", Files.readString(program));
    }

    @Test
    void serverThatNobodyVouchesForIsRefused() throws IOException, InterruptedException {
        HeldCertificate other = new HeldCertificate.Builder().build();

        Result result = install(Files.writeString(directory.resolve("ca.pem"), other.certificatePem()));

        assertEquals(1, result.status(), result.output());
        assertTrue(result.output().contains("certificate"), result.output());
        assertTrue(result.output().contains("SHA256SUMS could not be fetched"), result.output());
        assertFalse(Files.exists(program));
    }

    @Test
    void redirectionToPlainHttpIsNotFollowed() throws IOException, InterruptedException {
        HttpServer plain = SimpleFileServer.createFileServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                directory.resolve("packages"), SimpleFileServer.OutputLevel.NONE);
        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location",
                    "http://127.0.0.1:" + plain.getAddress().getPort() + exchange.getRequestURI());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        plain.start();
        try {
            Result result = install(trusted());

            assertEquals(1, result.status(), result.output());
            assertTrue(result.output().contains("SHA256SUMS could not be fetched"), result.output());
            assertFalse(Files.exists(program));
        } finally {
            plain.stop(0);
        }
    }
}
