package rexray.volume;

import java.util.Optional;
import rexray.volume.Volume.Provisioning;

/**
 * How the array is to keep a new volume; what is empty is as configured.
 *
 * @param domain protection domain by name
 * @param pool storage pool by name, in that domain
 */
public record Layout(Optional<String> domain, Optional<String> pool, Optional<Provisioning> provisioning) {
    /** All as configured. */
    public static final Layout CONFIGURED = new Layout(Optional.empty(), Optional.empty(), Optional.empty());

    public static Layout in(Optional<String> pool) {
        return new Layout(Optional.empty(), pool, Optional.empty());
    }
}
