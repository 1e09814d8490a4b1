package rexray.lab;

import rexray.lab.Rejection.ByMdm;

/** The rules of the MDM for naming and forgetting SDCs. */
final class SdcRules {
    private final Cluster cluster;

    SdcRules(Cluster cluster) {
        this.cluster = cluster;
    }

    void rename(String sdcId, String name) {
        ObjectNames.check(name);
        cluster.commit(state -> {
            if (state.sdcs().values().stream().anyMatch(sdc -> name.equals(sdc.name()) && !sdc.id().equals(sdcId))) {
                throw new ByMdm(MdmError.ALREADY_EXISTS);
            }
            return state.with(state.sdc(sdcId).withName(name));
        });
    }

    void remove(String sdcId) {
        cluster.commit(state -> {
            state.sdc(sdcId);
            if (cluster.isConnected(sdcId)) {
                throw new ByMdm(MdmError.INI_MUST_BE_DISCONNECTED);
            }
            if (!state.volumesMappedTo(sdcId).isEmpty()) {
                throw new ByMdm(MdmError.INI_HAS_MAPPINGS);
            }
            return state.withoutSdc(sdcId);
        });
    }
}
