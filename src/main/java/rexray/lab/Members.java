package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static rexray.lab.Profile.V2_0;
import static rexray.lab.Profile.V3_5;
import static rexray.lab.Profile.V4_0;

/**
 * The members of objects that not every release shows. Objects are made with all members that any release has, and then
 * lose those that the release lacks: what is not in this table every release has.
 */
final class Members {
    private static final List<Row> TABLE = List.of(
            since(V3_5, Kind.SYSTEM, "restrictedSdcMode"),
            since(V4_0, Kind.SYSTEM, "systemNqn", "tlsVersion"),
            since(V3_5, Kind.PROTECTION_DOMAIN, "vtreeMigrationNetworkThrottlingInKbps",
                    "vtreeMigrationNetworkThrottlingEnabled", "protectedMaintenanceModeNetworkThrottlingInKbps",
                    "protectedMaintenanceModeNetworkThrottlingEnabled", "rfcacheEnabled", "rfcacheOpertionalMode",
                    "rfcachePageSizeKb", "rfcacheMaxIoSizeKb"),
            since(V3_5, Kind.STORAGE_POOL, "dataLayout", "mediaType", "compressionMethod",
                    "externalAccelerationType", "capacityAlertHighThreshold", "capacityAlertCriticalThreshold",
                    "fglNvdimmWriteCacheSizeInMb", "fglMaxCompressionRatio", "fglPerfProfile"),
            since(V3_5, Kind.SDC, "perfProfile", "osType", "sdcIps", "sdcApprovedIps", "softwareVersionInfo",
                    "installedSoftwareVersionInfo", "kernelVersion", "kernelBuildNumber"),
            since(V4_0, Kind.SDC, "hostType", "nqn", "maxNumPaths", "maxNumSysPorts"),
            onlyIn(V2_0, Kind.VOLUME, "mappingToAllSdcsEnabled", "isObfuscated", "mappedScsiInitiatorInfo"),
            since(V3_5, Kind.VOLUME, "isVvol", "dataLayout", "notGenuineSnapshot", "accessModeLimit",
                    "secureSnapshotExpTime", "managedBy", "lockedAutoSnapshot",
                    "lockedAutoSnapshotMarkedForRemoval", "compressionMethod", "timeStampIsAccurate",
                    "retentionLevels", "snplIdOfSourceVolume", "snplIdOfAutoSnapshot", "autoSnapshotGroupId",
                    "pairIds", "volumeReplicationState", "replicationJournalVolume", "replicationTimeStamp",
                    "originalExpiryTime"),
            since(V4_0, Kind.VOLUME, "volumeClass", "nsid"),
            since(V3_5, Kind.MAPPING, "sdcName", "accessMode", "isDirectBufferMapping"),
            since(V4_0, Kind.MAPPING, "nqn", "hostType"),
            onlyIn(V2_0, Kind.VTREE, "baseVolumeId"),
            since(V3_5, Kind.VTREE, "rootVolumes", "dataLayout", "vtreeMigrationInfo"),
            onlyIn(V2_0, Kind.VOLUME_STATISTICS, "numOfMappedScsiInitiators"),
            onlyIn(V2_0, Kind.CAPACITY, "numOfScsiInitiators"),
            since(V3_5, Kind.CAPACITY, "thinCapacityAllocatedInKb", "snapshotCapacityInKb", "netUnusedCapacityInKb",
                    "netCapacityInUseInKb", "netUserDataCapacityInKb"),
            since(V3_5, Kind.VTREE_STATISTICS, "netProvisionedAddressesInKb", "netUserDataCapacityInKb"));

    private final Map<Kind, Set<String>> absent = new EnumMap<>(Kind.class);

    private Members(Profile profile) {
        for (Kind kind : Kind.values()) {
            absent.put(kind, TABLE.stream().filter(row -> row.kind == kind && !row.isIn(profile))
                    .flatMap(row -> row.names.stream()).collect(Collectors.toUnmodifiableSet()));
        }
    }

    static Members of(Profile profile) {
        return new Members(profile);
    }

    /** Whether other releases have that member and this one has not. */
    boolean lack(Kind kind, String name) {
        return absent.getOrDefault(kind, Set.of()).contains(name);
    }

    /** The same object, without what the release lacks. */
    ObjectNode trim(Kind kind, ObjectNode json) {
        return json.remove(absent.getOrDefault(kind, Set.of()));
    }

    /** The table as lines of Markdown. */
    static List<String> table() {
        return TABLE.stream().map(row -> "| %s | %s | %s |".formatted(row.kind.title, row.releases(),
                row.names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" ")))).toList();
    }

    private static Row since(Profile first, Kind kind, String... names) {
        return new Row(kind, first, V4_0, Arrays.asList(names));
    }

    private static Row onlyIn(Profile release, Kind kind, String... names) {
        return new Row(kind, release, release, Arrays.asList(names));
    }

    /** What has such members. */
    enum Kind {
        SYSTEM("System"),
        PROTECTION_DOMAIN("ProtectionDomain"),
        STORAGE_POOL("StoragePool"),
        SDC("Sdc"),
        VOLUME("Volume"),
        MAPPING("mappedSdcInfo"),
        VTREE("VTree"),
        /** Statistics of the system, domains and pools. */
        CAPACITY("Statistics of System, ProtectionDomain and StoragePool"),
        VOLUME_STATISTICS("Statistics of Volume"),
        VTREE_STATISTICS("Statistics of VTree");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    private record Row(Kind kind, Profile first, Profile last, List<String> names) {
        boolean isIn(Profile profile) {
            return profile.isWithin(first, last);
        }

        String releases() {
            return last != V4_0 ? "only in " + first.apiVersion() : "since " + first.apiVersion();
        }
    }
}
