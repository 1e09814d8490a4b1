package rexray.search;

/** What happens without anybody asking a daemon. */
enum Event {
    POWER_CUT,
    DAEMON_KILLED,
    SDC_DISCONNECTS,
    SDC_CONNECTS,
    /** Eleven minutes. */
    TIME_PASSES,
    /** An administrator ends the mapping of a volume to a machine. */
    CUT_BY_HAND,
    /** An administrator maps a volume to a machine. */
    MAPPED_BY_HAND,
    /** A container ends together with its engine, so that nobody sends an Unmount. */
    CONTAINER_DIES,
    CONTAINER_WRITES,
    CONTAINER_SYNCS,
    /** What was lost on the way to the gateway is carried out after all. */
    LATE_CHANGES_ARRIVE
}
