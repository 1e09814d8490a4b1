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
            if (isTaken(state, name) && !name.equals(state.sdc(sdcId).name())) {
                throw new ByMdm(MdmError.ALREADY_EXISTS);
            }
            return state.with(state.sdc(sdcId).withName(name));
        });
    }

    /**
     * What an emulated SDC does and no real one: it brings a name, which it gets unless it has one or another has that
     * one. A real SDC is nameless until an administrator names it.
     *
     * @param name empty for none
     */
    void suggest(String sdcId, String name) {
        if (!ObjectNames.isAllowed(name)) {
            return;
        }
        cluster.commit(state -> state.sdc(sdcId).name() != null || isTaken(state, name)
                ? state
                : state.with(state.sdc(sdcId).withName(name)));
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

    private static boolean isTaken(State state, String name) {
        return state.sdcs().values().stream().anyMatch(sdc -> name.equals(sdc.name()));
    }
}
