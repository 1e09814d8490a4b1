package rexray.lab;

import java.time.Duration;
import java.util.List;

/** The emulated cluster: its volumes, SDCs and mappings, and the rules of the MDM. Any number of threads may use it. */
final class Cluster {
    /** Id of the system, the {@code MDM-ID} of {@code drv_cfg}: 16 lower-case hexadecimal digits. */
    String systemId() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Notes that an SDC is connected, and returns its id: always the same for one GUID, in any case of letters. */
    String registerSdc(String guid, String ip) {
        throw new UnsupportedOperationException("not yet: " + guid + ip);
    }

    /** Notes that an SDC is no longer connected; its mappings stay. */
    void disconnectSdc(String sdcId) {
        throw new UnsupportedOperationException("not yet: " + sdcId);
    }

    /** The volumes mapped to an SDC, those mapped to all SDCs included. */
    List<MappedVolume> mappedTo(String sdcId) {
        throw new UnsupportedOperationException("not yet: " + sdcId);
    }

    /** A number that grows whenever {@link #mappedTo} may answer otherwise than before. */
    long version() {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Waits for a change.
     *
     * @return whether the version is no longer {@code seenVersion}
     */
    boolean awaitChange(long seenVersion, Duration atMost) {
        throw new UnsupportedOperationException("not yet: " + seenVersion + atMost);
    }
}
