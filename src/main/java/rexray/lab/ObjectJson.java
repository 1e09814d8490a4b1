package rexray.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** The objects of the cluster in the JSON of ScaleIO 2.0: absent things are null, an empty list of SDCs too. */
final class ObjectJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Cluster cluster;
    private final Profile profile;

    ObjectJson(Cluster cluster, Profile profile) {
        this.cluster = cluster;
        this.profile = profile;
    }

    ObjectNode system() {
        State state = cluster.state();
        ObjectNode json = JSON.objectNode().put("id", state.systemId()).put("name", cluster.layout().system())
                .put("installId", state.installId()).put("swid", "")
                .put("systemVersionName", profile.systemVersion())
                .put("daysInstalled", Duration.ofSeconds(cluster.now() - state.madeAt()).toDays())
                .put("maxCapacityInGb", "Unlimited").put("capacityTimeLeftInDays", "Unlimited")
                .put("enterpriseFeaturesEnabled", true).put("isInitialLicense", true)
                .put("defaultIsVolumeObfuscated", false).put("restrictedSdcModeEnabled", false)
                .put("remoteReadOnlyLimitState", false).put("upgradeState", "NoUpgrade")
                .put("capacityAlertHighThresholdPercent", 80).put("capacityAlertCriticalThresholdPercent", 90);
        json.putObject("performanceParameters").put("perfProfile", "Default");
        json.set("mdmCluster", mdmCluster());
        Links.addTo(json, new ObjectRef(ObjectType.SYSTEM, state.systemId()))
                .relationships("Statistics", "ProtectionDomain", "Sdc", "User");
        return json;
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

    ObjectNode domain() {
        State state = cluster.state();
        ObjectNode json = JSON.objectNode().put("id", state.domainId()).put("name", cluster.layout().domain())
                .put("systemId", state.systemId()).put("protectionDomainState", "Active");
        Links.addTo(json, new ObjectRef(ObjectType.PROTECTION_DOMAIN, state.domainId()))
                .relationships("Statistics", "StoragePool", "Sds")
                .parent("systemId", ObjectType.SYSTEM, state.systemId());
        return json;
    }

    ObjectNode pool() {
        State state = cluster.state();
        ObjectNode json = JSON.objectNode().put("id", state.poolId()).put("name", cluster.layout().pool())
                .put("protectionDomainId", state.domainId()).put("sparePercentage", 10)
                .put("zeroPaddingEnabled", true).put("useRmcache", true).put("useRfcache", false)
                .put("checksumEnabled", false).put("rmcacheWriteHandlingMode", "Cached")
                .put("rebuildEnabled", true).put("rebalanceEnabled", true);
        Links.addTo(json, new ObjectRef(ObjectType.STORAGE_POOL, state.poolId()))
                .relationships("Statistics", "Volume", "Device", "VTree")
                .parent("protectionDomainId", ObjectType.PROTECTION_DOMAIN, state.domainId());
        return json;
    }

    ObjectNode sdc(StoredSdc sdc) {
        ObjectNode json = JSON.objectNode().put("id", sdc.id()).put("name", sdc.name())
                .put("systemId", cluster.systemId()).put("sdcGuid", sdc.guid()).put("sdcIp", sdc.ip())
                .put("sdcApproved", true)
                .put("mdmConnectionState", cluster.isConnected(sdc.id()) ? "Connected" : "Disconnected")
                .put("onVmWare", false).put("versionInfo", profile.componentVersion())
                .putNull("memoryAllocationFailure").putNull("socketAllocationFailure");
        Links.addTo(json, new ObjectRef(ObjectType.SDC, sdc.id())).relationships("Statistics", "Volume")
                .parent("systemId", ObjectType.SYSTEM, cluster.systemId());
        return json;
    }

    ObjectNode volume(StoredVolume volume) {
        String poolId = cluster.state().poolId();
        ObjectNode json = JSON.objectNode().put("id", volume.id()).put("name", volume.name())
                .put("sizeInKb", volume.sizeInKb()).put("volumeType", volume.type().wireName())
                .put("storagePoolId", poolId).put("vtreeId", volume.vtreeId())
                .put("ancestorVolumeId", volume.ancestorVolumeId())
                .put("consistencyGroupId", volume.consistencyGroupId())
                .put("creationTime", volume.creationTime());
        if (volume.mappings().isEmpty()) {
            json.putNull("mappedSdcInfo");
        } else {
            ArrayNode mapped = json.putArray("mappedSdcInfo");
            volume.mappings().forEach(mapping -> mapped.add(mapping(mapping)));
        }
        json.putNull("mappedScsiInitiatorInfo").put("mappingToAllSdcsEnabled", volume.mappedToAll())
                .put("isObfuscated", false).put("useRmcache", volume.useRmcache());
        Links.addTo(json, new ObjectRef(ObjectType.VOLUME, volume.id())).relationships("Statistics")
                .parent("vtreeId", ObjectType.VTREE, volume.vtreeId())
                .parent("storagePoolId", ObjectType.STORAGE_POOL, poolId)
                .parent("ancestorVolumeId", ObjectType.VOLUME, volume.ancestorVolumeId());
        return json;
    }

    private ObjectNode mapping(Mapping mapping) {
        return JSON.objectNode().put("sdcId", mapping.sdcId()).put("sdcIp", cluster.state().sdc(mapping.sdcId()).ip())
                .put("limitIops", mapping.iopsLimit()).put("limitBwInMbps", mapping.bandwidthLimitInKbps() / 1024);
    }

    ObjectNode vtree(VTree vtree) {
        String poolId = cluster.state().poolId();
        ObjectNode json = JSON.objectNode().put("id", vtree.id()).put("name", vtree.name())
                .put("baseVolumeId", vtree.baseVolumeId()).put("storagePoolId", poolId);
        Links.addTo(json, new ObjectRef(ObjectType.VTREE, vtree.id())).relationships("Statistics", "Volume")
                .parent("storagePoolId", ObjectType.STORAGE_POOL, poolId)
                .parent("baseVolumeId", ObjectType.VOLUME, vtree.baseVolumeId());
        return json;
    }
}
