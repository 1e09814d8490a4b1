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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.admin.Administration;
import rexray.admin.DirectAdministration;
import rexray.cli.Backend;
import rexray.config.ConfigFile;
import rexray.config.Configuration;
import rexray.config.ServiceConfig;
import rexray.docker.DockerEngine;
import rexray.doctor.Doctor;
import rexray.doctor.Finding;
import rexray.doctor.Surroundings;
import rexray.events.EventFile;
import rexray.http.LocalServer;
import rexray.http.PageServer;
import rexray.scaleio.SdcNode;
import rexray.scaleio.ShownCertificate;
import rexray.volume.Deadline;
import rexray.volume.Host;
import rexray.volume.Journal;
import rexray.volume.Reason;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeService;

/** Puts the configured services together: for each its array, node, host, volumes, and the sockets that Docker calls. */
final class Service implements Backend {
    private static final Logger log = LoggerFactory.getLogger(Service.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final Machine machine;

    /** Gives the ports for a service. */
    @FunctionalInterface
    interface Machine {
        /** @param claim is told which system the array is, whenever it is met, and may refuse it */
        Ports ports(ServiceConfig config, Consumer<String> claim);
    }

    /** @param machine {@link Ports#of} for this machine's */
    Service(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Serving serve(Configuration config, Readiness readiness) {
        LocalServer.requireInherited(config.sockets());
        Health health = new Health(readiness);
        ServicesAtWork services = new ServicesAtWork(machine, new EventFile(config.events()), health);
        services.start(config);
        Optional<PageServer> pages = config.metrics().flatMap(address -> show(address, health));
        return new Backend.Serving() {
            @Override
            public List<Refusal> reconfigure(Configuration next) {
                return services.reconfigure(next);
            }

            @Override
            public void close() {
                pages.ifPresent(PageServer::close);
                services.close();
            }
        };
    }

    /** Volumes matter more than who watches them: a port that another program has keeps nobody from mounting. */
    private static Optional<PageServer> show(InetSocketAddress address, Health health) {
        try {
            PageServer pages = PageServer.start(address, health.pages());
            log.info("metrics are served on {}:{}", address.getHostString(), address.getPort());
            return Optional.of(pages);
        } catch (HostFailure e) {
            log.warn("rexray.metrics.listen: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Administration open(Configuration config, Optional<String> name) {
        ServiceConfig service = config.service(name);
        Ports ports = machine.ports(service, system -> {});
        Journal journal = new Journal(new EventFile(config.events()), InstantSource.system(),
                () -> config.label(service));
        return new DirectAdministration(volumes(ports, service, journal), service::defaults, ports::close);
    }

    @Override
    public Host host() {
        return Ports.machine();
    }

    @Override
    public String instance(ServiceConfig config) {
        try (Ports ports = machine.ports(config, system -> {})) {
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
            throw new ArrayUnavailable("the gateway at " + gateway + " presents no certificate: " + Reason.of(e),
                    "check scaleio.endpoint, and that the gateway serves https there", e);
        }
    }

    @Override
    public List<Finding> diagnose(ConfigFile file, Optional<String> service) {
        return new Doctor(new Surroundings(config -> new SdcNode(config.scaleio(), Ports::run),
                ServiceConfig::volumes, new DockerEngine(DockerEngine.SOCKET)::volumeDrivers,
                DockerEngine.PLUGINS, System.getenv().getOrDefault("PATH", ""), Path.of("/proc"),
                VolumeOptions.RUN_DIRECTORY.resolve("rexray.pid"), Path.of("/run/docker.pid"), bootId()),
                InstantSource.system()).examine(file, service);
    }

    static VolumeService volumes(Ports ports, ServiceConfig service, Journal journal) {
        VolumeService volumes = new VolumeService(ports.array(), ports.node(), ports.host(),
                new DockerEngine(DockerEngine.SOCKET), service.volumes(), bootId(), InstantSource.system(),
                UUID::randomUUID, journal);
        volumes.load();
        return volumes;
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
