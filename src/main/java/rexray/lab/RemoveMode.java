package rexray.lab;

/** What goes when a volume is removed. */
enum RemoveMode implements WireName {
    ONLY_ME,
    INCLUDING_DESCENDANTS,
    DESCENDANTS_ONLY,
    WHOLE_VTREE;

    @Override
    public String wireName() {
        return name();
    }
}
