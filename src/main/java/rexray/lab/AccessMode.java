package rexray.lab;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a volume at most allows, or one mapping of it; the lesser of both holds. */
enum AccessMode implements WireName {
    READ_WRITE("ReadWrite"),
    READ_ONLY("ReadOnly"),
    /** Of mappings only. */
    NO_ACCESS("NoAccess");

    private final String wireName;

    AccessMode(String wireName) {
        this.wireName = wireName;
    }

    @Override
    @JsonValue
    public String wireName() {
        return wireName;
    }
}
