package rexray.lab;

/**
 * What an administrator can set on a protection domain, beside its name. The lab keeps and shows limits and flash cache,
 * and serves nobody otherwise for them.
 *
 * @param active whether its volumes can be used
 */
record DomainSettings(boolean active, NetworkLimits limits, FlashCache flashCache) {
    static DomainSettings usual() {
        return new DomainSettings(true, new NetworkLimits(0, 0, 0, 0, 0),
                new FlashCache(false, FlashCache.Mode.READ, 64, 128));
    }

    DomainSettings withActive(boolean next) {
        return new DomainSettings(next, limits, flashCache);
    }

    DomainSettings withLimits(NetworkLimits next) {
        return new DomainSettings(active, next, flashCache);
    }

    DomainSettings withFlashCache(FlashCache next) {
        return new DomainSettings(active, limits, next);
    }

    /** What each data server may send and receive at most, in KB a second; 0 for as much as it can. */
    record NetworkLimits(long rebuild, long rebalance, long vtreeMigration, long maintenance, long overall) {}

    /** The cache of the data servers in flash. */
    record FlashCache(boolean enabled, Mode mode, long pageSizeInKb, long largestIoInKb) {
        FlashCache withEnabled(boolean next) {
            return new FlashCache(next, mode, pageSizeInKb, largestIoInKb);
        }

        /** What is cached. */
        enum Mode implements WireName {
            READ("Read"),
            WRITE("Write"),
            READ_AND_WRITE("ReadAndWrite"),
            WRITE_MISS("WriteMiss");

            private final String wireName;

            Mode(String wireName) {
                this.wireName = wireName;
            }

            @Override
            public String wireName() {
                return wireName;
            }
        }
    }
}
