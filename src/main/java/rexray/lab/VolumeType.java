package rexray.lab;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a volume came by its room. */
enum VolumeType {
    THIN("ThinProvisioned"),
    THICK("ThickProvisioned"),
    /** A writable copy of another volume, thin. */
    SNAPSHOT("Snapshot");

    private final String wireName;

    VolumeType(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    String wireName() {
        return wireName;
    }
}
