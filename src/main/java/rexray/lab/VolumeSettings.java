package rexray.lab;

/**
 * What can be changed about a volume without touching its bytes or mappings.
 *
 * @param accessModeLimit what any mapping at most allows; not {@link AccessMode#NO_ACCESS}
 * @param secureUntil until when a secure snapshot cannot be removed, in seconds since 1970; 0 for an ordinary one
 */
record VolumeSettings(boolean useRmcache, AccessMode accessModeLimit, long secureUntil) {
    static VolumeSettings usual() {
        return new VolumeSettings(true, AccessMode.READ_WRITE, 0);
    }

    VolumeSettings withUseRmcache(boolean next) {
        return new VolumeSettings(next, accessModeLimit, secureUntil);
    }

    VolumeSettings withAccessModeLimit(AccessMode next) {
        return new VolumeSettings(useRmcache, next, secureUntil);
    }

    VolumeSettings withSecureUntil(long next) {
        return new VolumeSettings(useRmcache, accessModeLimit, next);
    }
}
