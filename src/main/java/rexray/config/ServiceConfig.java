package rexray.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import rexray.events.EventOptions;
import rexray.scaleio.ScaleioOptions;
import rexray.volume.VolumeOptions;

/**
 * All that one service is told by its configuration.
 *
 * @param socket where Docker finds the plugin; the file's name without {@code .sock} is the driver's name
 * @param metrics where the pages for monitoring are shown on TCP; empty for nowhere
 * @param service name of the service, which is that of its storage driver
 */
public record ServiceConfig(ScaleioOptions scaleio, VolumeOptions volumes, Path socket, LogLevel logLevel,
        LogFormat logFormat, EventOptions events, Optional<InetSocketAddress> metrics,
        String service) {

    /** This, with all of {@code next} that can change while a service is at work. */
    public ServiceConfig changedTo(ServiceConfig next) {
        return new ServiceConfig(scaleio.changedTo(next.scaleio), volumes.changedTo(next.volumes), socket,
                next.logLevel, next.logFormat, events, metrics, service);
    }

    /** This, with these options of the array. */
    public ServiceConfig with(ScaleioOptions other) {
        return new ServiceConfig(other, volumes, socket, logLevel, logFormat, events, metrics, service);
    }
}
