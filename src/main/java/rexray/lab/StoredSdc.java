package rexray.lab;

import org.jspecify.annotations.Nullable;

/**
 * An SDC that the cluster has seen; whether it is connected is not kept.
 *
 * @param guid in upper case
 * @param ip as of its last connection
 */
record StoredSdc(String id, String guid, String ip, @Nullable String name) {
    StoredSdc withIp(String next) {
        return new StoredSdc(id, guid, next, name);
    }

    StoredSdc withName(String next) {
        return new StoredSdc(id, guid, ip, next);
    }
}
