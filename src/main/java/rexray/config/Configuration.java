package rexray.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
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
        return find(wanted)
                .orElseThrow(() -> new RefusedInput("there is no service '" + wanted + "'",
                        "choose one of: " + services.stream().map(ServiceConfig::name)
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

    /** The service of that name, in lower case. */
    public Optional<ServiceConfig> find(String name) {
        return services.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** This, with all of {@code next} that can change while a daemon is at work. */
    public Configuration changedTo(Configuration next) {
        return new Configuration(next.logLevel, next.logFormat, events, metrics, service,
                services.stream().map(each -> next.find(each.name()).map(each::changedTo).orElse(each)).toList(),
                runDirectory);
    }

    /** This, with another service in the place of that of the same name. */
    public Configuration with(ServiceConfig other) {
        return new Configuration(logLevel, logFormat, events, metrics, service,
                services.stream().map(each -> each.name().equals(other.name()) ? other : each).toList(), runDirectory);
    }
}
