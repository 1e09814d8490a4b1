package rexray.lab;

import org.jspecify.annotations.Nullable;

/**
 * What an administrator can set on an SDC or an NVMe host, beside its name. The lab keeps it and shows it, and serves no
 * host otherwise for it.
 *
 * @param maxNumPaths of an NVMe host, to one volume; null unless it was set
 * @param maxNumSysPorts of an NVMe host, in one protection domain; null unless it was set
 */
record SdcSettings(PerfProfile perfProfile, @Nullable Long maxNumPaths, @Nullable Long maxNumSysPorts) {

    static SdcSettings usual() {
        return new SdcSettings(PerfProfile.DEFAULT, null, null);
    }

    SdcSettings withPerfProfile(PerfProfile next) {
        return new SdcSettings(next, maxNumPaths, maxNumSysPorts);
    }

    SdcSettings withMaxNumPaths(long next) {
        return new SdcSettings(perfProfile, next, maxNumSysPorts);
    }

    SdcSettings withMaxNumSysPorts(long next) {
        return new SdcSettings(perfProfile, maxNumPaths, next);
    }

    /** How much of its host an SDC takes. */
    enum PerfProfile implements WireName {
        DEFAULT("Default"),
        COMPACT("Compact"),
        HIGH_PERFORMANCE("HighPerformance");

        private final String wireName;

        PerfProfile(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
