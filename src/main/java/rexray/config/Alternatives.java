package rexray.config;

import java.util.List;
import java.util.Set;

/**
 * Keys that say the same thing in several ways. Whoever says it in one of them says it in place of all that an outer scope
 * says of it: a module with a pool's name does not get the pool whose id stands at the root.
 */
final class Alternatives {
    private static final List<Set<Key>> ALL = List.of(Set.of(Key.SYSTEM_ID, Key.SYSTEM_NAME),
            Set.of(Key.DOMAIN_ID, Key.DOMAIN_NAME, Key.DEFAULT_ZONE),
            Set.of(Key.POOL_ID, Key.POOL_NAME, Key.DEFAULT_TYPE),
            Set.of(Key.PASSWORD, Key.PASSWORD_FILE, Key.PASSWORD_COMMAND),
            Set.of(Key.INSECURE, Key.CA_FILE, Key.FINGERPRINT),
            Set.of(Key.MOUNT_ROOT_PATH, Key.VOLUME_ROOT_PATH), Set.of(Key.API_VERSION, Key.VERSION),
            Set.of(Key.SERVICE, Key.STORAGE_DRIVERS));

    private Alternatives() {}

    /** The keys that say what this one says, itself among them. */
    static Set<Key> of(Key key) {
        return ALL.stream().filter(group -> group.contains(key)).findFirst().orElse(Set.of(key));
    }
}
