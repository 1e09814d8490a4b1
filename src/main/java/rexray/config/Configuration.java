package rexray.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rexray.events.EventOptions;
import rexray.volume.VolumeException.RefusedInput;

/**
 * All that the daemon is told.
 *
 * @param metrics where the pages for monitoring are shown on TCP; empty for nowhere
 * @param service the name of the service that is meant where none is named
 * @param services at least that one
 * @param runDirectory what belongs to no service and ends with the boot, e.g. {@code /run/rexray}
 */
public record Configuration(LogLevel logLevel, LogFormat logFormat, EventOptions events,
        Optional<InetSocketAddress> metrics, String service, List<ServiceConfig> services,
        Path runDirectory) {
    public Configuration {
        services = List.copyOf(services);
    }

    /**
     * @param name empty for the one that is meant where none is named
     * @throws RefusedInput if there is no such service; lists those that there are
     */
    public ServiceConfig service(Optional<String> name) {
        String wanted = Setting.fold(name.orElse(service));
        return services.stream().filter(each -> each.name().equals(wanted)).findFirst()
                .orElseThrow(() -> new RefusedInput("there is no service '" + wanted + "'",
                        "these there are: " + services.stream().map(ServiceConfig::name)
                                .collect(Collectors.joining(", "))));
    }

    /** What tells a service from the others, where there are any. */
    public Optional<String> label(ServiceConfig one) {
        return services.size() > 1 ? Optional.of(one.name()) : Optional.empty();
    }

    /** The plugin sockets of all services; at least one. */
    public List<Path> sockets() {
        return services.stream().flatMap(each -> each.modules().stream()).map(ModuleConfig::socket).toList();
    }

    /** The sections under which {@code other} says something else, other than how much is logged, and how. */
    public List<String> differencesFrom(Configuration other) {
        List<String> sections = new ArrayList<>();
        if (!service.equals(other.service) || !names().equals(other.names())) {
            sections.add("libstorage.service and libstorage.server.services");
        } else {
            for (int i = 0; i < services.size(); i++) {
                sections.addAll(differences(services.get(i), other.services.get(i)));
            }
        }
        if (!events.equals(other.events)) {
            sections.add("rexray.events");
        }
        if (!metrics.equals(other.metrics)) {
            sections.add("rexray.metrics");
        }
        return sections.stream().distinct().toList();
    }

    private List<String> names() {
        return services.stream().map(ServiceConfig::name).toList();
    }

    private static List<String> differences(ServiceConfig one, ServiceConfig other) {
        List<String> sections = new ArrayList<>();
        if (!one.scaleio().equals(other.scaleio())) {
            sections.add("scaleio");
        }
        if (!one.volumes().equals(other.volumes()) || !one.defaults().equals(other.defaults())) {
            sections.add("libstorage.integration.volume and linux.volume");
        }
        // The only module of a service has what the service has.
        if (!one.modules().equals(other.modules()) && (one.modules().size() > 1 || other.modules().size() > 1
                || !sockets(one).equals(sockets(other)))) {
            sections.add("rexray.modules");
        }
        return sections;
    }

    private static List<Path> sockets(ServiceConfig service) {
        return service.modules().stream().map(ModuleConfig::socket).toList();
    }
}
