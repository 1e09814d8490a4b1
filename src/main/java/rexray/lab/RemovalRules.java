package rexray.lab;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.lab.Rejection.ByMdm;

/** The rules of the MDM for removing volumes and snapshots. */
final class RemovalRules {
    private static final Logger LOG = LoggerFactory.getLogger(RemovalRules.class);
    private final Cluster cluster;

    RemovalRules(Cluster cluster) {
        this.cluster = cluster;
    }

    void remove(String volumeId, RemoveMode mode) {
        cluster.aloneWith(volumeId, volume -> removeAll(affected(volume, mode)));
    }

    /**
     * Removes the snapshots that were made together.
     *
     * @return how many volumes went
     */
    int removeGroup(String groupId, RemoveMode mode) {
        Set<String> vtrees = new HashSet<>();
        groupOf(groupId).forEach(volume -> vtrees.add(volume.vtreeId()));
        return cluster.alone(vtrees, () -> {
            Set<String> ids = new HashSet<>();
            groupOf(groupId).stream().filter(volume -> vtrees.contains(volume.vtreeId()))
                    .forEach(volume -> affected(volume, mode).forEach(gone -> ids.add(gone.id())));
            removeAll(ids.stream().map(cluster.state()::volume).toList());
            return ids.size();
        });
    }

    private List<StoredVolume> groupOf(String groupId) {
        return cluster.state().volumes().values().stream()
                .filter(volume -> groupId.equals(volume.consistencyGroupId())).toList();
    }

    private List<StoredVolume> affected(StoredVolume volume, RemoveMode mode) {
        return switch (mode) {
            case ONLY_ME -> List.of(volume);
            case WHOLE_VTREE -> cluster.state().volumesOfVTree(volume.vtreeId());
            case DESCENDANTS_ONLY -> cluster.state().descendantsOf(volume);
            case INCLUDING_DESCENDANTS -> Stream
                    .concat(Stream.of(volume), cluster.state().descendantsOf(volume).stream()).toList();
        };
    }

    private void removeAll(Collection<StoredVolume> gone) {
        if (gone.isEmpty()) {
            throw new ByMdm(MdmError.NOTHING_TO_DO);
        }
        if (gone.stream().anyMatch(StoredVolume::isMapped)) {
            throw new ByMdm(MdmError.VOL_MAPPED);
        }
        if (gone.stream().anyMatch(volume -> volume.settings().secureUntil() > cluster.now())) {
            throw new ByMdm(MdmError.SNAPSHOT_IS_SECURED);
        }
        Set<String> ids = new HashSet<>();
        gone.forEach(volume -> ids.add(volume.id()));
        cluster.commit(state -> without(state, ids));
        for (StoredVolume volume : gone) {
            cluster.data().discard(volume.id());
            LOG.info("volume {} ({}) removed", volume.id(), volume.name());
        }
    }

    /** Snapshots whose ancestor goes become the children of its nearest ancestor that stays. */
    private static State without(State state, Set<String> ids) {
        State next = state.withoutVolumes(ids);
        for (StoredVolume volume : next.volumes().values()) {
            String ancestor = volume.ancestorVolumeId();
            if (ancestor != null && ids.contains(ancestor)) {
                next = next.with(volume.withAncestor(nearestStaying(state, ancestor, ids)));
            }
        }
        for (VTree vtree : state.vtrees().values()) {
            if (ids.contains(vtree.baseVolumeId())) {
                Optional<StoredVolume> base = next.volumesOfVTree(vtree.id()).stream().findFirst();
                next = base.isEmpty() ? next.withoutVTree(vtree.id()) : next.with(vtree.withBase(base.get().id()));
            }
        }
        return next;
    }

    private static @Nullable String nearestStaying(State state, @Nullable String volumeId, Set<String> gone) {
        String id = volumeId;
        while (id != null && gone.contains(id)) {
            id = state.volume(id).ancestorVolumeId();
        }
        return id;
    }
}
