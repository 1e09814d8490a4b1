package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import rexray.cli.Backend;
import rexray.cli.VolumeListing;
import rexray.config.ServiceConfig;
import rexray.docker.DockerEngine;
import rexray.docker.PluginServer;
import rexray.metrics.Durations;
import rexray.volume.Deadline;
import rexray.volume.NodeId;
import rexray.volume.Volume;
import rexray.volume.VolumeService;

/** Puts one configured service together: array, node, host, volumes, and the socket that Docker calls. */
final class Service implements Backend {
    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private final Function<ServiceConfig, Ports> machine;

    /** @param machine gives the ports for a configuration; {@link Ports#of} for this machine's */
    Service(Function<ServiceConfig, Ports> machine) {
        this.machine = machine;
    }

    @Override
    public Serving serve(ServiceConfig config, Readiness readiness) {
        Ports ports = machine.apply(config);
        VolumeService volumes = new VolumeService(ports.array(), ports.node(), ports.host(),
                new DockerEngine(DockerEngine.SOCKET), config.volumes(), bootId(), InstantSource.system(),
                UUID::randomUUID);
        volumes.load();
        Durations operations = new Durations();
        Health health = new Health(readiness, volumes::counts, operations, ports.session().traffic());
        PluginServer server = new PluginServer(volumes, config.service(), config.socket(),
                PluginServer.Times.USUAL, operations, health.pages());
        server.start();
        Upkeep upkeep = Upkeep.start(deadline -> {
            ports.session().connect(deadline);
            volumes.requireReady(deadline);
        }, () -> {
            volumes.tidy();
            volumes.watchMounts();
        }, health);
        return () -> {
            try (ports; upkeep) {
                server.close();
            }
        };
    }

    @Override
    public List<VolumeListing> volumes(ServiceConfig config) {
        try (Ports ports = machine.apply(config)) {
            Deadline deadline = Deadline.after(PATIENCE);
            NodeId self = ports.array().identify(ports.node().identity(deadline), deadline);
            return ports.array().list(deadline).stream().map(volume -> listing(volume, self)).toList();
        }
    }

    private static VolumeListing listing(Volume volume, NodeId self) {
        VolumeListing.State state = volume.isHeldBy(self)
                ? VolumeListing.State.ATTACHED
                : volume.holders().isEmpty() ? VolumeListing.State.AVAILABLE : VolumeListing.State.UNAVAILABLE;
        return new VolumeListing(volume.id().volume(), volume.name().orElse(""), state, volume.size());
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
