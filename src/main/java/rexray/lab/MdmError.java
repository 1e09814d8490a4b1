package rexray.lab;

/**
 * What the MDM answers when it refuses a command: its return code, the name of the code and the text that clients match,
 * as most releases have them; {@link Profile#reply} knows the others. Codes above 226 were renumbered from release to
 * release, and those above 700 are the lab's own numbers for errors of which only name or text is known; clients do well
 * to match texts. What no request in the lab brings about, {@code rexray lab fault set mdm-error} does.
 */
enum MdmError {
    NOT_FOUND(3, "Not found"),
    ALREADY_EXISTS(7, "Already exists"),
    BUSY(28, "Busy"),
    RETRY(32, "Retry"),
    PARAMETER_OUT_OF_RANGE(64, "Parameter out of range"),
    NO_RESOURCES(67, "Insufficient resources"),
    TIMEOUT(68, "A timeout occurred"),
    COMMUNICATION_ERROR(69, "Communication error"),
    TGT_NOT_FOUND(78, "Could not find SDS"),
    VOL_NOT_FOUND(79, "Could not find the volume"),
    INI_NOT_FOUND(80, "Could not find the SDC"),
    VOL_ALREADY_MAPPED_TO_THIS_INI(81, "The volume is already mapped to this SDC"),
    VOL_ALREADY_MAPPED_TO_ALL_INIS(82, "The volume is already mapped to all SDCs"),
    VOL_ALREADY_MAPPED_TO_SCSI(83, "The volume is already mapped to SCSI Initiator"),
    VOL_NOT_MAPPED_TO_INI(84, "The volume is not mapped to SDC"),
    VOL_MAPPED_TO_ALL_INIS(86, "The volume is mapped to all SDCs"),
    TOO_MANY_MAPPINGS(87, "There are too many mappings"),
    INVALID_VOL_ID(88, "Invalid volume ID. Please try again with a valid ID."),
    INVALID_INI_ID(90, "Invalid SDC ID. Please try again with a valid ID."),
    TOO_MANY_VOLS_IN_SP(96, "There are too many volumes in the Storage Pool"),
    TOO_MANY_VOLS(97, "There are too many volumes"),
    VOL_NAME_IN_USE(99, "Volume name already in use. Please use a different name."),
    VOL_MAPPED(104, "Volume is mapped"),
    WRONG_CLUSTER_STATE(105, "The MDM cluster state is incorrect"),
    WRONG_ACTOR_USE_VIRTUAL(121, "This command is not supported on the Slave MDM."),
    CLUSTER_DEGRADED(124, "Command cannot be used when a cluster is degraded"),
    LICENSE_CAPACITY_EXCEEDED(132, "The capacity license is exceeded"),
    VOL_DECREASE_NOT_SUPPORTED(133, "Volume capacity can only be increased"),
    TOO_MANY_FDS(140, "There are too many Protection Domains"),
    FD_NAME_IN_USE(141, "Protection Domain name already in use. Please try a different name."),
    FD_NOT_FOUND(142, "Could not find Protection Domain"),
    REMOVE_IN_PROGRESS(145, "Removal of the object is in progress. Please wait."),
    VOL_ALLOC_ERROR_BUSY(164, "The system is busy. Retry later"),
    VOL_CREATE_FAIL(166, "Could not create the volume"),
    NO_PERMISSIONS(168, "The user is not allowed to do this"),
    STORAGE_POOL_NOT_FOUND(171, "Could not find Storage Pool"),
    STORAGE_POOL_NAME_ALREADY_EXISTS(173, "Storage Pool name already exists"),
    INVALID_STORAGE_POOL_ID(174, "Invalid Storage Pool ID. Please try again with a valid ID."),
    FD_HAS_STORAGE_POOLS(176, "Protection Domain has Storage Pools"),
    INI_HAS_MAPPINGS(180, "SDC has mapped volume(s)"),
    TOO_MANY_VOLS_IN_VTREE(181, "There are too many volumes in the VTree"),
    TOO_MANY_SNAPS_IN_VTREE(182, "There are too many snapshots in the VTree"),
    NOTHING_TO_DO(183, "There are no volumes to delete"),
    VOL_SIZE_TOO_LARGE(190, "The volume size too large"),
    CAPACITY_TOO_LOW_FOR_SNAP(191, "The capacity of the Storage Pool is too small to create new snapshots"),
    STORAGE_POOL_HAS_VOLS(196, "Storage Pool has volumes"),
    FD_AND_SP_MISMATCH(197, "The Protection Domain and the Storage Pool do not belong together"),
    VTREE_ID_MISMATCH(198,
            "To overwrite the content of a volume, the source and target volumes must be from the same V-Tree."),
    /** The blank at the end is ScaleIO's. */
    VOL_REMOVE_IN_PROGRESS(212, "A volume removal operation is currently in progress. "),
    /** The same. */
    FD_NOT_ACTIVE(213, "The Protection Domain is not active. "),
    FD_NOT_SHUTDOWN(217, "The Protection Domain is not deactivated. The Protection Domain may be in the process of"
            + " deactivating, or is already active\\activating. "),
    VOL_SIZE_ILLEGAL(225, "The specified volume size is illegal. Volume size must be in 8 GB blocks"),
    LONG_NAME(226, "The given name exceeds the allowed length of 31 characters."),
    INVALID_NAME(227, "The given name contains invalid characters. Use alphanumeric and punctuation characters only."
            + " Spaces are not allowed."),
    INVALID_SESSION(248, "Invalid session. Please login and try again."),
    PASSWORD_CHANGE_REQUIRED(249, "The password must be changed"),
    TOO_MANY_SESSIONS(252, "The maximum number of sessions is already open."),
    TOO_MANY_VOLS_IN_FD(295, "Too many volumes in Protection Domain"),
    INI_MAPPED_TO_TOO_MANY_VOLS(303, "The SDC is mapped to too many volumes. Please remove some mapping."),
    NOT_ALLOWED_MORE_THAN_ONE_MAPPING(306,
            "This volume is already mapped and may not be mapped to additional SDCs."),
    INI_MUST_BE_DISCONNECTED(307, "Cannot remove an SDC which is currently connected to the MDM."),
    TOO_MUCH_THIN_CAPACITY(309, "Requested volume size exceeds the volume allocation limit"),
    THICK_VOL_RESERVATION_VIOLATION(325, "Allocating Thin volume violates Thick volume reservation"),
    VOL_ALREADY_MAPPED_TO_AN_INI(326, "The volume is already mapped to a SDC"),
    INITIATOR_NOT_APPROVED(334, "The SDC is not approved"),
    CAPACITY_TOO_LOW_FOR_THIN_VOL(349,
            "Storage Pool reached critical capacity utilization. Unable to create new thin volumes"),
    INVALID_GUID(361, "The given GUID is invalid. Please specify GUID in the following format:"
            + " xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
    VTREE_MIGRATION_IN_PROGRESS(717, "The VTree is being migrated"),
    VTREE_ALREADY_ON_DESTINATION(718, "The VTree is already in the destination Storage Pool"),
    VOL_MAP_TIMEOUT(901, "The volume map operation timed out."),
    /** The spelling is ScaleIO's. */
    REQUEST_QUEUING_TIMEOUT(902, "A timeout occured before message was sent"),
    SP_CAPACITY_LIMIT_REACHED(903, "The total capacity of volumes per Storage Pool was exceeded"),
    RETRY_LIMIT_EXCEEDED(904, "The retry limit was exceeded"),
    SUCCESSOR_OOS(905, "The successor MDM is out of sync"),
    VOLUME_AND_SNAPSHOT_MATCH(906, "The source and the target are the same volume"),
    NOT_AN_AUTO_SNAPSHOT(908, "The specified volume is not an auto-snapshot and hence cannot be locked"),
    NOT_A_SNAPSHOT(909, "The volume is not a snapshot"),
    SNAPSHOT_IS_SECURED(910, "The snapshot is secured and cannot be removed before its retention ends"),
    COMPRESSION_NEEDS_FINE_GRANULARITY(911,
            "Compression is supported by Storage Pools with Fine Granularity layout only"),
    THICK_NEEDS_MEDIUM_GRANULARITY(912,
            "Thick volumes are not supported by Storage Pools with Fine Granularity layout");

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
