package rexray.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rexray.scaleio.ScaleioOptions;
import rexray.volume.Defaults;
import rexray.volume.Placement;
import rexray.volume.VolumeOptions;

/**
 * All that one service is told by its configuration: an array, and the sockets on which Docker reaches it.
 *
 * @param name in lower case
 * @param defaults for volumes that a command makes
 * @param modules may be empty for one that only commands use
 */
public record ServiceConfig(String name, ScaleioOptions scaleio, VolumeOptions volumes, Defaults defaults,
        List<ModuleConfig> modules) {
    /** The service that is there if none is named, whose files are at the places of old. */
    public static final String STANDARD = "scaleio";

    public ServiceConfig {
        modules = List.copyOf(modules);
    }

    /** This, with all of {@code next} that can change while a service is at work; the sockets that there are stay. */
    public ServiceConfig changedTo(ServiceConfig next) {
        Stream<ModuleConfig> changed = modules.stream()
                .map(module -> next.module(module.name()).map(module::changedTo).orElse(module));
        Stream<ModuleConfig> added = next.modules.stream().filter(module -> module(module.name()).isEmpty());
        return new ServiceConfig(name, scaleio.changedTo(next.scaleio), volumes.changedTo(next.volumes), next.defaults,
                Stream.concat(changed, added).toList());
    }

    /** This, with these of its modules alone. */
    public ServiceConfig only(Predicate<ModuleConfig> wanted) {
        return new ServiceConfig(name, scaleio, volumes, defaults, modules.stream().filter(wanted).toList());
    }

    /** Whether volumes of the two could meet in one directory. */
    boolean mountsWhere(ServiceConfig other) {
        Path mine = volumes.mountRoot();
        Path theirs = other.volumes.mountRoot();
        return mine.startsWith(theirs) || theirs.startsWith(mine);
    }

    /** Its module of that name, in lower case. */
    public Optional<ModuleConfig> module(String wanted) {
        return modules.stream().filter(module -> module.name().equals(wanted)).findFirst();
    }

    /** Where its volumes go when nobody says otherwise: one place, or one for each module. */
    public List<Placement> placements() {
        return modules.isEmpty()
                ? List.of(scaleio.placement())
                : modules.stream().flatMap(module -> module.defaults().placement().stream()).distinct().toList();
    }

    /**
     * A directory of one service's own: ids and names are unique within one array only, so that notes of two must never
     * meet.
     *
     * @param base what all services have theirs in
     */
    public static Path directory(Path base, String service) {
        return service.equals(STANDARD) ? base : base.resolve("services").resolve(service);
    }
}
