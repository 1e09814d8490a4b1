package rexray.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rexray.config.Key.Reach;
import rexray.config.Scoped.Scope;
import rexray.events.EventOptions;
import rexray.scaleio.ScaleioOptions;
import rexray.volume.VolumeOptions;

/**
 * The rules by which settings become a configuration: which services and modules there are, and what they must not share. The
 * result is given out only if there was no problem.
 */
final class ConfigReader {
    private final Origin whole;
    private final Scopes scopes;
    private final List<Problem> problems;
    private final ModuleReader modules;
    private final Values outside;
    /** The service that is meant where none is named. */
    private final String usual;

    /**
     * @param whole where a problem is shown that is of no single setting
     * @param problems what was found so far
     */
    ConfigReader(Origin whole, Scopes scopes, List<Problem> problems) {
        this.whole = whole;
        this.scopes = scopes;
        this.problems = problems;
        this.modules = new ModuleReader(scopes, problems);
        this.outside = new Values(whole, scopes.outside(), problems);
        this.usual = usualService();
    }

    /** @throws ConfigException with everything that is wrong */
    Configuration read() {
        requireDrivers();
        List<String> enabled = modules.enabled();
        List<ServiceConfig> services = new ArrayList<>();
        for (String service : scopes.services()) {
            services.add(
                    service(service, enabled.stream().filter(module -> serviceOf(module).equals(service)).toList()));
        }
        requireApart(services);
        Configuration configuration = new Configuration(outside.get(Key.LOG_LEVEL, LogLevel::parse),
                outside.get(Key.LOG_FORMAT, LogFormat::parse),
                new EventOptions(outside.get(Key.EVENTS_FILE, Parsers::path),
                        outside.get(Key.EVENTS_SIZE, Parsers::eventSize)),
                outside.find(Key.METRICS_LISTEN, Parsers::address), usual, services, VolumeOptions.RUN_DIRECTORY);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return configuration;
    }

    /**
     * What holds for one service.
     *
     * @param name empty for the one that is meant where none is named
     * @throws ConfigException if there is no such service
     */
    Values values(Optional<String> name) {
        String service = Setting.fold(name.orElse(usual));
        if (name.isPresent() && !scopes.services().contains(service)) {
            throw ConfigException.of(whole, "there is no service '" + service + "'", known());
        }
        List<Setting> settings = new ArrayList<>(scopes.ofService(service, agreed(modulesOf(service))));
        if (!outside.isGiven(Key.SERVICE) && !usual.equals(ServiceConfig.STANDARD)) {
            settings.add(new Setting(Key.SERVICE.toString(), Setting.Shape.SCALAR, List.of(usual),
                    Origin.of("the services that there are")));
        }
        return new Values(whole, settings, problems);
    }

    /**
     * What holds for new volumes of one module.
     *
     * @throws ConfigException if there is no such module
     */
    Values valuesOfModule(String module) {
        if (!scopes.modules().contains(module)) {
            throw ConfigException.of(whole, "there is no module '" + module + "'",
                    "choose one of: " + String.join(", ", scopes.modules()));
        }
        return new Values(whole, scopes.ofModule(module, serviceOf(module)), problems);
    }

    /** What a key begins with in the file that is to hold for that service. */
    String prefix(Optional<String> name) {
        return scopes.hasServices() ? "libstorage.server.services." + Setting.fold(name.orElse(usual)) + "." : "";
    }

    private List<String> modulesOf(String service) {
        return modules.enabled().stream().filter(module -> serviceOf(module).equals(service)).toList();
    }

    private ServiceConfig service(String name, List<String> names) {
        ServiceReader service = new ServiceReader(
                new Values(whole, scopes.ofService(name, agreed(names)), problems));
        List<ModuleConfig> all = names.stream().map(module -> new ModuleConfig(module, modules.socket(module),
                new ServiceReader(new Values(whole, scopes.ofModule(module, name), problems)).defaults(service)))
                .toList();
        return service.read(name, all);
    }

    /**
     * What modules say for their service: a service is one array with one way of treating its volumes, so that what is not
     * about new volumes must be the same for all.
     */
    private List<Setting> agreed(List<String> names) {
        if (names.size() == 1) {
            return scopes.below(names.getFirst()).stream().filter(setting -> reach(setting) != Reach.CHOICE).toList();
        }
        List<Setting> agreed = new ArrayList<>();
        for (String name : names) {
            for (Setting setting : scopes.below(name)) {
                if (reach(setting) != Reach.SERVICE) {
                    continue;
                }
                if (names.stream().allMatch(other -> scopes.below(other).stream()
                        .anyMatch(theirs -> theirs.foldedKey().equals(setting.foldedKey())
                                && theirs.values().equals(setting.values())))) {
                    agreed.add(setting);
                } else {
                    problems.add(new Problem(setting.origin(), "rexray.modules." + name + " has a " + setting.key()
                            + " that other modules of its service do not have",
                            scopes.hasServices()
                                    ? "write it below the service, for all of its modules"
                                    : "write it at the root, for all modules"));
                }
            }
        }
        return agreed;
    }

    private static Reach reach(Setting setting) {
        return Key.named(setting.key()).orElseThrow().reach();
    }

    private void requireDrivers() {
        if (!scopes.hasServices()) {
            return;
        }
        for (String service : scopes.services()) {
            Optional<Setting> driver = scopes.own(Scope.SERVICE, service, "driver");
            if (driver.isEmpty() && !service.equals(ServiceConfig.STANDARD)) {
                problems.add(new Problem(scopes.origin(Scope.SERVICE, service),
                        "libstorage.server.services." + service + " has no driver",
                        "write driver: scaleio below it, or remove the service"));
            }
            driver.filter(setting -> setting.values().stream().noneMatch("scaleio"::equalsIgnoreCase))
                    .ifPresent(setting -> problems.add(new Problem(setting.origin(), setting.key()
                            + ": there is no storage driver " + setting.values(), "write scaleio")));
        }
    }

    private String usualService() {
        Optional<String> driver = outside.list(Key.STORAGE_DRIVERS).stream().findFirst();
        if (outside.list(Key.STORAGE_DRIVERS).size() > 1) {
            outside.report(Key.STORAGE_DRIVERS, Key.STORAGE_DRIVERS + " names more than one service", "name one");
        }
        driver.ifPresent(name -> requireService(name, Key.STORAGE_DRIVERS));
        Optional<String> service = outside.find(Key.SERVICE, Parsers::text);
        service.ifPresent(name -> requireService(name, Key.SERVICE));
        List<String> names = scopes.services();
        Optional<String> named = service.or(() -> driver).map(Setting::fold);
        if (named.isPresent() || names.size() == 1 || names.contains(ServiceConfig.STANDARD)) {
            return named.orElse(names.size() == 1 ? names.getFirst() : ServiceConfig.STANDARD);
        }
        outside.reportWhole("there are several services, and none of them is the default",
                "set " + Key.SERVICE + " to one of: " + String.join(", ", names));
        return names.getFirst();
    }

    private void requireService(String name, Key key) {
        if (!scopes.services().contains(Setting.fold(name))) {
            outside.report(key, key + ": there is no service '" + name + "'", known());
        }
    }

    private String known() {
        return "choose one of: " + String.join(", ", scopes.services());
    }

    private String serviceOf(String module) {
        Optional<Setting> given = modules.service(module);
        if (given.isEmpty()) {
            return usual;
        }
        String name = Setting.fold(given.get().values().isEmpty() ? "" : given.get().values().getFirst());
        if (!scopes.services().contains(name)) {
            problems.add(new Problem(given.get().origin(), "rexray.modules." + module + "." + given.get().key()
                    + ": there is no service '" + name + "'", known()));
        }
        return name;
    }

    private void requireApart(List<ServiceConfig> services) {
        Set<Path> sockets = new HashSet<>();
        services.stream().flatMap(service -> service.modules().stream())
                .filter(module -> !sockets.add(module.socket())).forEach(module -> problems.add(new Problem(
                        modules.origin(module.name()).orElse(whole), "rexray.modules." + module.name()
                                + " has the socket " + module.socket() + " of another module",
                        "give each module a host of its own")));
        for (int i = 0; i < services.size(); i++) {
            for (int j = 0; j < i; j++) {
                requireApart(services.get(j), services.get(i));
            }
        }
    }

    private void requireApart(ServiceConfig one, ServiceConfig other) {
        String both = "services " + one.name() + " and " + other.name();
        Path first = one.volumes().mountRoot();
        Path second = other.volumes().mountRoot();
        if (one.mountsWhere(other)) {
            problems.add(new Problem(whole, both + " mount in " + first
                    + (first.equals(second) ? "" : " and " + second) + ", where their volumes could meet",
                    "give each a " + Key.MOUNT_PATH + " of its own below the service, or none"));
        }
        Set<String> shared = gateways(one.scaleio());
        shared.retainAll(gateways(other.scaleio()));
        if (!shared.isEmpty() && system(one.scaleio()).equals(system(other.scaleio()))) {
            problems.add(new Problem(whole, both + " are the same array, at " + String.join(", ", shared)
                    + ", and neither would see the locks of the other",
                    "merge them into one service, with a module for each pool"));
        }
    }

    private static Set<String> gateways(ScaleioOptions options) {
        return options.endpoints().stream().filter(uri -> !uri.equals(ServiceReader.NO_ENDPOINT))
                .map(ConfigReader::gateway).collect(Collectors.toSet());
    }

    private static String gateway(URI endpoint) {
        String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : scheme.equals("http") ? 80 : 443;
        return String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** As far as it is named: the id decides, and 0 is none. */
    private static String system(ScaleioOptions options) {
        return options.systemId().filter(id -> !id.equals("0")).or(options::systemName).orElse("");
    }
}
