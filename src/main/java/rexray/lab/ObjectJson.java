package rexray.lab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import rexray.lab.DomainSettings.FlashCache;
import rexray.lab.DomainSettings.NetworkLimits;
import rexray.lab.Members.Kind;

/** The cluster, its places and its SDCs in JSON: absent things are null. */
final class ObjectJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Cluster cluster;
    private final Profile profile;
    private final Members members;

    ObjectJson(Cluster cluster) {
        this.cluster = cluster;
        this.profile = cluster.profile();
        this.members = Members.of(profile);
    }

    ObjectNode system() {
        State state = cluster.state();
        ObjectNode json = JSON.objectNode().put("id", state.systemId()).put("name", cluster.layout().system())
                .put("installId", state.setup().installId()).put("swid", "")
                .put("systemVersionName", profile.systemVersion())
                .put("daysInstalled", Duration.ofSeconds(cluster.now() - state.setup().madeAt()).toDays())
                .put("maxCapacityInGb", "Unlimited").put("capacityTimeLeftInDays", "Unlimited")
                .put("enterpriseFeaturesEnabled", true).put("isInitialLicense", true)
                .put("defaultIsVolumeObfuscated", false)
                .put("restrictedSdcModeEnabled", state.setup().sdcAdmission() != SdcAdmission.NONE)
                .put("restrictedSdcMode", state.setup().sdcAdmission().wireName())
                .put("remoteReadOnlyLimitState", false).put("upgradeState", "NoUpgrade")
                .put("capacityAlertHighThresholdPercent", 80).put("capacityAlertCriticalThresholdPercent", 90)
                .put("systemNqn", "nqn.1988-11.com.dell:powerflex:00:" + state.systemId())
                .put("tlsVersion", "TLSv1.2");
        json.putObject("performanceParameters").put("perfProfile", "Default");
        json.set("mdmCluster", mdmCluster());
        Links.addTo(json, new ObjectRef(ObjectType.SYSTEM, state.systemId()))
                .relationships("Statistics", "ProtectionDomain", "Sdc", "User");
        return members.trim(Kind.SYSTEM, json);
    }

    /** One MDM, which is what the lab has: a real cluster has three or five. */
    ObjectNode mdmCluster() {
        ObjectNode json = JSON.objectNode().put("id", cluster.systemId()).put("clusterState", "ClusteredNormal")
                .put("clusterMode", "OneNode").put("goodNodesNum", 1).put("goodReplicasNum", 1);
        ObjectNode master = json.putObject("master").put("id", cluster.systemId()).put("name", "lab-mdm")
                .put("port", 9011).put("role", "Manager").put("versionInfo", profile.componentVersion());
        master.putArray("ips").add("127.0.0.1");
        master.putArray("managementIPs").add("127.0.0.1");
        json.putArray("slaves");
        json.putArray("tieBreakers");
        return json;
    }

    ObjectNode domain(StoredDomain domain) {
        State state = cluster.state();
        ObjectNode json = JSON.objectNode().put("id", domain.id()).put("name", domain.name())
                .put("systemId", state.systemId());
        NetworkLimits limits = domain.settings().limits();
        putThrottling(json, "rebuild", limits.rebuild());
        putThrottling(json, "rebalance", limits.rebalance());
        putThrottling(json, "vtreeMigration", limits.vtreeMigration());
        putThrottling(json, "protectedMaintenanceMode", limits.maintenance());
        putThrottling(json, "overallIo", limits.overall());
        FlashCache cache = domain.settings().flashCache();
        // The spelling is ScaleIO's.
        json.put("rfcacheEnabled", cache.enabled()).put("rfcacheOpertionalMode", cache.mode().wireName())
                .put("rfcachePageSizeKb", cache.pageSizeInKb()).put("rfcacheMaxIoSizeKb", cache.largestIoInKb())
                .put("protectionDomainState", domain.settings().active() ? "Active" : "Inactive");
        Links.addTo(json, new ObjectRef(ObjectType.PROTECTION_DOMAIN, domain.id()))
                .relationships("Statistics", "StoragePool", "Sds")
                .parent("systemId", ObjectType.SYSTEM, state.systemId());
        return members.trim(Kind.PROTECTION_DOMAIN, json);
    }

    private static void putThrottling(ObjectNode json, String what, long limitInKbps) {
        json.put(what + "NetworkThrottlingInKbps", limitInKbps).put(what + "NetworkThrottlingEnabled", limitInKbps > 0);
    }

    ObjectNode pool(StoredPool pool) {
        ObjectNode json = JSON.objectNode().put("id", pool.id()).put("name", pool.name())
                .put("protectionDomainId", pool.domainId()).put("sparePercentage", 0)
                .put("zeroPaddingEnabled", true).put("useRmcache", pool.kind().caches())
                .put("useRfcache", pool.useRfcache())
                .put("checksumEnabled", pool.checksumEnabled()).put("rmcacheWriteHandlingMode", "Cached")
                .put("rebuildEnabled", true).put("rebalanceEnabled", true)
                .put("dataLayout", pool.kind().dataLayout()).put("mediaType", pool.kind().mediaType())
                .put("compressionMethod", pool.kind().compresses() ? "Normal" : "None")
                .put("externalAccelerationType", "None").put("capacityAlertHighThreshold", 80)
                .put("capacityAlertCriticalThreshold", 90).putNull("fglNvdimmWriteCacheSizeInMb")
                .putNull("fglMaxCompressionRatio")
                .put("fglPerfProfile", pool.kind().compresses() ? "Performance" : null);
        Links.addTo(json, new ObjectRef(ObjectType.STORAGE_POOL, pool.id()))
                .relationships("Statistics", "Volume", "Device", "VTree")
                .parent("protectionDomainId", ObjectType.PROTECTION_DOMAIN, pool.domainId());
        return members.trim(Kind.STORAGE_POOL, json);
    }

    ObjectNode sdc(StoredSdc sdc) {
        ObjectNode json = JSON.objectNode().put("id", sdc.id()).put("name", sdc.name())
                .put("systemId", cluster.systemId()).put("sdcGuid", sdc.guid()).put("sdcIp", sdc.ip())
                .put("sdcApproved", cluster.state().setup().admits(sdc))
                .put("mdmConnectionState", cluster.isConnected(sdc.id()) ? "Connected" : "Disconnected")
                .put("onVmWare", false).put("versionInfo", profile.componentVersion())
                .put("perfProfile", sdc.settings().perfProfile().wireName()).put("osType", "Linux")
                .putNull("memoryAllocationFailure")
                .putNull("socketAllocationFailure").put("softwareVersionInfo", profile.componentVersion())
                .put("installedSoftwareVersionInfo", profile.componentVersion()).putNull("kernelVersion")
                .putNull("kernelBuildNumber").put("hostType", hostType(sdc)).put("nqn", sdc.nqn())
                .put("maxNumPaths", sdc.settings().maxNumPaths())
                .put("maxNumSysPorts", sdc.settings().maxNumSysPorts());
        putTexts(json, "sdcIps", Optional.ofNullable(sdc.ip()).stream().toList());
        putTexts(json, "sdcApprovedIps", sdc.approvedIps());
        Links.addTo(json, new ObjectRef(ObjectType.SDC, sdc.id())).relationships("Statistics", "Volume")
                .parent("systemId", ObjectType.SYSTEM, cluster.systemId());
        return members.trim(Kind.SDC, json);
    }

    private static void putTexts(ObjectNode json, String member, List<String> texts) {
        if (texts.isEmpty()) {
            json.putNull(member);
        } else {
            texts.forEach(json.putArray(member)::add);
        }
    }

    static String hostType(StoredSdc sdc) {
        return sdc.isNvmeHost() ? "NVMeHost" : "SdcHost";
    }

    ObjectNode user(User user) {
        ObjectNode json = JSON.objectNode().put("id", userId(user)).put("name", user.name())
                .put("systemId", cluster.systemId())
                .put("userRole", user.role() == User.Role.MONITOR ? "Monitor" : "Administrator")
                .put("passwordChangeRequired", false);
        Links.addTo(json, new ObjectRef(ObjectType.USER, userId(user))).parent("systemId", ObjectType.SYSTEM,
                cluster.systemId());
        return json;
    }

    /** Users are no part of the state: their ids follow from their names. */
    static String userId(User user) {
        return HexFormat.of().toHexDigits((long) user.name().hashCode());
    }
}
