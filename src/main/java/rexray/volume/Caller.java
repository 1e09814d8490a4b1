package rexray.volume;

/**
 * Who uses a mount: the id that came with the request. Docker makes one for each container and mount target; podman
 * sends one and the same for all; dvdcli and Docker before 1.12 send none.
 */
public record Caller(String id) {
    /** A caller that names itself by nothing. */
    public static final Caller ANONYMOUS = new Caller("");

    /** The first characters of the id, as {@code docker ps} abbreviates. */
    @Override
    public String toString() {
        return id.isEmpty() ? "an anonymous caller" : "caller " + id.substring(0, Math.min(12, id.length()));
    }
}
