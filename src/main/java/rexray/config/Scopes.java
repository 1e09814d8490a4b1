package rexray.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rexray.config.Key.Reach;
import rexray.config.Scoped.Scope;

/**
 * The original's inheritance. A service has what stands below it, else what stands below all services, else what stands at
 * the root; a module has what stands below it, else what its service has. The environment names neither services nor
 * modules, and decides over all; where there are several of them it may not contradict one.
 */
final class Scopes {
    private final List<Scoped> file = new ArrayList<>();
    private final List<Setting> environment;
    private final List<Problem> problems;
    private final UnknownKeys unknown;

    private Scopes(List<Setting> environment, List<Problem> problems) {
        this.environment = environment;
        this.problems = problems;
        this.unknown = new UnknownKeys(problems);
    }

    /**
     * @param problems gets what is wrong with single settings, which then are left out
     */
    static Scopes of(List<Setting> file, List<Setting> environment, List<Problem> problems) {
        Scopes scopes = new Scopes(List.copyOf(environment), problems);
        file.stream().map(Scoped::of).filter(scopes::isLegal).forEach(scopes.file::add);
        scopes.refuseContradictions();
        return scopes;
    }

    /** The names of the services that the file has; {@code scaleio} if it has none. */
    List<String> services() {
        List<String> names = names(Scope.SERVICE);
        return names.isEmpty() ? List.of(ServiceConfig.STANDARD) : names;
    }

    /** Whether the file names services at all. */
    boolean hasServices() {
        return !names(Scope.SERVICE).isEmpty();
    }

    /** The names of the modules, disabled ones among them. */
    List<String> modules() {
        return Stream.concat(Stream.of(ModuleConfig.STANDARD), names(Scope.MODULE).stream()).distinct().toList();
    }

    /** What stands for all; a later one decides. */
    List<Setting> outside() {
        return with(layers(at(Scope.ROOT, ""), at(Scope.SERVER, "")));
    }

    /**
     * What holds for one service; a later one decides.
     *
     * @param inner what modules say of it
     */
    List<Setting> ofService(String service, List<Setting> inner) {
        return with(layers(at(Scope.ROOT, ""), at(Scope.SERVER, ""), at(Scope.SERVICE, service), inner));
    }

    /** What holds for new volumes of one module; a later one decides. */
    List<Setting> ofModule(String module, String service) {
        return ofService(service, below(module));
    }

    /** What stands below the module, without what only a module has. */
    List<Setting> below(String module) {
        return at(Scope.MODULE, module);
    }

    /** What stands below the module, or the service, that only it has, such as {@code host}; the last one decides. */
    Optional<Setting> own(Scope scope, String name, String key) {
        return file.stream().filter(each -> each.scope() == scope && each.name().equals(name))
                .filter(each -> each.setting().foldedKey().equals(key))
                .map(each -> each.setting().as(each.written())).reduce((_, last) -> last);
    }

    /** Where the module, or the service, is named first. */
    Origin origin(Scope scope, String name) {
        return file.stream().filter(each -> each.scope() == scope && each.name().equals(name)).findFirst()
                .map(each -> each.setting().origin()).orElseThrow();
    }

    List<Setting> environment() {
        return environment;
    }

    /** Every setting of the file that gives that key, wherever it stands. */
    Stream<Scoped> everywhere(Key key) {
        return file.stream().filter(each -> each.key().equals(Optional.of(key)));
    }

    private List<String> names(Scope scope) {
        return file.stream().filter(each -> each.scope() == scope).map(Scoped::name).distinct().toList();
    }

    private List<Setting> at(Scope scope, String name) {
        return file.stream().filter(each -> each.scope() == scope && each.name().equals(name))
                .filter(each -> each.key().isPresent()).map(Scoped::setting).toList();
    }

    @SafeVarargs
    private static List<Setting> layers(List<Setting>... fromTheOutermost) {
        List<Setting> all = new ArrayList<>();
        for (List<Setting> layer : fromTheOutermost) {
            Set<Key> given = layer.stream().map(Scopes::key).collect(Collectors.toSet());
            Set<Key> replaced = given.stream().flatMap(key -> Alternatives.of(key).stream())
                    .filter(key -> !given.contains(key)).collect(Collectors.toSet());
            all.removeIf(outer -> replaced.contains(key(outer)));
            all.addAll(layer);
        }
        return all;
    }

    private List<Setting> with(List<Setting> layers) {
        List<Setting> all = new ArrayList<>(layers);
        own(Scope.MODULE, ModuleConfig.STANDARD, "host").map(setting -> setting.as(Key.SOCKET.toString()))
                .ifPresent(all::add);
        all.addAll(environment);
        return all;
    }

    private static Key key(Setting setting) {
        return Key.named(setting.key()).orElseThrow();
    }

    private boolean isLegal(Scoped scoped) {
        Setting written = scoped.setting().as(scoped.written());
        if (scoped.scope() == Scope.ROOT || scoped.scope() == Scope.SERVER) {
            if (scoped.key().isEmpty()) {
                unknown.report(written, written.key());
            }
            return scoped.key().isPresent();
        }
        if (!scoped.name().matches("[a-z0-9_-]+")) {
            problems.add(new Problem(written.origin(), written.key() + " has a name that a file cannot have",
                    "use letters, digits, _ and -"));
            return false;
        }
        if (isOwn(scoped)) {
            return true;
        }
        Optional<Reach> reach = scoped.key().map(Key::reach);
        if (reach.isEmpty()) {
            unknown.report(written, scoped.setting().key());
            return false;
        }
        boolean isPlaced = switch (reach.get()) {
            case DAEMON -> false;
            case CHOICE -> scoped.scope() == Scope.MODULE;
            case SERVICE, NEW_VOLUMES -> true;
        };
        if (!isPlaced) {
            problems.add(new Problem(written.origin(), written.key() + " cannot be set for one"
                    + " " + scoped.scope().name().toLowerCase(Locale.ROOT) + " alone",
                    "write " + scoped.key().get() + " at the root"));
        }
        return isPlaced;
    }

    private static boolean isOwn(Scoped scoped) {
        String key = scoped.setting().foldedKey();
        return key.isEmpty()
                || (scoped.scope() == Scope.SERVICE ? key.equals("driver") : ModuleReader.OWN.contains(key));
    }

    /** One password in the environment would be that of all arrays. */
    private void refuseContradictions() {
        if (names(Scope.SERVICE).size() < 2 && modules().size() < 2) {
            return;
        }
        for (Setting variable : environment) {
            Key key = key(variable);
            if (key.reach() == Reach.SERVICE || key.reach() == Reach.NEW_VOLUMES) {
                file.stream().filter(each -> each.scope() == Scope.SERVICE || each.scope() == Scope.MODULE)
                        .filter(each -> each.key().filter(Alternatives.of(key)::contains).isPresent()).findFirst()
                        .ifPresent(inner -> problems.add(new Problem(variable.origin(), key
                                + " would apply to all services and modules, but " + inner.written() + " says"
                                + " something else for one of them", "unset it, or remove that line")));
            }
        }
    }
}
