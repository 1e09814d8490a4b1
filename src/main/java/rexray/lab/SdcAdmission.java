package rexray.lab;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which SDCs may have volumes. */
enum SdcAdmission implements WireName {
    /** Any. */
    NONE("None"),
    /** Those that an administrator approved. */
    GUID("Guid"),
    /** Those approved, and only from their approved addresses, if they have such. */
    APPROVED_IP("ApprovedIp");

    private final String wireName;

    SdcAdmission(String wireName) {
        this.wireName = wireName;
    }

    @Override
    @JsonValue
    public String wireName() {
        return wireName;
    }
}
