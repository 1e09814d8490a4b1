package rexray.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.lab.Rejection.ByMdm;

/** The rules of the MDM for snapshots: volumes made together as writable copies of others, at one moment. */
final class SnapshotRules {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRules.class);
    private final Cluster cluster;

    SnapshotRules(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * One snapshot that is asked for.
     *
     * @param retention for how long it cannot be removed; nought for an ordinary one
     */
    record Wanted(String volumeId, @Nullable String name, AccessMode accessModeLimit, Duration retention) {}

    /** Snapshots that were made together, in the order in which they were asked for. */
    record Group(String id, List<String> volumeIds) {}

    /** Makes all of them or none. */
    Group take(List<Wanted> wanted) {
        Set<String> vtrees = new HashSet<>();
        wanted.forEach(one -> vtrees.add(cluster.state().volume(one.volumeId()).vtreeId()));
        return cluster.alone(vtrees, () -> takeAlone(wanted));
    }

    /**
     * Gives a volume the content that a relative has now. Emulation only: not while the volume is mapped, for its devices
     * hold on to the bytes that they were made for.
     */
    void overwrite(String volumeId, String sourceId) {
        cluster.aloneWith(volumeId, volume -> {
            StoredVolume source = cluster.state().volume(sourceId);
            if (volumeId.equals(sourceId)) {
                throw new ByMdm(MdmError.VOLUME_AND_SNAPSHOT_MATCH);
            }
            if (!source.vtreeId().equals(volume.vtreeId())) {
                throw new ByMdm(MdmError.VTREE_ID_MISMATCH);
            }
            if (volume.isMapped()) {
                throw new ByMdm(MdmError.VOL_MAPPED);
            }
            cluster.data().copy(sourceId, volumeId, volume.sizeInKb());
            LOG.info("volume {} ({}) overwritten from {} ({})", volumeId, volume.name(), sourceId, source.name());
        });
    }

    private Group takeAlone(List<Wanted> wanted) {
        String groupId = cluster.newId();
        List<StoredVolume> snapshots = new ArrayList<>();
        State checked = cluster.state();
        for (Wanted one : wanted) {
            StoredVolume snapshot = snapshot(one, groupId);
            checked = checkedWith(checked, snapshot);
            snapshots.add(snapshot);
        }
        try {
            for (StoredVolume snapshot : snapshots) {
                cluster.data().copy(ancestorOf(snapshot), snapshot.id(), snapshot.sizeInKb());
            }
            cluster.commit(state -> {
                State next = state;
                for (StoredVolume snapshot : snapshots) {
                    next = checkedWith(next, snapshot);
                }
                return next;
            });
        } catch (RuntimeException e) {
            snapshots.forEach(snapshot -> cluster.data().discard(snapshot.id()));
            throw e;
        }
        snapshots.forEach(snapshot -> LOG.info("snapshot {} ({}) of volume {} made", snapshot.id(), snapshot.name(),
                snapshot.ancestorVolumeId()));
        return new Group(groupId, snapshots.stream().map(StoredVolume::id).toList());
    }

    private StoredVolume snapshot(Wanted wanted, String groupId) {
        if (wanted.name() != null) {
            ObjectNames.check(wanted.name());
        }
        StoredVolume source = cluster.state().volume(wanted.volumeId());
        return new StoredVolume(cluster.newId(), wanted.name(), source.sizeInKb(), VolumeType.SNAPSHOT,
                source.vtreeId(), source.id(), groupId, cluster.now(),
                source.settings().withAccessModeLimit(wanted.accessModeLimit())
                        .withSecureUntil(
                                wanted.retention().isZero() ? 0 : cluster.now() + wanted.retention().toSeconds()),
                false, List.of());
    }

    private State checkedWith(State state, StoredVolume snapshot) {
        ObjectNames.checkFree(state, snapshot.name());
        state.checkActive(state.poolOf(snapshot));
        cluster.limits().checkOneMoreVolume(state, snapshot, state.poolOf(snapshot));
        return state.with(snapshot);
    }

    private static String ancestorOf(StoredVolume snapshot) {
        return Objects.requireNonNull(snapshot.ancestorVolumeId());
    }
}
