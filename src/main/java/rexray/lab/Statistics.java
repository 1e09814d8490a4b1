package rexray.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import rexray.lab.DataServers.Written;
import rexray.lab.Members.Kind;

/**
 * The part of the statistics that clients read. Capacities and counts are true to the state. Of I/O the
 * lab measures only what is written to a volume; all other throughput is nought.
 */
final class Statistics {
    /** An array keeps everything twice. */
    private static final int COPIES = 2;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Cluster cluster;
    private final Members members;

    Statistics(Cluster cluster) {
        this.cluster = cluster;
        this.members = Members.of(cluster.profile());
    }

    ObjectNode of(ObjectRef object) {
        State state = cluster.state();
        return of(object, state, state::volumesOfVTree);
    }

    /**
     * The same for one of many objects.
     *
     * @param families the volumes of a vtree, which would be long to look for again and again
     */
    ObjectNode of(ObjectRef object, State state, Function<String, List<StoredVolume>> families) {
        return switch (object.type()) {
            case SYSTEM -> capacity(state, state.pools().values())
                    .put("numOfSdc", state.sdcs().values().stream().filter(sdc -> !sdc.isNvmeHost()).count())
                    .put("numOfProtectionDomains", state.domains().size())
                    .put("numOfStoragePools", state.pools().size());
            case PROTECTION_DOMAIN -> capacity(state, state.poolsOf(object.id()))
                    .put("numOfStoragePools", state.poolsOf(object.id()).size());
            case STORAGE_POOL -> pool(state, state.pool(object.id()));
            case SDC -> sdc(state.volumesMappedTo(object.id()).stream().map(StoredVolume::id).toList());
            case VOLUME -> {
                StoredVolume volume = state.volume(object.id());
                yield volume(volume, families.apply(volume.vtreeId()));
            }
            case VTREE -> vtree(families.apply(object.id()));
            case USER -> throw new Rejection.NoSuchRelationship("Statistics");
        };
    }

    /** Whether objects of that type have such a figure, but in other releases only. */
    boolean isOfAnotherRelease(ObjectType type, String name) {
        return switch (type) {
            case SYSTEM, PROTECTION_DOMAIN, STORAGE_POOL -> members.lack(Kind.CAPACITY, name);
            case VOLUME -> members.lack(Kind.VOLUME_STATISTICS, name);
            case VTREE -> members.lack(Kind.VTREE_STATISTICS, name);
            case SDC, USER -> false;
        };
    }

    private ObjectNode pool(State state, StoredPool pool) {
        ObjectNode json = capacity(state, List.of(pool));
        List<StoredVolume> volumes = state.volumesOfPool(pool.id());
        putIds(json, "volumeIds", volumes.stream().map(StoredVolume::id).toList());
        putIds(json, "vtreeIds", volumes.stream().map(StoredVolume::vtreeId).distinct().toList());
        putIds(json, "deviceIds", List.of());
        return json;
    }

    private static ObjectNode sdc(List<String> volumeIds) {
        ObjectNode json = JSON.objectNode().put("numOfMappedVolumes", volumeIds.size());
        putIds(json, "volumeIds", volumeIds);
        return throughput(json);
    }

    private ObjectNode vtree(List<StoredVolume> volumes) {
        long size = volumes.stream().mapToLong(StoredVolume::sizeInKb).max().orElse(0);
        long base = usedInKb(volumes, volume -> volume.type() != VolumeType.SNAPSHOT);
        long snapshots = usedInKb(volumes, volume -> volume.type() == VolumeType.SNAPSHOT);
        return members.trim(Kind.VTREE_STATISTICS, JSON.objectNode().put("numOfVolumes", volumes.size())
                .put("baseNetCapacityInUseInKb", base).put("netCapacityInUseInKb", base + snapshots)
                .put("snapNetCapacityInUseInKb", snapshots)
                .put("trimmedCapacityInKb", 0).put("netProvisionedAddressesInKb", size)
                .put("netUserDataCapacityInKb", base + snapshots));
    }

    private ObjectNode volume(StoredVolume volume, List<StoredVolume> family) {
        List<String> children = family.stream().filter(other -> volume.id().equals(other.ancestorVolumeId()))
                .map(StoredVolume::id).toList();
        List<String> descendants = State.descendantsOf(volume, family).stream().map(StoredVolume::id).toList();
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

    /**
     * What the pools have together: raw figures count both copies that an array keeps of everything, those of net capacity
     * and of what volumes may still take count one. Thick volumes use their size, thin ones and snapshots what is written.
     */
    private ObjectNode capacity(State state, Collection<StoredPool> pools) {
        List<StoredVolume> volumes = pools.stream().flatMap(pool -> state.volumesOfPool(pool.id()).stream()).toList();
        long net = pools.stream().mapToLong(cluster::capacityInKb).sum();
        long thin = sizeInKb(volumes, VolumeType.THIN);
        long thick = sizeInKb(volumes, VolumeType.THICK);
        long left = Math.max(0, net - thin - thick);
        long thinUsed = usedInKb(volumes, volume -> volume.type() == VolumeType.THIN);
        long snapshotsUsed = usedInKb(volumes, volume -> volume.type() == VolumeType.SNAPSHOT);
        long used = thick + thinUsed + snapshotsUsed;
        long unused = Math.max(0, net - used);
        ObjectNode json = JSON.objectNode().put("capacityLimitInKb", COPIES * net)
                .put("maxCapacityInKb", COPIES * net).put("capacityInUseInKb", COPIES * used)
                .put("thinCapacityInUseInKb", COPIES * thinUsed).put("thickCapacityInUseInKb", COPIES * thick)
                .put("unusedCapacityInKb", COPIES * unused)
                // The spelling is ScaleIO's.
                .put("thinCapacityAllocatedInKm", COPIES * thin).put("thinCapacityAllocatedInKb", COPIES * thin)
                .put("protectedCapacityInKb", COPIES * used).put("atRestCapacityInKb", COPIES * used)
                .put("spareCapacityInKb", 0).put("snapCapacityInUseInKb", COPIES * snapshotsUsed)
                .put("snapshotCapacityInKb", COPIES * snapshotsUsed)
                .put("unreachableUnusedCapacityInKb", 0)
                .put("capacityAvailableForVolumeAllocationInKb",
                        left / VolumeRules.GRANULARITY_IN_KB * VolumeRules.GRANULARITY_IN_KB)
                .put("volumeAllocationLimitInKb", net).put("netUnusedCapacityInKb", unused)
                .put("netCapacityInUseInKb", used).put("netUserDataCapacityInKb", used);
        putCounts(json, volumes);
        putHardware(json, pools);
        return members.trim(Kind.CAPACITY, IdleStatistics.addTo(throughput(json)));
    }

    private static void putCounts(ObjectNode json, List<StoredVolume> volumes) {
        json.put("numOfVolumes", volumes.size())
                .put("numOfUnmappedVolumes", count(volumes, volume -> !volume.isMapped()))
                .put("numOfMappedToAllVolumes", count(volumes, StoredVolume::mappedToAll))
                .put("numOfThinBaseVolumes", count(volumes, volume -> volume.type() == VolumeType.THIN))
                .put("numOfThickBaseVolumes", count(volumes, volume -> volume.type() == VolumeType.THICK))
                .put("numOfSnapshots", count(volumes, volume -> volume.type() == VolumeType.SNAPSHOT))
                .put("numOfVtrees", volumes.stream().map(StoredVolume::vtreeId).distinct().count());
    }

    /**
     * As many data servers in a domain as there are copies, each with a device in every pool; a pool without capacity has
     * none. Clients divide the capacity by these.
     */
    private void putHardware(ObjectNode json, Collection<StoredPool> pools) {
        List<StoredPool> equipped = pools.stream().filter(pool -> cluster.capacityInKb(pool) > 0).toList();
        json.put("numOfDevices", COPIES * equipped.size())
                .put("numOfSds", COPIES * equipped.stream().map(StoredPool::domainId).distinct().count());
    }

    private static long sizeInKb(Collection<StoredVolume> volumes, VolumeType type) {
        return volumes.stream().filter(volume -> volume.type() == type).mapToLong(StoredVolume::sizeInKb).sum();
    }

    private long usedInKb(Collection<StoredVolume> volumes, Predicate<StoredVolume> which) {
        return volumes.stream().filter(which).mapToLong(volume -> volume.type() == VolumeType.THICK
                ? volume.sizeInKb()
                : cluster.data().usedInKb(volume.id())).sum();
    }

    private static long count(Collection<StoredVolume> volumes, Predicate<StoredVolume> which) {
        return volumes.stream().filter(which).count();
    }

    private static ObjectNode throughput(ObjectNode json) {
        for (String counter : List.of("userDataReadBwc", "userDataWriteBwc", "userDataTrimBwc",
                "userDataSdcReadLatency", "userDataSdcWriteLatency", "userDataSdcTrimLatency")) {
            putCounter(json, counter, Written.NOTHING);
        }
        return json;
    }

    static ObjectNode putCounter(ObjectNode json, String counter, Written written) {
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
