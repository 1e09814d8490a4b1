package rexray.lab;

/**
 * One SDC that a volume is mapped to, with the limits of that mapping.
 *
 * @param iopsLimit 0 for none
 * @param bandwidthLimitInKbps 0 for none, else a multiple of 1024
 */
record Mapping(String sdcId, long iopsLimit, long bandwidthLimitInKbps) {
    static Mapping unlimited(String sdcId) {
        return new Mapping(sdcId, 0, 0);
    }
}
