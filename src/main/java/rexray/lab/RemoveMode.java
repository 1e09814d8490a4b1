package rexray.lab;

/** What goes when a volume is removed. */
enum RemoveMode {
    ONLY_ME,
    INCLUDING_DESCENDANTS,
    DESCENDANTS_ONLY,
    WHOLE_VTREE
}
