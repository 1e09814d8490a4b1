package rexray.lab;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Everything that the cluster remembers, as one immutable value. The maps go by id and keep the order in which things
 * were made.
 *
 * @param madeAt when the cluster was made, in seconds since 1970
 */
record State(String systemId, String installId, String domainId, String poolId, long madeAt,
        Map<String, StoredVolume> volumes, Map<String, VTree> vtrees, Map<String, StoredSdc> sdcs) {
    State {
        volumes = FrozenMap.of(volumes);
        vtrees = FrozenMap.of(vtrees);
        sdcs = FrozenMap.of(sdcs);
    }

    static State ofNewCluster(RandomGenerator random, long now) {
        return new State(Ids.ofSystem(random), Ids.ofSystem(random), Ids.of(random, 0),
                Ids.of(random, 0), now, Map.of(), Map.of(), Map.of());
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
        return volumesOfVTree(volume.vtreeId()).stream().filter(other -> descends(other, volume.id())).toList();
    }

    private boolean descends(StoredVolume volume, String ancestorId) {
        String parent = volume.ancestorVolumeId();
        return parent != null && (parent.equals(ancestorId) || descends(volume(parent), ancestorId));
    }

    /** What the volumes take of the pool; snapshots count nothing. */
    long allocatedInKb() {
        return volumes.values().stream().filter(volume -> volume.type() != VolumeType.SNAPSHOT)
                .mapToLong(StoredVolume::sizeInKb).sum();
    }

    /** The same without that volume, if it is there. */
    long allocatedInKbWithout(String id) {
        StoredVolume volume = volumes.get(id);
        return allocatedInKb() - (volume == null || volume.type() == VolumeType.SNAPSHOT ? 0 : volume.sizeInKb());
    }

    List<StoredVolume> volumesMappedTo(String sdcId) {
        return volumes.values().stream().filter(volume -> volume.isMappedTo(sdcId)).toList();
    }

    /** Must be there: {@link Rejection.ByMdm} if not. */
    StoredSdc sdc(String id) {
        return Optional.ofNullable(sdcs.get(id)).orElseThrow(() -> new Rejection.ByMdm(MdmError.INI_NOT_FOUND));
    }

    Optional<StoredSdc> sdcByGuid(String guid) {
        return sdcs.values().stream().filter(sdc -> sdc.guid().equalsIgnoreCase(guid)).findFirst();
    }

    Optional<StoredSdc> sdcByIp(String ip) {
        return sdcs.values().stream().filter(sdc -> sdc.ip().equals(ip)).findFirst();
    }

    /** Added, or put in the place of the one with its id. */
    State with(StoredVolume volume) {
        return withVolumes(put(volumes, volume.id(), volume));
    }

    State with(VTree vtree) {
        return new State(systemId, installId, domainId, poolId, madeAt, volumes, put(vtrees, vtree.id(), vtree), sdcs);
    }

    State with(StoredSdc sdc) {
        return new State(systemId, installId, domainId, poolId, madeAt, volumes, vtrees, put(sdcs, sdc.id(), sdc));
    }

    State withoutVolumes(Collection<String> ids) {
        return withVolumes(FrozenMap.changed(volumes, next -> next.keySet().removeAll(ids)));
    }

    State withoutVTree(String id) {
        return new State(systemId, installId, domainId, poolId, madeAt, volumes,
                FrozenMap.changed(vtrees, next -> next.remove(id)), sdcs);
    }

    State withoutSdc(String id) {
        return new State(systemId, installId, domainId, poolId, madeAt, volumes, vtrees,
                FrozenMap.changed(sdcs, next -> next.remove(id)));
    }

    private State withVolumes(Map<String, StoredVolume> next) {
        return new State(systemId, installId, domainId, poolId, madeAt, next, vtrees, sdcs);
    }

    private static <T> Map<String, T> put(Map<String, T> map, String id, T value) {
        return FrozenMap.changed(map, next -> next.put(id, value));
    }
}
