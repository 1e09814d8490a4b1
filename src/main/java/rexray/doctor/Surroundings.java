package rexray.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import rexray.config.ServiceConfig;
import rexray.scaleio.SdcNode;
import rexray.volume.VolumeOptions;

/**
 * The host that is looked at.
 *
 * @param sdc the SDC, as configured
 * @param volumes where notes and mounts are, as configured
 * @param plugins the directories in which Docker looks for sockets of plugins, and for files that name one
 * @param searchPath where programs are searched, in the form of {@code $PATH}
 * @param proc the kernel's view of processes, as {@code /proc}
 * @param daemonPid the file with the process id of our own daemon
 * @param dockerPid the file in which Docker leaves its process id
 * @param bootId what the kernel calls this boot
 */
public record Surroundings(Function<ServiceConfig, SdcNode> sdc, Function<ServiceConfig, VolumeOptions> volumes,
        Docker docker, List<Path> plugins, String searchPath, Path proc, Path daemonPid, Path dockerPid,
        String bootId) {
    public Surroundings {
        plugins = List.copyOf(plugins);
    }

    /** The container engine. */
    public interface Docker {
        /**
         * The volume drivers that it knows, after it has looked for them; empty if there is no engine.
         *
         * @throws IOException if it does not tell
         */
        Optional<Set<String>> volumeDrivers() throws IOException;
    }
}
