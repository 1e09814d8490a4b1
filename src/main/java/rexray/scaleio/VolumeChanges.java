package rexray.scaleio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rexray.volume.Deadline;
import rexray.volume.Limits;
import rexray.volume.NodeId;
import rexray.volume.Size;
import rexray.volume.Volume;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeId;

/** What can be changed of a volume while it is in use: its size, and what a host may do with it. */
final class VolumeChanges {
    private final Gateway gateway;
    private final VolumeQueries volumes;

    VolumeChanges(Gateway gateway, VolumeQueries volumes) {
        this.gateway = gateway;
        this.volumes = volumes;
    }

    /** Unlike creation, the gateway rounds nothing here: it refuses what is no multiple of 8 GB. */
    Size grow(VolumeId id, Size size, Deadline deadline) {
        Size wanted = size.roundUpTo(VolumeCreation.GRANULARITY);
        String what = "making volume " + id.volume() + " " + wanted + " large";
        try {
            return gateway.change(what, action(id, "setVolumeSize"), Map.of("sizeInGB", Long.toString(wanted.gb())),
                    body -> wanted, left -> Optional.of(sizeOf(id, left)).filter(now -> now.compareTo(wanted) >= 0),
                    deadline);
        } catch (Refusal e) {
            return switch (e.kind()) {
                case NOT_LARGER -> sizeOf(id, deadline);
                case FULL -> throw gateway.full(what, e, left -> volumes.roomBeside(id, left), deadline);
                default -> throw gateway.refused(what, e);
            };
        }
    }

    /** 2.0 refuses a request that lifts both limits, so that those are two. A repetition does no harm. */
    void limit(VolumeId id, NodeId node, Limits limits, Deadline deadline) {
        String iops = Long.toString(limits.iops());
        String bandwidth = Long.toString(limits.kilobytes());
        List<Map<String, String>> requests = limits.equals(Limits.NONE)
                ? List.of(Map.of("sdcId", node.value(), "iopsLimit", iops),
                        Map.of("sdcId", node.value(), "bandwidthLimitInKbps", bandwidth))
                : List.of(Map.of("sdcId", node.value(), "iopsLimit", iops, "bandwidthLimitInKbps", bandwidth));
        String what = "limiting SDC " + node + " at volume " + id.volume();
        try {
            for (Map<String, String> request : requests) {
                gateway.change(what, action(id, "setMappedSdcLimits"), request, Json.done(), left -> Optional.empty(),
                        deadline);
            }
        } catch (Refusal e) {
            throw gateway.refused(what, e);
        }
    }

    private Size sizeOf(VolumeId id, Deadline deadline) {
        return volumes.read(id, deadline).map(Volume::size).orElseThrow(
                () -> new NotFound("volume " + id.volume() + " is gone", RefusalKind.NO_SUCH_VOLUME.remedy()));
    }

    private static String action(VolumeId id, String action) {
        return "/api/instances/Volume::" + id.volume() + "/action/" + action;
    }
}
