package rexray.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** The sections under which {@code other} says something else, other than how much is logged, and how. */
    public List<String> differencesFrom(ServiceConfig other) {
        List<String> sections = new ArrayList<>();
        if (!scaleio.equals(other.scaleio)) {
            sections.add("scaleio");
        }
        if (!volumes.equals(other.volumes)) {
            sections.add("libstorage.integration.volume and linux.volume");
        }
        if (!socket.equals(other.socket)) {
            sections.add("rexray.modules");
        }
        if (!events.equals(other.events)) {
            sections.add("rexray.events");
        }
        if (!metrics.equals(other.metrics)) {
            sections.add("rexray.metrics");
        }
        return sections;
    }
}
