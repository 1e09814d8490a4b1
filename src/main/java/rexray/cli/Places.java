package rexray.cli;

import java.nio.file.Path;
import java.util.List;
import rexray.config.ConfigFile;
import rexray.volume.VolumeOptions;

/**
 * Where on this machine the commands find and leave things.
 *
 * @param config the configuration file unless another is named
 * @param runDirectory holds the daemon's pid and status
 * @param log what a detached daemon writes to
 * @param systemd exists if systemd runs the machine
 * @param units the directories that an installed systemd unit stands in
 * @param administration the directories that programs for administrators stand in
 */
public record Places(Path config, Path runDirectory, Path log, Path systemd, List<Path> units,
        List<Path> administration) {
    public static final Places STANDARD = new Places(ConfigFile.DEFAULT, VolumeOptions.RUN_DIRECTORY,
            Path.of("/var/log/rexray/rexray.log"), Path.of("/run/systemd/system"),
            List.of(Path.of("/etc/systemd/system"), Path.of("/usr/lib/systemd/system"),
                    Path.of("/lib/systemd/system")),
            List.of(Path.of("/usr/sbin"), Path.of("/sbin")));

    public Places {
        units = List.copyOf(units);
        administration = List.copyOf(administration);
    }
}
