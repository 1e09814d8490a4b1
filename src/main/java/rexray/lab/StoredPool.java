package rexray.lab;

import org.jspecify.annotations.Nullable;

/**
 * A storage pool of a domain.
 *
 * @param name unique in the domain; a pool may have none
 */
record StoredPool(String id, @Nullable String name, String domainId, boolean checksumEnabled, boolean useRfcache,
        PoolKind kind) {
    StoredPool {
        // A state that was saved before there were kinds has none.
        kind = kind == null ? PoolKind.USUAL : kind;
    }
}
