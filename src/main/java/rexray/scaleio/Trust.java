package rexray.scaleio;

import java.nio.file.Path;
import java.util.Set;

/** Which certificates of a gateway are accepted. */
public sealed interface Trust {
    /** Those that this machine trusts. */
    record Machine() implements Trust {}

    /** Those that a certificate of this PEM file vouches for, and no others. */
    record File(Path caFile) implements Trust {}

    /** Those with one of these fingerprints, whoever vouches for them, whatever name and time they are for. */
    record Pinned(Set<Fingerprint> fingerprints) implements Trust {
        public Pinned {
            fingerprints = Set.copyOf(fingerprints);
        }
    }

    /** Any. */
    record Anything() implements Trust {}
}
