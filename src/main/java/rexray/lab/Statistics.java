package rexray.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import rexray.lab.DataServers.Written;
import rexray.lab.Members.Kind;

/**
 * The part of the statistics that clients read. Capacities and counts are true to the state. Of I/O the
 * lab measures only what is written to a volume; all other throughput is nought.
 */
final class Statistics {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Cluster cluster;
    private final Members members;

    Statistics(Cluster cluster) {
        this.cluster = cluster;
        this.members = Members.of(cluster.profile());
    }

    ObjectNode of(ObjectRef object) {
        State state = cluster.state();
        return switch (object.type()) {
            case SYSTEM -> capacity(state).put("numOfSdc", state.sdcs().size()).put("numOfProtectionDomains", 1)
                    .put("numOfStoragePools", 1);
            case PROTECTION_DOMAIN -> capacity(state).put("numOfStoragePools", 1);
            case STORAGE_POOL -> capacity(state);
            case SDC -> throughput(JSON.objectNode().put("numOfMappedVolumes",
                    state.volumesMappedTo(object.id()).size()));
            case VOLUME -> volume(state, state.volume(object.id()));
            case VTREE -> JSON.objectNode().put("numOfVolumes", state.volumesOfVTree(object.id()).size());
        };
    }

    private ObjectNode volume(State state, StoredVolume volume) {
        List<String> children = state.volumesOfVTree(volume.vtreeId()).stream()
                .filter(other -> volume.id().equals(other.ancestorVolumeId())).map(StoredVolume::id).toList();
        List<String> descendants = state.descendantsOf(volume).stream().map(StoredVolume::id).toList();
        List<String> sdcs = cluster.sdcsOf(volume);
        ObjectNode json = JSON.objectNode();
        putIds(json, "mappedSdcIds", sdcs);
        putIds(json, "childVolumeIds", children);
        putIds(json, "descendantVolumeIds", descendants);
        Written written = cluster.data().written(volume.id());
        ObjectNode statistics = throughput(json.put("numOfMappedSdcs", sdcs.size()).put("numOfMappedScsiInitiators", 0)
                .put("numOfChildVolumes", children.size()).put("numOfDescendantVolumes", descendants.size()));
        return members.trim(Kind.VOLUME_STATISTICS, putCounter(statistics, "userDataWriteBwc", written));
    }

    private ObjectNode capacity(State state) {
        long limit = cluster.layout().capacity().kb();
        long thin = sizeInKb(state, volume -> volume.type() == VolumeType.THIN);
        long thick = sizeInKb(state, volume -> volume.type() == VolumeType.THICK);
        long left = Math.max(0, limit - thin - thick);
        return members.trim(Kind.CAPACITY, throughput(JSON.objectNode().put("capacityLimitInKb", limit)
                .put("maxCapacityInKb", limit)
                .put("capacityInUseInKb", thick).put("thinCapacityInUseInKb", 0).put("thickCapacityInUseInKb", thick)
                // The spelling is ScaleIO's.
                .put("thinCapacityAllocatedInKm", thin).put("thinCapacityAllocatedInKb", thin)
                .put("capacityAvailableForVolumeAllocationInKb",
                        left / VolumeRules.GRANULARITY_IN_KB * VolumeRules.GRANULARITY_IN_KB)
                .put("volumeAllocationLimitInKb", limit).put("spareCapacityInKb", 0).put("snapCapacityInUseInKb", 0)
                .put("unreachableUnusedCapacityInKb", 0).put("numOfVolumes", state.volumes().size())
                .put("numOfUnmappedVolumes", count(state, volume -> !volume.isMapped()))
                .put("numOfMappedToAllVolumes", count(state, StoredVolume::mappedToAll))
                .put("numOfSnapshots", count(state, volume -> volume.type() == VolumeType.SNAPSHOT))
                .put("numOfVtrees", state.vtrees().size()).put("numOfDevices", 0).put("numOfSds", 0)));
    }

    private static long sizeInKb(State state, Predicate<StoredVolume> which) {
        return state.volumes().values().stream().filter(which).mapToLong(StoredVolume::sizeInKb).sum();
    }

    private static long count(State state, Predicate<StoredVolume> which) {
        return state.volumes().values().stream().filter(which).count();
    }

    private static ObjectNode throughput(ObjectNode json) {
        for (String counter : List.of("userDataReadBwc", "userDataWriteBwc", "userDataTrimBwc",
                "userDataSdcReadLatency", "userDataSdcWriteLatency", "userDataSdcTrimLatency")) {
            putCounter(json, counter, Written.NOTHING);
        }
        return json;
    }

    private static ObjectNode putCounter(ObjectNode json, String counter, Written written) {
        // The spelling is ScaleIO's.
        json.putObject(counter).put("numSeconds", written.seconds()).put("totalWeightInKb", written.kb())
                .put("numOccured", written.writes());
        return json;
    }

    private static void putIds(ObjectNode json, String name, Collection<String> ids) {
        if (ids.isEmpty()) {
            json.putNull(name);
        } else {
            ArrayNode array = json.putArray(name);
            ids.forEach(array::add);
        }
    }
}
