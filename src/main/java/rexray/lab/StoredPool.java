package rexray.lab;

import org.jspecify.annotations.Nullable;

/**
 * A storage pool of a domain.
 *
 * @param name unique in the domain; a pool may have none
 * @param place which pool of the {@link ClusterLayout} it is, whatever its name is by now; null if a client made it
 */
record StoredPool(String id, @Nullable String name, String domainId, boolean checksumEnabled, boolean useRfcache,
        PoolKind kind, @Nullable String place) {
    StoredPool {
        // A state that was saved before there were kinds has none.
        kind = kind == null ? PoolKind.USUAL : kind;
    }

    StoredPool at(String next) {
        return new StoredPool(id, name, domainId, checksumEnabled, useRfcache, kind, next);
    }

    StoredPool withName(String next) {
        return new StoredPool(id, next, domainId, checksumEnabled, useRfcache, kind, place);
    }

    StoredPool withChecksumEnabled(boolean next) {
        return new StoredPool(id, name, domainId, next, useRfcache, kind, place);
    }

    StoredPool withUseRfcache(boolean next) {
        return new StoredPool(id, name, domainId, checksumEnabled, next, kind, place);
    }
}
