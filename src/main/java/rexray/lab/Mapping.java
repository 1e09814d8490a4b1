package rexray.lab;

/**
 * One SDC that a volume is mapped to, with the limits of that mapping.
 *
 * @param iopsLimit 0 for none
 * @param bandwidthLimitInKbps 0 for none, else a multiple of 1024
 */
record Mapping(String sdcId, AccessMode accessMode, long iopsLimit, long bandwidthLimitInKbps) {
    static Mapping unlimited(String sdcId, AccessMode accessMode) {
        return new Mapping(sdcId, accessMode, 0, 0);
    }

    Mapping withLimits(long iops, long bandwidthInKbps) {
        return new Mapping(sdcId, accessMode, iops, bandwidthInKbps);
    }

    Mapping withAccessMode(AccessMode next) {
        return new Mapping(sdcId, next, iopsLimit, bandwidthLimitInKbps);
    }
}
