package rexray.cli;

import java.util.Locale;
import rexray.volume.Size;

/** One line of {@code rexray volume ls}. */
public record VolumeListing(String id, String name, State state, Size size) {
    /** Who holds the volume, by the original's words. */
    public enum State {
        /** Nobody. */
        AVAILABLE,
        /** This host. */
        ATTACHED,
        /** Somebody else. */
        UNAVAILABLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
