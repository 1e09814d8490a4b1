package rexray.lab;

/** Whether a volume is compressed, which only pools with {@linkplain PoolKind#FINE fine granularity} do. */
enum Compression implements WireName {
    NONE("None"),
    NORMAL("Normal");

    private final String wireName;

    Compression(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
