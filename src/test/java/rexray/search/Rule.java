package rexray.search;

/** What must hold whatever happens; the numbers are those of the project's design. */
enum Rule {
    /** 1: two hosts never have one volume mounted for writing at the same time. */
    ONE_WRITER,
    /** 2: nothing is formatted that is not proved blank. */
    ONLY_THE_BLANK_IS_FORMATTED,
    /** 3: the daemon never takes a volume away from a container on its own host. */
    A_MOUNT_IN_USE_STAYS,
    /** 4: only Remove deletes data. */
    ONLY_REMOVE_DELETES,
    /** 5: what could not be asked is never answered with no, nor taken for the evidence of anything. */
    UNKNOWN_IS_NOT_NO,
    /** 6: every operation can be repeated, and ends well once nothing stands in the way; nothing is left behind. */
    REPEATABLE,
    /** 7: readers never wait for a mount that hangs. */
    READERS_NEVER_WAIT,
    /** 8: a failure names a cause that is one. */
    ANSWERS_ARE_TRUE,
    /** A host that a volume was taken from leaves it alone for ten minutes, or two would take it from each other for ever. */
    NO_PING_PONG,
    /** 9: secrets are never told. */
    NO_SECRETS
}
