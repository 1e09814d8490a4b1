package rexray.lab;

import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.lab.Rejection.ByMdm;

/** The rules of the MDM for making and changing volumes. */
final class VolumeRules {
    /** 8 GB: every volume is a multiple of it. */
    static final long GRANULARITY_IN_KB = 8L << 20;
    static final long LARGEST_IN_KB = 1_048_576L << 20;
    private static final Logger LOG = LoggerFactory.getLogger(VolumeRules.class);
    private final Cluster cluster;

    VolumeRules(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Makes a volume, its size rounded up to a multiple of 8 GB.
     *
     * @return its id
     */
    String create(NewVolume wanted) {
        if (wanted.name() != null) {
            ObjectNames.check(wanted.name());
        }
        if (wanted.sizeInKb() > LARGEST_IN_KB) {
            throw new ByMdm(MdmError.VOL_SIZE_TOO_LARGE);
        }
        PoolKind pool = cluster.state().pool(wanted.poolId()).kind();
        if (wanted.compression() == Compression.NORMAL) {
            checkCompresses(pool);
        }
        if (wanted.type() == VolumeType.THICK && pool == PoolKind.FINE) {
            throw new ByMdm(MdmError.THICK_NEEDS_MEDIUM_GRANULARITY);
        }
        String vtreeId = cluster.newId();
        StoredVolume volume = new StoredVolume(cluster.newId(), wanted.name(),
                Math.ceilDiv(wanted.sizeInKb(), GRANULARITY_IN_KB) * GRANULARITY_IN_KB, wanted.type(), vtreeId, null,
                null, cluster.now(),
                VolumeSettings.usual().withUseRmcache(wanted.useRmcache()).withCompression(wanted.compression()), false,
                List.of());
        return cluster.alone(List.of(vtreeId), () -> {
            checkCreatable(cluster.state(), volume, wanted.poolId());
            cluster.data().allocate(volume.id(), volume.sizeInKb());
            try {
                cluster.commit(state -> {
                    checkCreatable(state, volume, wanted.poolId());
                    return state.with(new VTree(vtreeId, volume.name(), volume.id(), wanted.poolId())).with(volume);
                });
            } catch (RuntimeException e) {
                cluster.data().discard(volume.id());
                throw e;
            }
            LOG.info("volume {} ({}) made, {} KB", volume.id(), volume.name(), volume.sizeInKb());
            return volume.id();
        });
    }

    /** Makes a volume larger, to a multiple of 8 GB. */
    void resize(String volumeId, long sizeInKb) {
        cluster.aloneWith(volumeId, volume -> {
            if (sizeInKb <= volume.sizeInKb()) {
                throw new ByMdm(MdmError.VOL_DECREASE_NOT_SUPPORTED);
            }
            if (sizeInKb > LARGEST_IN_KB) {
                throw new ByMdm(MdmError.VOL_SIZE_TOO_LARGE);
            }
            StoredVolume grown = volume.withSizeInKb(sizeInKb);
            String poolId = cluster.state().poolOf(volume);
            checkCapacity(cluster.state(), grown, poolId);
            cluster.data().resize(volumeId, sizeInKb);
            cluster.commit(state -> {
                checkCapacity(state, grown, poolId);
                return state.with(grown);
            });
            LOG.info("volume {} resized to {} KB", volumeId, sizeInKb);
        });
    }

    void rename(String volumeId, String name) {
        ObjectNames.check(name);
        cluster.aloneWith(volumeId, volume -> cluster.commit(state -> {
            ObjectNames.checkFree(state, name);
            return state.with(volume.withName(name));
        }));
        LOG.info("volume {} renamed to {}", volumeId, name);
    }

    void change(String volumeId, UnaryOperator<VolumeSettings> change) {
        cluster.aloneWith(volumeId,
                volume -> cluster.replace(volume, volume.withSettings(change.apply(volume.settings()))));
    }

    /** Where nothing can be compressed, even turning it off is refused; a new volume may be told to do without. */
    void compress(String volumeId, Compression next) {
        checkCompresses(cluster.state().pool(cluster.state().poolOf(cluster.state().volume(volumeId))).kind());
        change(volumeId, settings -> settings.withCompression(next));
    }

    private static void checkCompresses(PoolKind pool) {
        if (!pool.compresses()) {
            throw new ByMdm(MdmError.COMPRESSION_NEEDS_FINE_GRANULARITY);
        }
    }

    /** Moves a volume with its relatives to another pool. */
    void migrate(String volumeId, String poolId) {
        cluster.aloneWith(volumeId, volume -> cluster.commit(state -> {
            VTree vtree = state.vtree(volume.vtreeId());
            if (vtree.poolId().equals(state.pool(poolId).id())) {
                throw new ByMdm(MdmError.VTREE_ALREADY_ON_DESTINATION);
            }
            state.checkActive(vtree.poolId());
            state.checkActive(poolId);
            State next = state.with(vtree.withPool(poolId));
            if (state.pool(poolId).kind() == PoolKind.FINE && state.volumesOfVTree(vtree.id()).stream()
                    .anyMatch(member -> member.type() == VolumeType.THICK)) {
                throw new ByMdm(MdmError.THICK_NEEDS_MEDIUM_GRANULARITY);
            }
            cluster.limits().checkMoved(next, poolId);
            if (next.allocatedInKb(poolId) > cluster.capacityInKb(next.pool(poolId))) {
                throw new ByMdm(MdmError.TOO_MUCH_THIN_CAPACITY);
            }
            return next;
        }));
    }

    private void checkCreatable(State state, StoredVolume volume, String poolId) {
        ObjectNames.checkFree(state, volume.name());
        state.checkActive(poolId);
        cluster.limits().checkOneMoreVolume(state, volume, poolId);
        checkCapacity(state, volume, poolId);
    }

    /** Emulation only: a real pool's limit is a multiple of its capacity, and tells thin from thick. */
    private void checkCapacity(State state, StoredVolume wanted, String poolId) {
        StoredVolume before = state.volumes().get(wanted.id());
        long others = state.allocatedInKb(poolId) - (before == null ? 0 : before.sizeInKb());
        if (wanted.type() == VolumeType.SNAPSHOT) {
            return;
        }
        cluster.limits().checkSizeOfVolumes(others + wanted.sizeInKb());
        if (others + wanted.sizeInKb() > cluster.capacityInKb(state.pool(poolId))) {
            throw new ByMdm(MdmError.TOO_MUCH_THIN_CAPACITY);
        }
    }
}
