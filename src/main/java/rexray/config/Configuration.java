package rexray.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /**
     * This, with all of {@code next} that can change while a daemon is at work, added services and modules among it. What
     * {@code next} no longer has stays; what would take its name, its socket or its directory has to wait.
     */
    public Configuration changedTo(Configuration next) {
        Stream<ServiceConfig> changed = services.stream().map(each -> next.find(each.name()).map(other -> each
                .changedTo(other.only(module -> each.module(module.name()).isPresent() || isFree(module))))
                .orElse(each));
        Stream<ServiceConfig> added = next.services.stream()
                .filter(each -> find(each.name()).isEmpty() && services.stream().noneMatch(each::mountsWhere))
                .map(each -> each.only(this::isFree));
        return new Configuration(next.logLevel, next.logFormat, events, metrics, service,
                Stream.concat(changed, added).toList(), runDirectory);
    }

    private boolean isFree(ModuleConfig added) {
        return services.stream().flatMap(each -> each.modules().stream())
                .noneMatch(module -> module.name().equals(added.name()) || module.socket().equals(added.socket()));
    }

    /** This, with a service as {@code other} has it, which may be not at all. */
    public Configuration withServiceOf(Configuration other, String name) {
        return with(services.stream()
                .flatMap(each -> each.name().equals(name) ? other.find(name).stream() : Stream.of(each)).toList());
    }

    public Configuration withoutModule(String name) {
        return with(services.stream().map(each -> each.only(module -> !module.name().equals(name))).toList());
    }

    private Configuration with(List<ServiceConfig> others) {
        return new Configuration(logLevel, logFormat, events, metrics, service, others, runDirectory);
    }
}
