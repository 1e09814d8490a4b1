package rexray.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import rexray.lab.Members.Kind;

/** Volumes and their families in JSON: absent things are null, an empty list of SDCs too. */
final class VolumeJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Cluster cluster;
    private final Members members;

    VolumeJson(Cluster cluster) {
        this.cluster = cluster;
        this.members = Members.of(cluster.profile());
    }

    ObjectNode volume(StoredVolume volume) {
        String poolId = cluster.state().poolOf(volume);
        PoolKind pool = cluster.state().pool(poolId).kind();
        VolumeSettings settings = volume.settings();
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
                .put("isObfuscated", false).put("useRmcache", settings.useRmcache()).put("isVvol", false)
                .put("dataLayout", pool.dataLayout()).put("notGenuineSnapshot", false)
                .put("accessModeLimit", settings.accessModeLimit().wireName())
                .put("secureSnapshotExpTime", settings.secureUntil()).put("managedBy", "ScaleIO")
                .put("lockedAutoSnapshot", false).put("lockedAutoSnapshotMarkedForRemoval", false)
                .put("compressionMethod", pool.compresses() ? settings.compression().wireName() : "Invalid")
                .put("timeStampIsAccurate", false);
        json.putArray("retentionLevels");
        json.putNull("snplIdOfSourceVolume").putNull("snplIdOfAutoSnapshot").putNull("autoSnapshotGroupId")
                .putNull("pairIds").put("volumeReplicationState", "UnmarkedForReplication")
                .put("replicationJournalVolume", false).put("replicationTimeStamp", 0).put("originalExpiryTime", 0)
                .put("volumeClass", "defaultclass").putNull("nsid");
        Links.addTo(json, new ObjectRef(ObjectType.VOLUME, volume.id())).relationships("Statistics")
                .parent("vtreeId", ObjectType.VTREE, volume.vtreeId())
                .parent("storagePoolId", ObjectType.STORAGE_POOL, poolId)
                .parent("ancestorVolumeId", ObjectType.VOLUME, volume.ancestorVolumeId());
        return members.trim(Kind.VOLUME, json);
    }

    private ObjectNode mapping(Mapping mapping) {
        StoredSdc sdc = cluster.state().sdc(mapping.sdcId());
        return members.trim(Kind.MAPPING, JSON.objectNode().put("sdcId", sdc.id()).put("sdcIp", sdc.ip())
                .put("limitIops", mapping.iopsLimit()).put("limitBwInMbps", mapping.bandwidthLimitInKbps() / 1024)
                .put("sdcName", sdc.name()).put("accessMode", mapping.accessMode().wireName())
                .put("isDirectBufferMapping", false).put("nqn", sdc.nqn()).put("hostType", ObjectJson.hostType(sdc)));
    }

    ObjectNode vtree(VTree vtree) {
        String poolId = vtree.poolId();
        ObjectNode json = JSON.objectNode().put("id", vtree.id()).put("name", vtree.name())
                .put("baseVolumeId", vtree.baseVolumeId()).put("storagePoolId", poolId)
                .put("dataLayout", cluster.state().pool(poolId).kind().dataLayout());
        json.putArray("rootVolumes").add(vtree.baseVolumeId());
        json.putObject("vtreeMigrationInfo").put("migrationStatus", "NotInMigration")
                .putNull("sourceStoragePoolId").putNull("destinationStoragePoolId").putNull("migrationQueuePosition")
                .put("migrationPauseReason", "None").put("thicknessConversionType", "NoConversion");
        Links.addTo(json, new ObjectRef(ObjectType.VTREE, vtree.id())).relationships("Statistics", "Volume")
                .parent("storagePoolId", ObjectType.STORAGE_POOL, poolId)
                .parent("baseVolumeId", ObjectType.VOLUME, vtree.baseVolumeId());
        return members.trim(Kind.VTREE, json);
    }
}
