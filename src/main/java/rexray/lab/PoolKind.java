package rexray.lab;

import java.util.Locale;

/** What a storage pool can do with its volumes. */
enum PoolKind {
    /** Medium granularity: volumes are thin or thick, cached in RAM and never compressed. */
    USUAL("MediumGranularity", "HDD"),
    /** The same, its cache in RAM switched off. */
    UNCACHED("MediumGranularity", "HDD"),
    /** Fine granularity, since 3.0: volumes are thin only, compressed unless they are made otherwise, and not cached. */
    FINE("FineGranularity", "SSD");

    private final String dataLayout;
    private final String mediaType;

    PoolKind(String dataLayout, String mediaType) {
        this.dataLayout = dataLayout;
        this.mediaType = mediaType;
    }

    /** In words. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    String dataLayout() {
        return dataLayout;
    }

    String mediaType() {
        return mediaType;
    }

    boolean compresses() {
        return this == FINE;
    }

    boolean caches() {
        return this == USUAL;
    }
}
