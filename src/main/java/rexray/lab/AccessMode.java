package rexray.lab;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a volume at most allows, or one mapping of it; the lesser of both holds. Each allows less than the one before. */
enum AccessMode implements WireName {
    READ_WRITE("ReadWrite"),
    READ_ONLY("ReadOnly"),
    /** Of mappings only. */
    NO_ACCESS("NoAccess");

    private final String wireName;

    AccessMode(String wireName) {
        this.wireName = wireName;
    }

    /** Whichever of both allows less. */
    AccessMode lesser(AccessMode other) {
        return compareTo(other) < 0 ? other : this;
    }

    @Override
    @JsonValue
    public String wireName() {
        return wireName;
    }
}
