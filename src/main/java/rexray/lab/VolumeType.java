package rexray.lab;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a volume came by its room. */
enum VolumeType implements WireName {
    THIN("ThinProvisioned"),
    THICK("ThickProvisioned"),
    /** A writable copy of another volume, thin. */
    SNAPSHOT("Snapshot");

    private final String wireName;

    VolumeType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    @JsonValue
    public String wireName() {
        return wireName;
    }
}
