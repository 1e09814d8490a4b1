package rexray.volume;

/** The array's own id of a host that volumes can be mapped to: for ScaleIO the SDC id, 16 lower-case hex digits. */
public record NodeId(String value) {
    public NodeId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("empty node id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
