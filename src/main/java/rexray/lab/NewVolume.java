package rexray.lab;

import org.jspecify.annotations.Nullable;

/**
 * A volume that a client asks for.
 *
 * @param sizeInKb as asked; the cluster rounds it up
 */
record NewVolume(@Nullable String name, String poolId, long sizeInKb, VolumeType type, boolean useRmcache) {}
