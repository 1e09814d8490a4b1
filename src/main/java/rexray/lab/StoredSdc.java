package rexray.lab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SDC that the cluster has seen, or an NVMe host; whether it is connected is not kept.
 *
 * @param guid in upper case; an NVMe host has none
 * @param ip as of its last connection; an NVMe host, and an SDC that was approved before it came, has none
 * @param approved whether an administrator let it in for {@linkplain SdcAdmission restricted mode}
 * @param approvedIps the only addresses that it may come from in {@link SdcAdmission#APPROVED_IP}; any if empty
 * @param nqn name of an NVMe host
 * @param settings what an administrator has set on it
 */
record StoredSdc(String id, @Nullable String guid, @Nullable String ip, @Nullable String name, boolean approved,
        @Nullable String nqn, List<String> approvedIps, SdcSettings settings) {
    StoredSdc {
        // A state that was saved before there were such things has none.
        approvedIps = approvedIps == null ? List.of() : List.copyOf(approvedIps);
        settings = settings == null ? SdcSettings.usual() : settings;
    }

    static StoredSdc of(String id, String guid, @Nullable String ip) {
        return new StoredSdc(id, guid, ip, null, false, null, List.of(), SdcSettings.usual());
    }

    static StoredSdc nvmeHost(String id, @Nullable String name, String nqn) {
        return new StoredSdc(id, null, null, name, true, nqn, List.of(), SdcSettings.usual());
    }

    @JsonIgnore
    boolean isNvmeHost() {
        return nqn != null;
    }

    StoredSdc withIp(String next) {
        return new StoredSdc(id, guid, next, name, approved, nqn, approvedIps, settings);
    }

    StoredSdc withName(String next) {
        return new StoredSdc(id, guid, ip, next, approved, nqn, approvedIps, settings);
    }

    StoredSdc approve() {
        return new StoredSdc(id, guid, ip, name, true, nqn, approvedIps, settings);
    }

    StoredSdc withSettings(SdcSettings next) {
        return new StoredSdc(id, guid, ip, name, approved, nqn, approvedIps, next);
    }

    StoredSdc withApprovedIps(List<String> next) {
        return new StoredSdc(id, guid, ip, name, approved, nqn, next, settings);
    }
}
