package rexray.lab;

import org.jspecify.annotations.Nullable;

/**
 * A volume with all that descends from it.
 *
 * @param name that of its first volume when that was made
 * @param baseVolumeId the volume at its root
 */
record VTree(String id, @Nullable String name, String baseVolumeId, String poolId) {
    VTree withBase(String volumeId) {
        return new VTree(id, name, volumeId, poolId);
    }

    VTree withPool(String next) {
        return new VTree(id, name, baseVolumeId, next);
    }
}
