package rexray.lab;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which SDCs may have volumes. */
enum SdcAdmission implements WireName {
    /** Any. */
    NONE("None"),
    /** Those that an administrator approved by their GUIDs. */
    GUID("Guid"),
    /** Those that an administrator approved by GUID or IP. */
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
