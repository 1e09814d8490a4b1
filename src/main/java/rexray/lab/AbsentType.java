package rexray.lab;

import java.util.Arrays;

/** The kinds of objects that arrays have and the lab has none of: whoever lists them gets an empty list. */
enum AbsentType implements WireName {
    SDS("Sds", Profile.V2_0, Profile.V4_0),
    DEVICE("Device", Profile.V2_0, Profile.V4_0),
    FAULT_SET("FaultSet", Profile.V2_0, Profile.V4_0),
    RFCACHE_DEVICE("RfcacheDevice", Profile.V2_0, Profile.V4_0),
    SCSI_INITIATOR("ScsiInitiator", Profile.V2_0, Profile.V2_0),
    ACCELERATION_POOL("AccelerationPool", Profile.V3_5, Profile.V4_0),
    SNAPSHOT_POLICY("SnapshotPolicy", Profile.V3_5, Profile.V4_0),
    PEER_MDM("PeerMdm", Profile.V3_5, Profile.V4_0),
    REPLICATION_GROUP("ReplicationConsistencyGroup", Profile.V3_5, Profile.V4_0),
    REPLICATION_PAIR("ReplicationPair", Profile.V3_5, Profile.V4_0),
    SDR("Sdr", Profile.V3_5, Profile.V4_0),
    SDT("Sdt", Profile.V4_0, Profile.V4_0);

    private final String wireName;
    private final Profile first;
    private final Profile last;

    AbsentType(String wireName, Profile first, Profile last) {
        this.wireName = wireName;
        this.first = first;
        this.last = last;
    }

    /** Whether that release has such objects. */
    static boolean isKnown(String wireName, Profile release) {
        return Arrays.stream(values())
                .anyMatch(type -> type.wireName.equals(wireName) && release.isWithin(type.first, type.last));
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
