package rexray.volume;

import java.util.Optional;
import rexray.volume.Volume.Provisioning;

/**
 * How the array is to keep a new volume; what is empty is as {@code otherwise} has it, or as the array does it.
 *
 * @param domain protection domain by name
 * @param pool storage pool by name, in that domain
 * @param readCache whether reads are cached in RAM
 * @param compression whether the array compresses what is written
 * @param otherwise empty for as the service is configured
 */
public record Layout(Optional<String> domain, Optional<String> pool, Optional<Provisioning> provisioning,
        Optional<Switch> readCache, Optional<Switch> compression, Optional<Placement> otherwise) {
    /** All as configured. */
    public static final Layout CONFIGURED = in(Optional.empty());

    public static Layout in(Optional<String> pool) {
        return of(Optional.empty(), pool, Optional.empty());
    }

    public static Layout of(Optional<String> domain, Optional<String> pool, Optional<Provisioning> provisioning) {
        return new Layout(domain, pool, provisioning, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, and as that has it where it says nothing. */
    Layout otherwise(Placement placement) {
        return new Layout(domain, pool, provisioning, readCache, compression, Optional.of(placement));
    }
}
