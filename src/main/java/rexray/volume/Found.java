package rexray.volume;

/** What was on a volume before it was mounted. */
enum Found {
    /** Nothing: its file system was made for this mount. */
    BLANK,
    FILE_SYSTEM
}
