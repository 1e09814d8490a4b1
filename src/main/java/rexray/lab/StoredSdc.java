package rexray.lab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * An SDC that the cluster has seen, or an NVMe host; whether it is connected is not kept.
 *
 * @param guid in upper case; an NVMe host has none
 * @param ip as of its last connection; an NVMe host, and an SDC that was approved before it came, has none
 * @param approved whether an administrator let it in for {@linkplain SdcAdmission restricted mode}
 * @param nqn name of an NVMe host
 */
record StoredSdc(String id, @Nullable String guid, @Nullable String ip, @Nullable String name, boolean approved,
        @Nullable String nqn) {
    static StoredSdc of(String id, String guid, @Nullable String ip) {
        return new StoredSdc(id, guid, ip, null, false, null);
    }

    static StoredSdc nvmeHost(String id, @Nullable String name, String nqn) {
        return new StoredSdc(id, null, null, name, true, nqn);
    }

    @JsonIgnore
    boolean isNvmeHost() {
        return nqn != null;
    }

    StoredSdc withIp(String next) {
        return new StoredSdc(id, guid, next, name, approved, nqn);
    }

    StoredSdc withName(String next) {
        return new StoredSdc(id, guid, ip, next, approved, nqn);
    }

    StoredSdc approve() {
        return new StoredSdc(id, guid, ip, name, true, nqn);
    }
}
