package rexray.lab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the cluster remembers, as one immutable value. The maps go by id and keep the order in which things
 * were made.
 */
record State(Setup setup, Map<String, StoredDomain> domains, Map<String, StoredPool> pools,
        Map<String, StoredVolume> volumes, Map<String, VTree> vtrees, Map<String, StoredSdc> sdcs) {
    State {
        domains = FrozenMap.of(domains);
        pools = FrozenMap.of(pools);
        volumes = FrozenMap.of(volumes);
        vtrees = FrozenMap.of(vtrees);
        sdcs = FrozenMap.of(sdcs);
    }

    static State ofNewCluster(RandomGenerator random, long now) {
        return new State(Setup.ofNewCluster(random, now), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    @JsonIgnore
    String systemId() {
        return setup.systemId();
    }

    /** Id of the first domain. */
    @JsonIgnore
    String domainId() {
        return domains.keySet().iterator().next();
    }

    /** Id of the first pool. */
    @JsonIgnore
    String poolId() {
        return pools.keySet().iterator().next();
    }

    /** Must be there: {@link Rejection.ByMdm} if not. */
    StoredDomain domain(String id) {
        return Optional.ofNullable(domains.get(id)).orElseThrow(() -> new Rejection.ByMdm(MdmError.FD_NOT_FOUND));
    }

    /** {@link Rejection.ByMdm} unless the domain of a pool is active. */
    void checkActive(String poolId) {
        if (!domain(pool(poolId).domainId()).settings().active()) {
            throw new Rejection.ByMdm(MdmError.FD_NOT_ACTIVE);
        }
    }

    Optional<StoredDomain> domainNamed(String name) {
        return domains.values().stream().filter(domain -> name.equals(domain.name())).findFirst();
    }

    /** Must be there: {@link Rejection.ByMdm} if not. */
    StoredPool pool(String id) {
        return Optional.ofNullable(pools.get(id))
                .orElseThrow(() -> new Rejection.ByMdm(MdmError.STORAGE_POOL_NOT_FOUND));
    }

    Optional<StoredPool> poolNamed(String domainId, String name) {
        return pools.values().stream().filter(pool -> pool.domainId().equals(domainId) && name.equals(pool.name()))
                .findFirst();
    }

    /** The pool at that place of the layout. */
    Optional<StoredPool> poolAt(String place) {
        return pools.values().stream().filter(pool -> place.equals(pool.place())).findFirst();
    }

    List<StoredPool> poolsOf(String domainId) {
        return pools.values().stream().filter(pool -> pool.domainId().equals(domainId)).toList();
    }

    /** Must be there: {@link Rejection.ByMdm} if not. */
    VTree vtree(String id) {
        return Optional.ofNullable(vtrees.get(id)).orElseThrow(() -> new Rejection.ByMdm(MdmError.NOT_FOUND));
    }

    /** Id of the pool that holds a volume. */
    String poolOf(StoredVolume volume) {
        return vtree(volume.vtreeId()).poolId();
    }

    List<StoredVolume> volumesOfPool(String poolId) {
        return volumes.values().stream().filter(volume -> poolOf(volume).equals(poolId)).toList();
    }

    /** Must be there: {@link Rejection.ByMdm} if not. */
    StoredVolume volume(String id) {
        return Optional.ofNullable(volumes.get(id)).orElseThrow(() -> new Rejection.ByMdm(MdmError.VOL_NOT_FOUND));
    }

    Optional<StoredVolume> volumeNamed(String name) {
        return volumes.values().stream().filter(volume -> name.equals(volume.name())).findFirst();
    }

    List<StoredVolume> volumesOfVTree(String vtreeId) {
        return volumes.values().stream().filter(volume -> volume.vtreeId().equals(vtreeId)).toList();
    }

    /** The volumes of the same vtree that were made from it, directly or not. */
    List<StoredVolume> descendantsOf(StoredVolume volume) {
        return descendantsOf(volume, volumesOfVTree(volume.vtreeId()));
    }

    /** The same among all volumes of its vtree. */
    static List<StoredVolume> descendantsOf(StoredVolume volume, List<StoredVolume> family) {
        Map<String, StoredVolume> relatives = new HashMap<>();
        family.forEach(relative -> relatives.put(relative.id(), relative));
        return family.stream().filter(other -> descends(other, volume.id(), relatives)).toList();
    }

    private static boolean descends(@Nullable StoredVolume volume, String ancestorId,
            Map<String, StoredVolume> relatives) {
        String parent = volume == null ? null : volume.ancestorVolumeId();
        return parent != null && (parent.equals(ancestorId) || descends(relatives.get(parent), ancestorId, relatives));
    }

    /** What the volumes of a pool take of it; snapshots count nothing. */
    long allocatedInKb(String poolId) {
        return volumesOfPool(poolId).stream().filter(volume -> volume.type() != VolumeType.SNAPSHOT)
                .mapToLong(StoredVolume::sizeInKb).sum();
    }

    List<StoredVolume> volumesMappedTo(String sdcId) {
        return volumes.values().stream().filter(volume -> volume.isMappedTo(sdcId)).toList();
    }

    /** Must be there: {@link Rejection.ByMdm} if not. */
    StoredSdc sdc(String id) {
        return Optional.ofNullable(sdcs.get(id)).orElseThrow(() -> new Rejection.ByMdm(MdmError.INI_NOT_FOUND));
    }

    Optional<StoredSdc> sdcByGuid(String guid) {
        return sdcs.values().stream().filter(sdc -> guid.equalsIgnoreCase(sdc.guid())).findFirst();
    }

    Optional<StoredSdc> sdcByIp(String ip) {
        return sdcs.values().stream().filter(sdc -> ip.equals(sdc.ip())).findFirst();
    }

    State with(Setup next) {
        return new State(next, domains, pools, volumes, vtrees, sdcs);
    }

    State with(StoredDomain domain) {
        return new State(setup, put(domains, domain.id(), domain), pools, volumes, vtrees, sdcs);
    }

    State with(StoredPool pool) {
        return withPools(put(pools, pool.id(), pool));
    }

    /** Added, or put in the place of the one with its id. */
    State with(StoredVolume volume) {
        return withVolumes(put(volumes, volume.id(), volume));
    }

    State with(VTree vtree) {
        return withVTrees(put(vtrees, vtree.id(), vtree));
    }

    State with(StoredSdc sdc) {
        return withSdcs(put(sdcs, sdc.id(), sdc));
    }

    State withoutDomain(String id) {
        return new State(setup, FrozenMap.changed(domains, next -> next.remove(id)), pools, volumes, vtrees, sdcs);
    }

    State withoutPool(String id) {
        return withPools(FrozenMap.changed(pools, next -> next.remove(id)));
    }

    State withoutVolumes(Collection<String> ids) {
        return withVolumes(FrozenMap.changed(volumes, next -> next.keySet().removeAll(ids)));
    }

    State withoutVTree(String id) {
        return withVTrees(FrozenMap.changed(vtrees, next -> next.remove(id)));
    }

    State withoutSdc(String id) {
        return withSdcs(FrozenMap.changed(sdcs, next -> next.remove(id)));
    }

    private State withPools(Map<String, StoredPool> next) {
        return new State(setup, domains, next, volumes, vtrees, sdcs);
    }

    private State withVolumes(Map<String, StoredVolume> next) {
        return new State(setup, domains, pools, next, vtrees, sdcs);
    }

    private State withVTrees(Map<String, VTree> next) {
        return new State(setup, domains, pools, volumes, next, sdcs);
    }

    private State withSdcs(Map<String, StoredSdc> next) {
        return new State(setup, domains, pools, volumes, vtrees, next);
    }

    private static <T> Map<String, T> put(Map<String, T> map, String id, T value) {
        return FrozenMap.changed(map, next -> next.put(id, value));
    }
}
