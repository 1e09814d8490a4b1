package rexray.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * An emulated array and a host on this machine, started from the installed program as a user would. The gateway has
 * plain HTTP and a device comes as soon as it can. Its addresses stay, also when its parts are started again.
 */
final class Site implements AutoCloseable {
    private final Path executable;
    private final Path directory;
    private final Path socket;
    private final int port;
    private Program gateway;
    private Program sdc;

    private Site(Path executable, Path directory, Path socket) throws IOException, InterruptedException {
        this.executable = executable;
        this.directory = directory;
        this.socket = socket;
        this.port = freePort();
        this.gateway = startGateway(Duration.ZERO);
        configure();
        this.sdc = startSdc();
    }

    static Site start(Path executable, Path directory, Path socket) throws IOException, InterruptedException {
        return new Site(executable, directory, socket);
    }

    Path socket() {
        return socket;
    }

    Gateway gateway() throws IOException {
        return new Gateway(url(), "admin", Files.readString(directory.resolve("cluster/password")).strip());
    }

    /** Has the gateway answer each request later by that. */
    void setLatency(Duration latency) throws IOException, InterruptedException {
        stopGateway();
        gateway = startGateway(latency);
        sdc.close();
        sdc = startSdc();
    }

    double gatewayCpuMillis() throws IOException {
        return gateway.cpuMillis();
    }

    void stopGateway() throws IOException {
        gateway.close();
    }

    Program startDaemon() throws IOException {
        return Program.start(executable, directory.resolve("daemon.log"), "service", "start", "-f", "-c",
                configuration().toString());
    }

    /** A command to its end; milliseconds. */
    double run(String... arguments) throws IOException, InterruptedException {
        try (Program command = Program.start(executable, log(), arguments)) {
            return command.awaitEnd();
        }
    }

    /** For output that nobody needs. */
    Path log() {
        return directory.resolve("command.log");
    }

    Path configuration() {
        return directory.resolve("config.yml");
    }

    /** Whether the daemon answers. */
    boolean answers() {
        try (Plugin plugin = Plugin.connect(socket)) {
            return plugin.post("Plugin.Activate", "").contains("VolumeDriver");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        sdc.close();
        gateway.close();
    }

    private Program startGateway(Duration latency) throws IOException, InterruptedException {
        Path log = directory.resolve("gateway.log");
        Program started = Program.start(executable, log, "lab", "gateway", "--dir",
                directory.resolve("cluster").toString(), "--listen", "127.0.0.1:0", "--http", "127.0.0.1:" + port,
                "--capacity", "1048576", "--latency", latency.toMillis() + "ms");
        started.await(() -> Files.readString(log).contains("\nready "));
        return started;
    }

    private Program startSdc() throws IOException, InterruptedException {
        Path log = directory.resolve("sdc.log");
        Program started = Program.start(executable, log, "lab", "sdc", "--gateway", url().toString(), "--delay", "0ms",
                "--dir", directory.resolve("sdc").toString());
        started.await(() -> Files.readString(log).contains("\nready"));
        return started;
    }

    private void configure() throws IOException {
        Files.writeString(configuration(), """
            rexray:
              logLevel: warn
              modules.default-docker.host: unix://%s
            libstorage.integration.volume.operations.create.default.size: 8
            scaleio:
              endpoint: %s/api
              userName: admin
              password: '%s'
              protectionDomainName: pd1
              storagePoolName: hdd
            """.formatted(socket, url(), Files.readString(directory.resolve("cluster/password")).strip()));
        Files.setPosixFilePermissions(configuration(), PosixFilePermissions.fromString("rw-------"));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }
}
