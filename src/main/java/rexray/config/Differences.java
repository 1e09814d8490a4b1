package rexray.config;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import rexray.scaleio.ScaleioOptions;
import rexray.scaleio.Trust;

/**
 * What one configuration says other than another, by its keys. Of several keys that say the same, such as those for the
 * password, one stands for all.
 */
public final class Differences {
    private final ServiceConfig before;
    private final ServiceConfig now;

    private Differences(ServiceConfig before, ServiceConfig now) {
        this.before = before;
        this.now = now;
    }

    public static Differences between(ServiceConfig before, ServiceConfig now) {
        return new Differences(before, now);
    }

    /** The keys that a service at work can take over. */
    public List<String> live() {
        return keys(Key::isLive);
    }

    /** The keys that wait for its next start. */
    public List<String> waiting() {
        return keys(key -> !key.isLive());
    }

    private List<String> keys(Predicate<Key> wanted) {
        Set<String> changed = new LinkedHashSet<>();
        Arrays.stream(Key.values()).filter(wanted)
                .filter(key -> !value(before, key).equals(value(now, key)))
                .forEach(key -> changed.add(spokesman(key).toString()));
        return List.copyOf(changed);
    }

    /** What a configuration says by a key, and by the others that say the same. */
    private static Object value(ServiceConfig config, Key key) {
        ScaleioOptions scaleio = config.scaleio();
        return switch (key) {
            case LOG_LEVEL -> config.logLevel();
            case LOG_FORMAT -> config.logFormat();
            case EVENTS_FILE -> config.events().file();
            case EVENTS_SIZE -> config.events().most();
            case METRICS_LISTEN -> config.metrics();
            case STORAGE_DRIVERS, SERVICE -> config.service();
            case SOCKET -> config.socket();
            case PREEMPT -> config.volumes().preempt().mode();
            case PREEMPT_GRACE -> config.volumes().preempt().grace();
            case MOUNT_PATH -> config.volumes().mountRoot();
            case MOUNT_ROOT_PATH, VOLUME_ROOT_PATH -> config.volumes().dataDirectory();
            case SIZE -> config.volumes().defaultSize();
            case FILE_SYSTEM -> config.volumes().fileSystem();
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
            case DOMAIN_ID -> scaleio.protectionDomainId();
            case DOMAIN_NAME -> scaleio.protectionDomainName();
            case POOL_ID -> scaleio.storagePoolId();
            case POOL_NAME -> scaleio.storagePoolName();
            case THIN_OR_THICK -> scaleio.provisioning();
            case GUID -> scaleio.guid();
            case DRV_CFG -> scaleio.drvCfg();
            case API_VERSION, VERSION -> scaleio.apiVersion();
        };
    }

    /** The key that stands for it and all that say the same. */
    private static Key spokesman(Key key) {
        return switch (key) {
            case STORAGE_DRIVERS -> Key.SERVICE;
            case VOLUME_ROOT_PATH -> Key.MOUNT_ROOT_PATH;
            case PASSWORD_FILE, PASSWORD_COMMAND -> Key.PASSWORD;
            case VERSION -> Key.API_VERSION;
            default -> key;
        };
    }
}
