package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.admin.AdminApi;
import rexray.admin.AdminSocket;
import rexray.admin.Administration;
import rexray.admin.DirectAdministration;
import rexray.cli.Backend;
import rexray.config.ConfigFile;
import rexray.config.ServiceConfig;
import rexray.docker.DockerEngine;
import rexray.docker.PluginServer;
import rexray.doctor.Doctor;
import rexray.doctor.Finding;
import rexray.doctor.Surroundings;
import rexray.events.EventFile;
import rexray.http.LocalServer.Endpoint;
import rexray.http.PageServer;
import rexray.metrics.Durations;
import rexray.scaleio.SdcNode;
import rexray.scaleio.ShownCertificate;
import rexray.volume.Deadline;
import rexray.volume.Host;
import rexray.volume.Journal;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeService;

/** Puts one configured service together: array, node, host, volumes, and the socket that Docker calls. */
final class Service implements Backend {
    private static final Logger log = LoggerFactory.getLogger(Service.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final Function<ServiceConfig, Ports> machine;

    /** @param machine gives the ports for a configuration; {@link Ports#of} for this machine's */
    Service(Function<ServiceConfig, Ports> machine) {
        this.machine = machine;
    }

    @Override
    public Serving serve(ServiceConfig config, Readiness readiness) {
        Ports ports = machine.apply(config);
        VolumeService volumes = volumes(ports, config);
        AdminApi admin = new AdminApi(new DirectAdministration(volumes, () -> {}), volumes.journal());
        Durations operations = new Durations();
        PoolWatch pool = new PoolWatch(ports.session()::freeBytes, InstantSource.system());
        Health health = new Health(readiness, volumes::counts, operations, ports.session().traffic(),
                pool::freeBytes);
        PluginServer server = new PluginServer(volumes, config.service(), config.socket(), PluginServer.Times.USUAL,
                operations, health.pages(),
                new Endpoint(AdminSocket.in(config.volumes().runDirectory()), admin::addTo));
        server.start();
        Quiet quiet = new Quiet(operations::count, InstantSource.system());
        Upkeep upkeep = Upkeep.start(deadline -> {
            ports.session().connect(deadline);
            volumes.requireReady(deadline);
        }, () -> {
            volumes.tidy();
            volumes.watchMounts();
            pool.look();
            if (quiet.isLongSo()) {
                ports.session().rest();
            }
        }, health);
        Optional<PageServer> pages = config.metrics().flatMap(address -> show(address, health));
        return new Backend.Serving() {
            @Override
            public void reconfigure(ServiceConfig next) {
                volumes.reconfigure(next.volumes());
                ports.session().reconfigure(next.scaleio(), Deadline.after(PATIENCE));
            }

            @Override
            public void close() {
                try (ports; upkeep) {
                    pages.ifPresent(PageServer::close);
                    server.close();
                }
            }
        };
    }

    /** Volumes matter more than who watches them: a port that another program has keeps nobody from mounting. */
    private static Optional<PageServer> show(InetSocketAddress address, Health health) {
        try {
            PageServer pages = PageServer.start(address, health.pages());
            log.info("metrics are shown on {}:{}", address.getHostString(), address.getPort());
            return Optional.of(pages);
        } catch (HostFailure e) {
            log.warn("rexray.metrics.listen: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Administration open(ServiceConfig config) {
        Ports ports = machine.apply(config);
        return new DirectAdministration(volumes(ports, config), ports::close);
    }

    @Override
    public Host host() {
        return Ports.machine();
    }

    @Override
    public String instance(ServiceConfig config) {
        try (Ports ports = machine.apply(config)) {
            return ports.node().identity(Deadline.after(PATIENCE));
        }
    }

    @Override
    public String client(ServiceConfig config) {
        return new SdcNode(config.scaleio(), Ports::run).answers(Deadline.after(PATIENCE));
    }

    @Override
    public List<Backend.GatewayCertificate> certificates(ServiceConfig config) {
        return config.scaleio().endpoints().stream().map(Service::certificate).toList();
    }

    private static Backend.GatewayCertificate certificate(URI gateway) {
        try {
            ShownCertificate shown = ShownCertificate.of(gateway, PATIENCE);
            return new Backend.GatewayCertificate(shown.gateway(), shown.subject(), shown.issuer(),
                    shown.from() + " to " + shown.until(), shown.fingerprint().toString());
        } catch (IOException e) {
            throw new ArrayUnavailable("the gateway at " + gateway + " shows no certificate: " + e,
                    "check scaleio.endpoint, and that https is what it speaks", e);
        }
    }

    @Override
    public List<Finding> diagnose(ConfigFile file) {
        return new Doctor(new Surroundings(config -> new SdcNode(config.scaleio(), Ports::run),
                ServiceConfig::volumes, new DockerEngine(DockerEngine.SOCKET)::volumeDrivers,
                DockerEngine.PLUGINS, System.getenv().getOrDefault("PATH", ""), Path.of("/proc"),
                Path.of("/run/docker.pid"), bootId()),
                InstantSource.system()).examine(file);
    }

    private static VolumeService volumes(Ports ports, ServiceConfig config) {
        VolumeService volumes = new VolumeService(ports.array(), ports.node(), ports.host(),
                new DockerEngine(DockerEngine.SOCKET), config.volumes(), bootId(), InstantSource.system(),
                UUID::randomUUID, journal(config));
        volumes.load();
        return volumes;
    }

    private static Journal journal(ServiceConfig config) {
        return new Journal(new EventFile(config.events()), InstantSource.system());
    }

    /** What this boot of the machine is called by the kernel. */
    private static String bootId() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
