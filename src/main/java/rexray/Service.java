package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import rexray.cli.Backend;
import rexray.cli.VolumeListing;
import rexray.config.ServiceConfig;
import rexray.docker.PluginServer;
import rexray.linux.LinuxHost;
import rexray.linux.OtherProgram;
import rexray.scaleio.ScaleioControlPlane;
import rexray.scaleio.SdcCommand;
import rexray.scaleio.SdcNode;
import rexray.volume.Deadline;
import rexray.volume.Host;
import rexray.volume.NodeId;
import rexray.volume.Volume;
import rexray.volume.VolumeService;

/** Puts one configured service together: array, node, host, volumes, and the socket that Docker calls. */
final class Service implements Backend {
    private static final Duration PATIENCE = Duration.ofSeconds(50);
    /** Set on the hosts of a lab, which are emulated and share one kernel. */
    private static final String LAB_HOST = "REXRAY_LAB_HOST";

    @Override
    public Serving serve(ServiceConfig config, Readiness readiness) {
        ScaleioControlPlane array = new ScaleioControlPlane(config.scaleio());
        SdcNode node = new SdcNode(config.scaleio(), Service::run);
        VolumeService volumes = new VolumeService(array, node, host(), config.volumes(), bootId(),
                InstantSource.system(), UUID::randomUUID);
        volumes.load();
        PluginServer server = new PluginServer(volumes, config.service(), config.socket(),
                PluginServer.ENGINE_RETRIES_FOR);
        server.start();
        Upkeep upkeep = Upkeep.start(deadline -> {
            array.connect(deadline);
            volumes.requireReady(deadline);
        }, () -> {
            volumes.releaseLeftovers();
            volumes.watchMounts();
        }, readiness);
        return () -> {
            try (array; upkeep) {
                server.close();
            }
        };
    }

    @Override
    public List<VolumeListing> volumes(ServiceConfig config) {
        try (ScaleioControlPlane array = new ScaleioControlPlane(config.scaleio())) {
            Deadline deadline = Deadline.after(PATIENCE);
            NodeId self = array.identify(new SdcNode(config.scaleio(), Service::run).identity(deadline), deadline);
            return array.list(deadline).stream().map(volume -> listing(volume, self)).toList();
        }
    }

    private static VolumeListing listing(Volume volume, NodeId self) {
        VolumeListing.State state = volume.isHeldBy(self)
                ? VolumeListing.State.ATTACHED
                : volume.holders().isEmpty() ? VolumeListing.State.AVAILABLE : VolumeListing.State.UNAVAILABLE;
        return new VolumeListing(volume.id().volume(), volume.name().orElse(""), state, volume.size());
    }

    private static Host host() {
        return System.getenv(LAB_HOST) == null ? LinuxHost.create() : LinuxHost.sharingItsKernel();
    }

    private static SdcCommand.Result run(Path program, List<String> arguments, Deadline deadline) {
        OtherProgram.Result result = OtherProgram.run(program, arguments, deadline);
        return new SdcCommand.Result(result.exitCode(), result.output(), result.complaint());
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
