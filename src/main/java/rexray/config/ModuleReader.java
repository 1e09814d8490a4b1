package rexray.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rexray.config.Scoped.Scope;
import rexray.volume.VolumeException.RefusedInput;

/** The rules for what only a module has: whether it is there, of which type, on which socket and of which service. */
final class ModuleReader {
    /** The keys that only modules have, in lower case. */
    static final Set<String> OWN = Set.of("type", "desc", "host", "disabled", "spec");
    private final Scopes scopes;
    private final List<Problem> problems;

    ModuleReader(Scopes scopes, List<Problem> problems) {
        this.scopes = scopes;
        this.problems = problems;
    }

    /** The names of the modules that are served. */
    List<String> enabled() {
        List<String> enabled = scopes.modules().stream().filter(name -> !isDisabled(name)).toList();
        if (enabled.isEmpty()) {
            Setting last = own(ModuleConfig.STANDARD, "disabled").orElseThrow();
            problems.add(new Problem(last.origin(), "all modules are disabled, so Docker would find no plugin",
                    "leave one enabled"));
        }
        enabled.forEach(this::requireDocker);
        return enabled;
    }

    /** Where Docker finds it. */
    Path socket(String name) {
        String usual = "unix:///run/docker/plugins/" + (name.equals(ModuleConfig.STANDARD) ? "rexray" : name) + ".sock";
        return parsed(host(name), Parsers::socket)
                .orElseGet(() -> Parsers.socket("host of rexray.modules." + name, usual));
    }

    /** Where the host is given, or the module is named; empty if neither is. */
    Optional<Origin> origin(String name) {
        return host(name).map(Setting::origin)
                .or(() -> name.equals(ModuleConfig.STANDARD)
                        ? Optional.empty()
                        : Optional.of(scopes.origin(Scope.MODULE, name)));
    }

    /** What names the service that it is of, if anything below it does. */
    Optional<Setting> service(String name) {
        return scopes.below(name).stream().filter(setting -> Key.named(setting.key()).map(Key::reach)
                .equals(Optional.of(Key.Reach.CHOICE))).reduce((_, last) -> last);
    }

    private Optional<Setting> host(String name) {
        return scopes.environment().stream()
                .filter(setting -> name.equals(ModuleConfig.STANDARD)
                        && setting.foldedKey().equals(Setting.fold(Key.SOCKET.toString())))
                .findFirst().or(() -> own(name, "host"));
    }

    private boolean isDisabled(String name) {
        return parsed(own(name, "disabled"), Parsers::flag).orElse(false);
    }

    private void requireDocker(String name) {
        own(name, "spec").ifPresent(setting -> problems.add(new Problem(setting.origin(),
                setting.key() + " is a file that Docker does not need", "remove it")));
        Optional<Setting> type = own(name, "type");
        if (type.isEmpty() && !name.equals(ModuleConfig.STANDARD)) {
            problems.add(new Problem(scopes.origin(Scope.MODULE, name), "rexray.modules." + name + " has no type",
                    "write type: docker below it, or remove the module"));
        }
        type.filter(setting -> !isDocker(setting)).ifPresent(setting -> problems.add(new Problem(setting.origin(),
                setting.key() + " '" + String.join(" ", setting.values()) + "' is not served here",
                "write docker, or remove the module")));
    }

    private static boolean isDocker(Setting setting) {
        return setting.values().stream().map(value -> value.toLowerCase(Locale.ROOT)).toList()
                .equals(List.of("docker"));
    }

    private Optional<Setting> own(String name, String key) {
        return scopes.own(Scope.MODULE, name, key);
    }

    private <T> Optional<T> parsed(Optional<Setting> setting, Values.Parser<T> parser) {
        return setting.flatMap(given -> {
            try {
                if (given.shape() == Setting.Shape.LIST || given.values().contains("")) {
                    throw new RefusedInput(given.key() + " has no single value", "give one or remove the line");
                }
                return Optional.of(parser.parse(given.key(), given.values().getFirst()));
            } catch (RefusedInput e) {
                problems.add(new Problem(given.origin(), e.problem(), e.remedy()));
                return Optional.empty();
            }
        });
    }
}
