package rexray.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import rexray.scaleio.ScaleioOptions;
import rexray.scaleio.Trust;
import rexray.volume.Defaults;
import rexray.volume.Placement;
import rexray.volume.VolumeSettings;

/**
 * What one configuration says other than another, by its keys. Of several keys that say the same, such as those for the
 * password, one stands for all.
 */
public final class Differences {
    private final Configuration before;
    private final Configuration now;

    private Differences(Configuration before, Configuration now) {
        this.before = before;
        this.now = now;
    }

    /** In the order of the reference; then services and modules that only one of the two has, and those that moved. */
    public static List<String> between(Configuration before, Configuration now) {
        return new Differences(before, now).keys();
    }

    private List<String> keys() {
        Set<String> changed = new LinkedHashSet<>();
        for (Key key : Key.values()) {
            if (!ofDaemon(before, key).equals(ofDaemon(now, key))) {
                changed.add(spokesman(key).toString());
            }
        }
        now.services()
                .forEach(service -> before.find(service.name()).ifPresent(old -> addOfService(old, service, changed)));
        addMembers("libstorage.server.services.", names(before), names(now), changed);
        addMembers("rexray.modules.", modules(before).keySet(), modules(now).keySet(), changed);
        modules(now).forEach((name, module) -> Optional.ofNullable(modules(before).get(name))
                .ifPresent(old -> addOfModule(old, module, changed)));
        return List.copyOf(changed);
    }

    private void addOfService(ServiceConfig old, ServiceConfig service, Set<String> changed) {
        String where = now.label(service).map(name -> " of service " + name).orElse("");
        ServiceConfig oldCommon = old.only(module -> service.module(module.name()).isPresent());
        ServiceConfig common = service.only(module -> old.module(module.name()).isPresent());
        Arrays.stream(Key.values()).filter(key -> !value(oldCommon, key).equals(value(common, key)))
                .forEach(key -> changed.add(spokesman(key) + where));
    }

    private static void addMembers(String section, Set<String> old, Set<String> now, Set<String> changed) {
        now.stream().filter(name -> !old.contains(name)).forEach(name -> changed.add(section + name));
        old.stream().filter(name -> !now.contains(name)).forEach(name -> changed.add(section + name + " (removed)"));
    }

    private static void addOfModule(Module old, Module module, Set<String> changed) {
        String name = "rexray.modules." + module.config().name();
        if (!old.service().equals(module.service())) {
            changed.add(name + ".libstorage.service");
        }
        if (!old.config().socket().equals(module.config().socket())) {
            changed.add(name + ".host");
        }
    }

    private static Set<String> names(Configuration config) {
        return config.services().stream().map(ServiceConfig::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param service that it is of */
    private record Module(String service, ModuleConfig config) {}

    private static Map<String, Module> modules(Configuration config) {
        Map<String, Module> modules = new LinkedHashMap<>();
        config.services().forEach(service -> service.modules()
                .forEach(module -> modules.put(module.name(), new Module(service.name(), module))));
        return modules;
    }

    /** What is said by a key once for all services; nothing for other keys. */
    private static Object ofDaemon(Configuration config, Key key) {
        return switch (key) {
            case LOG_LEVEL -> config.logLevel();
            case LOG_FORMAT -> config.logFormat();
            case EVENTS_FILE -> config.events().file();
            case EVENTS_SIZE -> config.events().most();
            case METRICS_LISTEN -> config.metrics();
            case STORAGE_DRIVERS, SERVICE -> config.service();
            default -> "";
        };
    }

    /**
     * What a service says by a key, and by the others that say the same; nothing for those of the daemon, and for the socket,
     * which is a module's.
     */
    private static Object value(ServiceConfig config, Key key) {
        ScaleioOptions scaleio = config.scaleio();
        return switch (key) {
            case LOG_LEVEL, LOG_FORMAT, EVENTS_FILE, EVENTS_SIZE, METRICS_LISTEN, STORAGE_DRIVERS, SERVICE, SOCKET ->
                "";
            case SIZE -> withModules(config.volumes().defaultSize(), config, Defaults::size);
            case FILE_SYSTEM -> withModules(config.volumes().fileSystem(), config,
                    defaults -> defaults.fileSystem().orElse(config.volumes().fileSystem()));
            case DEFAULT_IOPS -> remembered(config, VolumeSettings::iops);
            case DEFAULT_BANDWIDTH -> remembered(config, VolumeSettings::kilobytes);
            case DEFAULT_MKFS_OPTIONS -> remembered(config, VolumeSettings::mkfsOptions);
            case DEFAULT_MOUNT_OPTIONS -> remembered(config, VolumeSettings::mountOptions);
            case DEFAULT_OWNER -> remembered(config, VolumeSettings::owner);
            case DOMAIN_ID -> placed(config, Placement::domainId);
            case DOMAIN_NAME, DEFAULT_ZONE -> placed(config, Placement::domainName);
            case POOL_ID -> placed(config, Placement::poolId);
            case POOL_NAME, DEFAULT_TYPE -> placed(config, Placement::poolName);
            case THIN_OR_THICK -> placed(config, Placement::provisioning);
            case PREEMPT -> config.volumes().preempt().mode();
            case PREEMPT_GRACE -> config.volumes().preempt().grace();
            case MOUNT_PATH -> config.volumes().mountRoot();
            case MOUNT_ROOT_PATH, VOLUME_ROOT_PATH -> config.volumes().dataDirectory();
            case ANONYMOUS -> config.volumes().anonymous();
            case FORGOTTEN_AFTER -> config.volumes().forgottenAfter();
            case FILE_MODE -> config.volumes().dataDirectoryMode();
            case ENDPOINT -> scaleio.endpoints();
            case INSECURE -> scaleio.trust() instanceof Trust.Anything;
            case CA_FILE -> scaleio.trust() instanceof Trust.File file ? Optional.of(file) : Optional.empty();
            case FINGERPRINT -> scaleio.trust() instanceof Trust.Pinned pinned ? Optional.of(pinned) : Optional.empty();
            case AUTH -> scaleio.login().scheme();
            case USER_NAME -> scaleio.login().userName();
            case PASSWORD, PASSWORD_FILE, PASSWORD_COMMAND -> scaleio.login().password();
            case SYSTEM_ID -> scaleio.systemId();
            case SYSTEM_NAME -> scaleio.systemName();
            case GUID -> scaleio.guid();
            case DRV_CFG -> scaleio.drvCfg();
            case API_VERSION, VERSION -> scaleio.apiVersion();
        };
    }

    /** What a service says, and what each of its modules does, by its name. */
    private static Map<String, Object> withModules(Object ofService, ServiceConfig config,
            Function<Defaults, Object> part) {
        Map<String, Object> all = new HashMap<>(Map.of("", ofService));
        config.modules().forEach(module -> all.put(module.name(), part.apply(module.defaults())));
        return all;
    }

    private static Map<String, Object> remembered(ServiceConfig config, Function<VolumeSettings, Object> part) {
        return withModules(part.apply(config.defaults().settings()), config,
                defaults -> part.apply(defaults.settings()));
    }

    private static Map<String, Object> placed(ServiceConfig config, Function<Placement, Object> part) {
        return withModules(part.apply(config.scaleio().placement()), config,
                defaults -> defaults.placement().map(part));
    }

    /** The key that stands for it and all that say the same. */
    private static Key spokesman(Key key) {
        return switch (key) {
            case STORAGE_DRIVERS -> Key.SERVICE;
            case DEFAULT_TYPE -> Key.POOL_NAME;
            case DEFAULT_ZONE -> Key.DOMAIN_NAME;
            case VOLUME_ROOT_PATH -> Key.MOUNT_ROOT_PATH;
            case PASSWORD_FILE, PASSWORD_COMMAND -> Key.PASSWORD;
            case VERSION -> Key.API_VERSION;
            default -> key;
        };
    }
}
