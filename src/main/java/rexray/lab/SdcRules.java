package rexray.lab;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import rexray.lab.Rejection.ByMdm;

/** The rules of the MDM for naming, admitting and forgetting SDCs. */
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

    /** Adds an NVMe host, whose nqn and name no other may have. */
    void add(StoredSdc host) {
        cluster.commit(state -> {
            if (state.sdcs().values().stream().anyMatch(sdc -> Objects.equals(host.nqn(), sdc.nqn()))
                    || (host.name() != null && isTaken(state, host.name()))) {
                throw new ByMdm(MdmError.ALREADY_EXISTS);
            }
            return state.with(host);
        });
    }

    void change(String sdcId, UnaryOperator<SdcSettings> change) {
        cluster.commit(state -> {
            StoredSdc sdc = state.sdc(sdcId);
            return state.with(sdc.withSettings(change.apply(sdc.settings())));
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

    /** Whoever is mapped already stays so. */
    void restrict(SdcAdmission next) {
        cluster.commit(state -> state.with(state.setup().withSdcAdmission(next)));
    }

    /**
     * Approves an SDC, which need not have come yet.
     *
     * @return its id
     */
    String approveGuid(String guid) {
        Guids.check(guid);
        String id = cluster.newId();
        cluster.commit(state -> state.with(state.sdcByGuid(guid)
                .orElseGet(() -> {
                    cluster.limits().checkOneMoreSdc(state);
                    return StoredSdc.of(id, guid.toUpperCase(Locale.ROOT), null);
                }).approve()));
        return cluster.state().sdcByGuid(guid).orElseThrow().id();
    }

    /**
     * The same for an SDC that came from one of these addresses, which are its approved ones from now on; {@link ByMdm} if
     * none did.
     */
    String approveIps(List<String> ips) {
        String id = ips.stream().flatMap(ip -> cluster.state().sdcByIp(ip).stream()).map(StoredSdc::id).findFirst()
                .orElseThrow(() -> new ByMdm(MdmError.INI_NOT_FOUND));
        cluster.commit(state -> state.with(state.sdc(id).approve().withApprovedIps(ips)));
        return id;
    }

    /** None if any address will do. */
    void setApprovedIps(String sdcId, List<String> ips) {
        cluster.commit(state -> state.with(state.sdc(sdcId).withApprovedIps(ips)));
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
