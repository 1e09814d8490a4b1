package rexray.lab;

import java.io.IOException;

/** That the cluster takes the SDC for lost, because of a fault. */
final class SdcLostException extends IOException {
    private static final long serialVersionUID = 1;
    private final String systemId;
    private final boolean hangs;

    SdcLostException(String systemId, boolean hangs) {
        super("the cluster has lost this SDC");
        this.systemId = systemId;
        this.hangs = hangs;
    }

    /** Id of the cluster. */
    String systemId() {
        return systemId;
    }

    /** Whether the I/O of the SDC shall hang. */
    boolean hangs() {
        return hangs;
    }
}
