package rexray.lab;

import java.util.Set;

/**
 * What an emulated SDC tells the cluster; the answer is an {@link SdcOrders}.
 *
 * @param name that it asks for; empty for none
 * @param incarnation of its host, as {@link HostIncarnation} tells it
 * @param nodes the devices, {@code major:minor}, for which its host has nodes
 * @param seenVersion of the orders it knows
 * @param waitMillis how long the cluster may hold the call while it knows nothing newer
 */
record SdcReport(String guid, String ip, String name, String incarnation, Set<String> nodes, long seenVersion,
        long waitMillis) {
    /** Where it is posted. */
    static final String PATH = "/lab/sdc/sync";
    /** Where it is posted by one that is to look again, also at the sizes of the devices that it has. */
    static final String RESCAN_PATH = "/lab/sdc/rescan";
    /** Header of a refusal: the id of the system. */
    static final String SYSTEM = "Lab-System";
    /** Header of a refusal: whether the I/O of the SDC shall hang. */
    static final String HANGING = "Lab-Hanging";
    /** Where an SDC that ends says so; of the report only the GUID and the IP matter. */
    static final String LEAVE_PATH = "/lab/sdc/leave";
}
