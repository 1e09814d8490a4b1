package rexray.lab;

import org.jspecify.annotations.Nullable;

/**
 * A volume that a client asks for.
 *
 * @param sizeInKb as asked; the cluster rounds it up
 */
record NewVolume(@Nullable String name, String poolId, long sizeInKb, VolumeType type, boolean useRmcache,
        Compression compression) {
    /** One that is cached and not compressed. */
    static NewVolume of(@Nullable String name, String poolId, long sizeInKb, VolumeType type) {
        return new NewVolume(name, poolId, sizeInKb, type, true, Compression.NONE);
    }
}
