package rexray.lab;

/** An ability that some releases of ScaleIO have and others lack. */
enum Feature {
    /** {@code /api/version} is told to anybody. */
    OPEN_VERSION(Profile.V2_0, Profile.V3_5),
    /** {@code /api/version} is told to whoever is logged in. */
    GUARDED_VERSION(Profile.V4_0, Profile.V4_0),
    /** Log-in at {@code /rest/auth/login}, whose tokens, and those of {@code /api/login}, are shown as {@code Bearer}. */
    BEARER_TOKENS(Profile.V4_0, Profile.V4_0),
    /** One request maps a volume to every SDC, now and later. */
    MAPPING_TO_ALL(Profile.V2_0, Profile.V2_0),
    /** One request sets both limits of a mapping to nought. */
    LIFTING_BOTH_LIMITS(Profile.V3_5, Profile.V4_0),
    /**
     * What 3.0 brought: volumes and mappings may be read-only, snapshots secured, volumes overwritten from snapshots, SDCs
     * bound to addresses and tuned.
     */
    ACCESS_MODES(Profile.V3_5, Profile.V4_0),
    /** Pools with fine granularity, which compress. */
    FINE_GRANULARITY(Profile.V3_5, Profile.V4_0),
    /** Domains are activated and shut down, and what their data servers send and cache is set. */
    DOMAIN_SETTINGS(Profile.V3_5, Profile.V4_0),
    /** NVMe hosts stand beside the SDCs. */
    NVME_HOSTS(Profile.V4_0, Profile.V4_0),
    /** {@code querySystemLimits} tells what the system can hold. */
    SYSTEM_LIMITS(Profile.V3_5, Profile.V4_0);

    private final Profile first;
    private final Profile last;

    Feature(Profile first, Profile last) {
        this.first = first;
        this.last = last;
    }

    boolean isIn(Profile profile) {
        return profile.isWithin(first, last);
    }
}
