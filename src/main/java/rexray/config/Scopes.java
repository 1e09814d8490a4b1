package rexray.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The original's inheritance: what stands below the module decides over what stands below the service, that over what
 * stands below all services, and that over what stands at the root. There is one module, {@code default-docker}, and one
 * service, {@code scaleio}; so each key has one value in the end.
 */
final class Scopes {
    private static final String SERVICE = "libstorage.server.services.scaleio.";
    /** From the one that is overridden by all to the one that overrides all. */
    private static final List<String> SCOPES = List.of("", "libstorage.server.", SERVICE,
            "rexray.modules.default-docker.");

    private final List<Problem> problems;

    private Scopes(List<Problem> problems) {
        this.problems = problems;
    }

    private record Ranked(int rank, Setting setting) {}

    /**
     * The settings with the keys that they would have at the root, in such an order that a later one decides.
     *
     * @param problems gets what is wrong with single settings, which then are left out
     */
    static List<Setting> resolve(List<Setting> settings, List<Problem> problems) {
        Scopes scopes = new Scopes(problems);
        List<Ranked> ranked = new ArrayList<>();
        settings.stream().filter(setting -> !scopes.isDriver(setting)).forEach(setting -> ranked.add(rank(setting)));
        return ranked.stream().sorted(Comparator.comparingInt(Ranked::rank)).map(Ranked::setting).toList();
    }

    private static Ranked rank(Setting setting) {
        for (int rank = SCOPES.size() - 1; rank > 0; rank--) {
            Optional<Setting> inner = below(setting, SCOPES.get(rank));
            if (inner.isPresent()) {
                return new Ranked(rank, inner.get());
            }
        }
        return new Ranked(0, setting);
    }

    /** The setting as it is called within a scope, if it stands there and is a key that we act upon. */
    private static Optional<Setting> below(Setting setting, String scope) {
        if (!setting.foldedKey().startsWith(scope)) {
            return Optional.empty();
        }
        String key = setting.key().substring(scope.length());
        return Key.named(key).isPresent() && !Key.named(setting.key()).isPresent()
                ? Optional.of(new Setting(key, setting.shape(), setting.values(), setting.origin()))
                : Optional.empty();
    }

    /** What kind of storage the service has is said once more below it. */
    private boolean isDriver(Setting setting) {
        boolean isDriver = setting.foldedKey().equals(SERVICE + "driver");
        if (isDriver && !setting.values().equals(List.of("scaleio"))) {
            problems.add(new Problem(setting.origin(), setting.key() + ": there is no storage driver "
                    + setting.values(), "write scaleio"));
        }
        return isDriver;
    }
}
