package rexray.lab;

import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.lab.MappingTarget.All;
import rexray.lab.MappingTarget.ByGuid;
import rexray.lab.MappingTarget.ById;
import rexray.lab.Rejection.ByMdm;

/** The rules of the MDM for who may use a volume. */
final class MappingRules {
    private static final Logger LOG = LoggerFactory.getLogger(MappingRules.class);
    private final Cluster cluster;

    MappingRules(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Lets an SDC in, to read and write. */
    void map(String volumeId, MappingTarget target, Sharing sharing) {
        map(volumeId, target, sharing, AccessMode.READ_WRITE);
    }

    /** Lets an SDC in. Only this request's {@code sharing} matters, not what earlier ones said. */
    void map(String volumeId, MappingTarget target, Sharing sharing, AccessMode accessMode) {
        cluster.aloneWith(volumeId, volume -> {
            if (volume.mappedToAll()) {
                throw new ByMdm(MdmError.VOL_ALREADY_MAPPED_TO_ALL_INIS);
            }
            switch (target) {
                case All() -> mapToAll(volume);
                case ById(String sdcId) -> mapToOne(volume, cluster.state().sdc(sdcId).id(), sharing, accessMode);
                case ByGuid(String guid) -> mapToOne(volume, byGuid(guid), sharing, accessMode);
            }
        });
    }

    /** Returns when the SDCs concerned can no longer read or write. Nobody asks whether they still use the volume. */
    void unmap(String volumeId, MappingTarget target) {
        cluster.aloneWith(volumeId, volume -> {
            switch (target) {
                case All() -> unmapFromAll(volume);
                case ById(String sdcId) -> unmapFromOne(volume, cluster.state().sdc(sdcId).id());
                case ByGuid(String guid) -> unmapFromOne(volume, byGuid(guid));
            }
        });
    }

    /** Changes one mapping, e.g. its limits. */
    void change(String volumeId, MappingTarget target, UnaryOperator<Mapping> change) {
        cluster.aloneWith(volumeId, volume -> {
            String sdcId = switch (target) {
                case All() -> throw new ByMdm(MdmError.VOL_NOT_MAPPED_TO_INI);
                case ById(String id) -> cluster.state().sdc(id).id();
                case ByGuid(String guid) -> byGuid(guid);
            };
            if (volume.mapping(sdcId).isEmpty()) {
                throw new ByMdm(MdmError.VOL_NOT_MAPPED_TO_INI);
            }
            cluster.replace(volume, volume.changingMapping(sdcId, change));
        });
    }

    private void mapToOne(StoredVolume volume, String sdcId, Sharing sharing, AccessMode accessMode) {
        if (volume.isMappedTo(sdcId)) {
            throw new ByMdm(MdmError.VOL_ALREADY_MAPPED_TO_THIS_INI);
        }
        if (volume.isMapped() && sharing == Sharing.FORBIDDEN) {
            throw new ByMdm(MdmError.NOT_ALLOWED_MORE_THAN_ONE_MAPPING);
        }
        if (!cluster.state().setup().admits(cluster.state().sdc(sdcId))) {
            throw new ByMdm(MdmError.INITIATOR_NOT_APPROVED);
        }
        cluster.limits().checkOneMoreMapping(cluster.state(), sdcId);
        record(volume, volume.withMapping(Mapping.unlimited(sdcId, accessMode)), List.of(sdcId));
        LOG.info("volume {} ({}) mapped to SDC {}", volume.id(), volume.name(), sdcId);
    }

    private void mapToAll(StoredVolume volume) {
        if (volume.isMapped()) {
            throw new ByMdm(MdmError.VOL_ALREADY_MAPPED_TO_AN_INI);
        }
        cluster.state().sdcs().keySet()
                .forEach(sdcId -> cluster.limits().checkOneMoreMapping(cluster.state(), sdcId));
        StoredVolume mapped = volume.withMappings(true, List.of());
        record(volume, mapped, List.copyOf(cluster.state().sdcs().keySet()));
        // For SDCs that connected for the first time in between.
        cluster.admit(mapped);
        LOG.info("volume {} ({}) mapped to all SDCs", volume.id(), volume.name());
    }

    private void record(StoredVolume before, StoredVolume after, List<String> added) {
        added.forEach(sdcId -> cluster.data().attach(before.id(), sdcId, after.accessOf(sdcId)));
        try {
            cluster.commit(state -> {
                after.mappings().forEach(mapping -> state.sdc(mapping.sdcId()));
                state.checkActive(state.poolOf(after));
                return state.with(after);
            });
        } catch (RuntimeException e) {
            added.forEach(sdcId -> cluster.data().revoke(before.id(), sdcId));
            throw e;
        }
    }

    private void unmapFromOne(StoredVolume volume, String sdcId) {
        if (volume.mappedToAll()) {
            throw new ByMdm(MdmError.VOL_MAPPED_TO_ALL_INIS);
        }
        if (!volume.isMappedTo(sdcId)) {
            throw new ByMdm(MdmError.VOL_NOT_MAPPED_TO_INI);
        }
        cluster.data().revoke(volume.id(), sdcId);
        cluster.commit(state -> state.with(volume.withoutMapping(sdcId)));
        LOG.info("volume {} ({}) unmapped from SDC {}", volume.id(), volume.name(), sdcId);
    }

    private void unmapFromAll(StoredVolume volume) {
        if (!volume.isMapped()) {
            throw new ByMdm(MdmError.VOL_NOT_MAPPED_TO_INI);
        }
        cluster.sdcsOf(volume).forEach(sdcId -> cluster.data().revoke(volume.id(), sdcId));
        cluster.commit(state -> state.with(volume.withMappings(false, List.of())));
        LOG.info("volume {} ({}) unmapped from all SDCs", volume.id(), volume.name());
    }

    private String byGuid(String guid) {
        Guids.check(guid);
        return cluster.state().sdcByGuid(guid).orElseThrow(() -> new ByMdm(MdmError.INI_NOT_FOUND)).id();
    }

    /** Whether a volume may be mapped to one SDC more. */
    enum Sharing {
        FORBIDDEN,
        ALLOWED
    }
}
