package rexray.scaleio;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What we read of a volume's statistics.
 *
 * @param userDataWriteBwc null if the gateway does not measure it
 */
record StatisticsAnswer(@Nullable Counter userDataWriteBwc) {
    /**
     * What happened in the latest window. Not a running total: all noughts mean that nothing did, and a client of the
     * vendor's own takes any other count for I/O in progress.
     *
     * @param numOccured how many; the spelling is ScaleIO's
     */
    record Counter(@Nullable Long numSeconds, @Nullable Long totalWeightInKb, @Nullable Long numOccured) {}

    /** Empty if anything is missing. */
    OptionalLong writes() {
        if (userDataWriteBwc == null || userDataWriteBwc.numOccured() == null
                || userDataWriteBwc.totalWeightInKb() == null) {
            return OptionalLong.empty();
        }
        // A count of nought with a weight would be a contradiction; it counts as a write.
        return OptionalLong
                .of(Math.max(userDataWriteBwc.numOccured(), Math.min(1, userDataWriteBwc.totalWeightInKb())));
    }
}
