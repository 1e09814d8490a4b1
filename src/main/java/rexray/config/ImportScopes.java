package rexray.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rexray.config.ImportRules.Outcome;
import rexray.config.Scoped.Scope;

/** What becomes of the services and modules of the original's file, and of all that stands below one that is not here. */
final class ImportScopes {
    /** Modules that the original had without their being in the file. */
    private static final Set<String> OTHERS = Set.of("default-admin", "default-csi");
    private final List<Scoped> all;
    /** Services of storage drivers that are not here. */
    private final Set<String> foreign;

    ImportScopes(List<Scoped> all) {
        this.all = List.copyOf(all);
        this.foreign = all.stream().filter(each -> each.scope() == Scope.SERVICE)
                .filter(each -> each.setting().foldedKey().equals("driver") && !isScaleio(each.setting()))
                .map(Scoped::name).collect(Collectors.toSet());
    }

    /**
     * The service that must be said to be meant where none is named: the original's only one was, whatever it was called.
     */
    Optional<String> named() {
        List<String> services = all.stream().filter(each -> each.scope() == Scope.SERVICE).map(Scoped::name)
                .filter(name -> !foreign.contains(name)).distinct().toList();
        return services.size() == 1 && !services.getFirst().equals(ServiceConfig.STANDARD)
                ? Optional.of(services.getFirst())
                : Optional.empty();
    }

    /** Empty for what is judged by its key alone. */
    Optional<Outcome> outcome(Scoped scoped) {
        return switch (scoped.scope()) {
            case ROOT, SERVER -> Optional.empty();
            case SERVICE -> ofService(scoped);
            case MODULE -> ofModule(scoped);
        };
    }

    private Optional<Outcome> ofService(Scoped scoped) {
        if (foreign.contains(scoped.name())) {
            return Optional.of(new Outcome.Lost("scaleio is the only storage driver"));
        }
        return scoped.setting().foldedKey().equals("driver") ? Optional.of(new Outcome.Same("")) : Optional.empty();
    }

    private Optional<Outcome> ofModule(Scoped scoped) {
        if (OTHERS.contains(scoped.name())) {
            return Optional.empty();
        }
        Optional<String> type = own(scoped.name(), "type");
        if (type.filter(text -> !text.equalsIgnoreCase("docker")).isPresent()) {
            return Optional.of(new Outcome.Lost("modules of type " + type.get() + " are not served here"));
        }
        Optional<String> service = own(scoped.name(), "libstorage.service")
                .or(() -> own(scoped.name(), "rexray.storagedrivers"));
        if (service.filter(name -> !isKnown(name)).isPresent()) {
            return Optional.of(new Outcome.Lost("its service " + service.get() + " is not here"));
        }
        return switch (scoped.setting().foldedKey()) {
            case "type", "host", "desc", "disabled" -> Optional.of(new Outcome.Same(""));
            case "spec" -> Optional.of(new Outcome.Dropped("Docker finds the socket without it"));
            default -> Optional.empty();
        };
    }

    private boolean isKnown(String service) {
        String name = service.toLowerCase(Locale.ROOT);
        return all.stream().anyMatch(each -> each.scope() == Scope.SERVICE && each.name().equals(name))
                ? !foreign.contains(name)
                : name.equals(ServiceConfig.STANDARD);
    }

    private Optional<String> own(String module, String key) {
        return all.stream().filter(each -> each.scope() == Scope.MODULE && each.name().equals(module))
                .filter(each -> each.setting().foldedKey().equals(key))
                .flatMap(each -> each.setting().values().stream()).findFirst();
    }

    private static boolean isScaleio(Setting driver) {
        return driver.values().stream().anyMatch("scaleio"::equalsIgnoreCase);
    }
}
