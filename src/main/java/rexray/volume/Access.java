package rexray.volume;

/** What whoever has a volume mounted may do with it. */
public enum Access {
    READ_WRITE("read-write"),
    READ_ONLY("read-only");

    private final String words;

    Access(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
