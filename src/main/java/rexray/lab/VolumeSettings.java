package rexray.lab;

/**
 * What can be changed about a volume without touching its bytes or mappings.
 *
 * @param accessModeLimit what any mapping at most allows; not {@link AccessMode#NO_ACCESS}
 * @param secureUntil until when a secure snapshot cannot be removed, in seconds since 1970; 0 for an ordinary one
 * @param compression of no meaning where the pool does not compress
 */
record VolumeSettings(boolean useRmcache, AccessMode accessModeLimit, long secureUntil, Compression compression) {
    VolumeSettings {
        // A state that was saved before pools could compress has none.
        compression = compression == null ? Compression.NONE : compression;
    }

    static VolumeSettings usual() {
        return new VolumeSettings(true, AccessMode.READ_WRITE, 0, Compression.NONE);
    }

    VolumeSettings withUseRmcache(boolean next) {
        return new VolumeSettings(next, accessModeLimit, secureUntil, compression);
    }

    VolumeSettings withAccessModeLimit(AccessMode next) {
        return new VolumeSettings(useRmcache, next, secureUntil, compression);
    }

    VolumeSettings withSecureUntil(long next) {
        return new VolumeSettings(useRmcache, accessModeLimit, next, compression);
    }

    VolumeSettings withCompression(Compression next) {
        return new VolumeSettings(useRmcache, accessModeLimit, secureUntil, next);
    }
}
