package rexray.lab;

/**
 * What the MDM answers when it refuses a command: its return code, the name of the code and the text that clients match,
 * as most releases have them; {@link Profile#reply} knows the others. Codes above 226 were renumbered from release to
 * release; clients do well to match their texts.
 */
enum MdmError {
    NOT_FOUND(3, "Not found"),
    ALREADY_EXISTS(7, "Already exists"),
    VOL_NOT_FOUND(79,
            "Could not find the volume"),
    INI_NOT_FOUND(80, "Could not find the SDC"),
    VOL_ALREADY_MAPPED_TO_THIS_INI(
            81, "The volume is already mapped to this SDC"),
    VOL_ALREADY_MAPPED_TO_ALL_INIS(82,
            "The volume is already mapped to all SDCs"),
    VOL_NOT_MAPPED_TO_INI(84,
            "The volume is not mapped to SDC"),
    VOL_MAPPED_TO_ALL_INIS(86,
            "The volume is mapped to all SDCs"),
    VOL_NAME_IN_USE(99,
            "Volume name already in use. Please use a different name."),
    VOL_MAPPED(
            104, "Volume is mapped"),
    VOL_DECREASE_NOT_SUPPORTED(133,
            "Volume capacity can only be increased"),
    FD_NOT_FOUND(
            142,
            "Could not find Protection Domain"),
    NO_PERMISSIONS(168, "The user is not allowed to do this"),
    STORAGE_POOL_NOT_FOUND(
            171,
            "Could not find Storage Pool"),
    INI_HAS_MAPPINGS(
            180,
            "SDC has mapped volume(s)"),
    TOO_MANY_SNAPS_IN_VTREE(
            182,
            "There are too many snapshots in the VTree"),
    NOTHING_TO_DO(
            183,
            "There are no volumes to delete"),
    VOL_SIZE_TOO_LARGE(
            190,
            "The volume size too large"),
    LONG_NAME(
            226,
            "The given name exceeds the allowed length of 31 characters."),
    INVALID_NAME(
            227,
            "The given name contains invalid characters. Use alphanumeric and punctuation characters only."
                    + " Spaces are not allowed."),
    TOO_MANY_SESSIONS(252, "The maximum number of sessions is already open."),
    NOT_ALLOWED_MORE_THAN_ONE_MAPPING(306,
            "This volume is already mapped and may not be mapped to additional SDCs."),
    INI_MUST_BE_DISCONNECTED(307,
            "Cannot remove an SDC which is currently connected to the MDM."),
    TOO_MUCH_THIN_CAPACITY(309,
            "Requested volume size exceeds the volume allocation limit"),
    VOL_ALREADY_MAPPED_TO_AN_INI(
            326, "The volume is already mapped to a SDC"),
    INVALID_GUID(361,
            "The given GUID is invalid. Please specify GUID in the following format:"
                    + " xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");

    private final int code;
    private final String text;

    MdmError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    Reply usualReply() {
        return new Reply(code, text);
    }

    /** What a client is told. */
    record Reply(int code, String text) {}
}
