package rexray.config;

import java.nio.file.Path;
import rexray.scaleio.ScaleioOptions;
import rexray.volume.VolumeOptions;

/**
 * All that one service is told by its configuration.
 *
 * @param socket where Docker finds the plugin; the file's name without {@code .sock} is the driver's name
 * @param service name of the service, which is that of its storage driver
 */
public record ServiceConfig(ScaleioOptions scaleio, VolumeOptions volumes, Path socket, LogLevel logLevel,
        String service) {}
