package rexray.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import rexray.scaleio.ScaleioOptions;
import rexray.scaleio.Trust;
import rexray.volume.Defaults;
import rexray.volume.Placement;

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

    public static Differences between(Configuration before, Configuration now) {
        return new Differences(before, now);
    }

    /** The keys that a service at work can take over. */
    public List<String> live() {
        return keys(Key::isLive);
    }

    /** The keys that wait for its next start. */
    public List<String> waiting() {
        List<String> waiting = new ArrayList<>(keys(key -> !key.isLive()));
        if (!names(before).equals(names(now))) {
            waiting.add("libstorage.server.services");
        }
        if (!modules(before).equals(modules(now))) {
            waiting.add("rexray.modules");
        }
        return waiting;
    }

    private static List<String> names(Configuration config) {
        return config.services().stream().map(ServiceConfig::name).toList();
    }

    /** Which modules there are, by services. A socket is told apart. */
    private static List<List<String>> modules(Configuration config) {
        return config.services().stream().map(service -> service.modules().stream().map(ModuleConfig::name).toList())
                .toList();
    }

    private List<String> keys(Predicate<Key> wanted) {
        Set<String> changed = new LinkedHashSet<>();
        for (Key key : Key.values()) {
            if (wanted.test(key) && !ofDaemon(before, key).equals(ofDaemon(now, key))) {
                changed.add(spokesman(key).toString());
            }
        }
        for (ServiceConfig service : now.services()) {
            String where = now.label(service).map(name -> " of service " + name).orElse("");
            before.find(service.name()).ifPresent(old -> Arrays.stream(Key.values()).filter(wanted)
                    .filter(key -> !value(old, key).equals(value(service, key)))
                    .forEach(key -> changed.add(spokesman(key) + where)));
        }
        return List.copyOf(changed);
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

    /** What a service says by a key, and by the others that say the same; nothing for those of the daemon. */
    private static Object value(ServiceConfig config, Key key) {
        ScaleioOptions scaleio = config.scaleio();
        return switch (key) {
            case LOG_LEVEL, LOG_FORMAT, EVENTS_FILE, EVENTS_SIZE, METRICS_LISTEN, STORAGE_DRIVERS, SERVICE -> "";
            case SOCKET -> config.modules().stream().map(ModuleConfig::socket).toList();
            case SIZE -> withModules(config.volumes().defaultSize(), config, Defaults::size);
            case FILE_SYSTEM -> withModules(config.volumes().fileSystem(), config, Defaults::fileSystem);
            case DEFAULT_IOPS -> withModules(config.defaults().iops(), config, Defaults::iops);
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

    /** What a service says, and what each of its modules does. */
    private static List<Object> withModules(Object ofService, ServiceConfig config, Function<Defaults, Object> part) {
        List<Object> all = new ArrayList<>(List.of(ofService));
        config.modules().forEach(module -> all.add(part.apply(module.defaults())));
        return all;
    }

    private static List<Object> placed(ServiceConfig config, Function<Placement, Object> part) {
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
