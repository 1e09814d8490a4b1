package rexray.lab;

import java.util.List;

/**
 * What an emulated SDC has to know: its own id, its system, and every device that its host shall have.
 *
 * @param delayMillis when a new device shall appear: {@link #AS_USUAL}, {@link #NEVER}, or so much later whatever else
 */
record SdcOrders(String systemId, String sdcId, String installationId, long version, long delayMillis,
        List<AttachedDevice> devices) {
    static final long AS_USUAL = -1;
    static final long NEVER = Long.MAX_VALUE;
}
