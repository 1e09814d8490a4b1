package rexray.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import rexray.lab.Rejection.ByMdm;

/**
 * What a system can hold at most, and the refusal of whatever would be beyond it. Known are the figures of 3.x and 4.x,
 * which stand for 2.0 too where nothing else is known of it. Users are not made by clients, and sessions are counted by
 * {@link Sessions}.
 *
 * @param volumes in the system, without snapshots
 * @param volumesAndSnapshots in the system
 * @param volumesOfDomain with snapshots
 * @param snapshotsOfVTree beside its first volume
 * @param volumesOfSdc mapped to one SDC
 * @param sdcs in the system, whether connected or not, without NVMe hosts
 * @param domains in the system
 * @param pools in the system
 * @param volumesOfPoolInGb size of all volumes of a pool, without snapshots
 */
record SystemLimits(int volumes, int volumesAndSnapshots, int volumesOfDomain, int snapshotsOfVTree, int volumesOfSdc,
        int sdcs, int domains, int pools, long volumesOfPoolInGb) {
    private static final long KB_IN_GB = 1L << 20;

    /** Those of a release. */
    static SystemLimits of(Profile profile) {
        return profile == Profile.V2_0
                ? new SystemLimits(131_072, 133_120, 32_768, 31, 8_192, 1_024, 256, 1_024, 4_194_303)
                : new SystemLimits(131_072, 133_120, 32_768, 126, 8_192, 2_048, 256, 1_024, 4_194_303);
    }

    /** As {@code querySystemLimits} tells them: the numbers are strings. */
    ObjectNode json() {
        ObjectNode json = Api.done();
        ArrayNode entries = json.putArray("systemLimitEntryList");
        entries().forEach(entry -> entries.addObject().put("type", entry.type).put("description", entry.description)
                .put("maxVal", String.valueOf(entry.most)));
        return json;
    }

    private List<Entry> entries() {
        return List.of(
                new Entry("volumeSizeGb", "Maximum volume size in GB", VolumeRules.LARGEST_IN_KB / KB_IN_GB),
                new Entry("volumeSizeMinGb", "Minimum volume size in GB", VolumeRules.GRANULARITY_IN_KB / KB_IN_GB),
                new Entry("volumePerSystem", "Maximum number of volumes in the system", volumes),
                new Entry("snapshotPerSystem", "Maximum number of volumes and snapshots in the system",
                        volumesAndSnapshots),
                new Entry("volumePerProtectionDomain", "Maximum number of volumes in a Protection Domain",
                        volumesOfDomain),
                new Entry("volumePerVtree", "Maximum number of volumes in a VTree", snapshotsOfVTree + 1),
                new Entry("volumePerSdc", "Maximum number of volumes mapped to an SDC", volumesOfSdc),
                new Entry("sdcPerSystem", "Maximum number of SDCs in the system", sdcs),
                new Entry("protectionDomainPerSystem", "Maximum number of Protection Domains in the system", domains),
                new Entry("storagePoolPerSystem", "Maximum number of Storage Pools in the system", pools),
                new Entry("userPerSystem", "Maximum number of users in the system", 256),
                new Entry("sessionPerSystem", "Maximum number of open sessions in the system", Sessions.MOST),
                new Entry("allVolumesInSpSizeGb", "Maximum size of all volumes of a Storage Pool in GB",
                        volumesOfPoolInGb));
    }

    /** Of a volume or snapshot that is not there yet. */
    void checkOneMoreVolume(State state, StoredVolume added, String poolId) {
        boolean isSnapshot = added.type() == VolumeType.SNAPSHOT;
        if (isSnapshot && snapshots(state.volumesOfVTree(added.vtreeId())) >= snapshotsOfVTree) {
            throw new ByMdm(MdmError.TOO_MANY_SNAPS_IN_VTREE);
        }
        int all = state.volumes().size();
        // To count is long in a system of many volumes, and vain in one that is far from its limits.
        if (all < Math.min(volumes, volumesOfDomain)) {
            return;
        }
        if (all >= volumesAndSnapshots || (!isSnapshot && all - snapshots(state.volumes().values()) >= volumes)) {
            throw new ByMdm(MdmError.TOO_MANY_VOLS);
        }
        checkDomain(state, poolId, 1);
    }

    /** Of a state in which volumes have come to a pool from another one. */
    void checkMoved(State moved, String poolId) {
        checkSizeOfVolumes(moved.allocatedInKb(poolId));
        checkDomain(moved, poolId, 0);
    }

    private void checkDomain(State state, String poolId, int more) {
        if (state.poolsOf(state.pool(poolId).domainId()).stream().map(StoredPool::id)
                .mapToInt(pool -> state.volumesOfPool(pool).size()).sum() + more > volumesOfDomain) {
            throw new ByMdm(MdmError.TOO_MANY_VOLS_IN_FD);
        }
    }

    void checkOneMoreMapping(State state, String sdcId) {
        if (state.volumesMappedTo(sdcId).size() >= volumesOfSdc) {
            throw new ByMdm(MdmError.INI_MAPPED_TO_TOO_MANY_VOLS);
        }
    }

    void checkOneMoreSdc(State state) {
        if (state.sdcs().values().stream().filter(sdc -> !sdc.isNvmeHost()).count() >= sdcs) {
            throw new ByMdm(MdmError.NO_RESOURCES);
        }
    }

    void checkOneMoreDomain(State state) {
        if (state.domains().size() >= domains) {
            throw new ByMdm(MdmError.TOO_MANY_FDS);
        }
    }

    void checkOneMorePool(State state) {
        if (state.pools().size() >= pools) {
            throw new ByMdm(MdmError.NO_RESOURCES);
        }
    }

    /** @param sizeInKb that all volumes of a pool would have together */
    void checkSizeOfVolumes(long sizeInKb) {
        if (sizeInKb > volumesOfPoolInGb * KB_IN_GB) {
            throw new ByMdm(MdmError.SP_CAPACITY_LIMIT_REACHED);
        }
    }

    private static long snapshots(Collection<StoredVolume> volumes) {
        return volumes.stream().filter(volume -> volume.type() == VolumeType.SNAPSHOT).count();
    }

    private record Entry(String type, String description, long most) {}
}
