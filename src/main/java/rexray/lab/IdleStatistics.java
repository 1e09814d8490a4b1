package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import rexray.lab.DataServers.Written;

/**
 * The figures of what never happens in the lab, whose volumes have one copy on one disk: rebuilding, rebalancing, moving,
 * failing. Monitors ask for them by name, and read a missing one as an error.
 */
final class IdleStatistics {
    private static final List<String> COUNTERS = names("""
        primaryReadBwc primaryWriteBwc secondaryReadBwc secondaryWriteBwc totalReadBwc totalWriteBwc
        primaryReadFromDevBwc secondaryReadFromDevBwc primaryReadFromRmcacheBwc secondaryReadFromRmcacheBwc
        fwdRebuildReadBwc fwdRebuildWriteBwc bckRebuildReadBwc bckRebuildWriteBwc normRebuildReadBwc
        normRebuildWriteBwc rebalanceReadBwc rebalanceWriteBwc
        """);
    private static final List<String> NUMBERS = names("""
        fwdRebuildCapacityInKb bckRebuildCapacityInKb normRebuildCapacityInKb rebalanceCapacityInKb movingCapacityInKb
        activeFwdRebuildCapacityInKb activeBckRebuildCapacityInKb activeNormRebuildCapacityInKb
        activeRebalanceCapacityInKb activeMovingCapacityInKb pendingFwdRebuildCapacityInKb
        pendingBckRebuildCapacityInKb pendingNormRebuildCapacityInKb pendingRebalanceCapacityInKb
        pendingMovingCapacityInKb activeMovingInFwdRebuildJobs activeMovingOutFwdRebuildJobs
        activeMovingInBckRebuildJobs activeMovingOutBckRebuildJobs activeMovingInRebalanceJobs
        activeMovingRebalanceJobs pendingMovingInFwdRebuildJobs pendingMovingOutFwdRebuildJobs
        pendingMovingInBckRebuildJobs pendingMovingOutBckRebuildJobs pendingMovingInRebalanceJobs
        pendingMovingRebalanceJobs degradedHealthyCapacityInKb degradedFailedCapacityInKb failedCapacityInKb
        semiProtectedCapacityInKb inMaintenanceCapacityInKb snapCapacityInUseOccupiedInKb
        numOfVolumesInDeletion numOfFaultSets numOfRfcacheDevices numOfScsiInitiators
        """);

    private IdleStatistics() {}

    static ObjectNode addTo(ObjectNode json) {
        COUNTERS.forEach(counter -> Statistics.putCounter(json, counter, Written.NOTHING));
        NUMBERS.forEach(number -> json.put(number, 0));
        return json;
    }

    private static List<String> names(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }
}
