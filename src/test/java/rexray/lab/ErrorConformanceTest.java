package rexray.lab;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The table of errors, row by row: code and text of each as clients see them, in every release; those that a request can
 * bring about by such a request, and all of them by a fault.
 */
class ErrorConformanceTest {
    /** Code, name and text, in most releases. */
    private static final List<String> TABLE = """
        3 NOT_FOUND Not found
        7 ALREADY_EXISTS Already exists
        28 BUSY Busy
        32 RETRY Retry
        64 PARAMETER_OUT_OF_RANGE Parameter out of range
        67 NO_RESOURCES Insufficient resources
        68 TIMEOUT A timeout occurred
        69 COMMUNICATION_ERROR Communication error
        78 TGT_NOT_FOUND Could not find SDS
        79 VOL_NOT_FOUND Could not find the volume
        80 INI_NOT_FOUND Could not find the SDC
        81 VOL_ALREADY_MAPPED_TO_THIS_INI The volume is already mapped to this SDC
        82 VOL_ALREADY_MAPPED_TO_ALL_INIS The volume is already mapped to all SDCs
        83 VOL_ALREADY_MAPPED_TO_SCSI The volume is already mapped to SCSI Initiator
        84 VOL_NOT_MAPPED_TO_INI The volume is not mapped to SDC
        86 VOL_MAPPED_TO_ALL_INIS The volume is mapped to all SDCs
        87 TOO_MANY_MAPPINGS There are too many mappings
        88 INVALID_VOL_ID Invalid volume ID. Please try again with a valid ID.
        90 INVALID_INI_ID Invalid SDC ID. Please try again with a valid ID.
        96 TOO_MANY_VOLS_IN_SP There are too many volumes in the Storage Pool
        97 TOO_MANY_VOLS There are too many volumes
        99 VOL_NAME_IN_USE Volume name already in use. Please use a different name.
        104 VOL_MAPPED Volume is mapped
        105 WRONG_CLUSTER_STATE The MDM cluster state is incorrect
        121 WRONG_ACTOR_USE_VIRTUAL This command is not supported on the Slave MDM.
        124 CLUSTER_DEGRADED Command cannot be used when a cluster is degraded
        132 LICENSE_CAPACITY_EXCEEDED The capacity license is exceeded
        133 VOL_DECREASE_NOT_SUPPORTED Volume capacity can only be increased
        140 TOO_MANY_FDS There are too many Protection Domains
        141 FD_NAME_IN_USE Protection Domain name already in use. Please try a different name.
        142 FD_NOT_FOUND Could not find Protection Domain
        145 REMOVE_IN_PROGRESS Removal of the object is in progress. Please wait.
        164 VOL_ALLOC_ERROR_BUSY The system is busy. Retry later
        166 VOL_CREATE_FAIL Could not create the volume
        168 NO_PERMISSIONS The user is not allowed to do this
        171 STORAGE_POOL_NOT_FOUND Could not find Storage Pool
        173 STORAGE_POOL_NAME_ALREADY_EXISTS Storage Pool name already exists
        174 INVALID_STORAGE_POOL_ID Invalid Storage Pool ID. Please try again with a valid ID.
        176 FD_HAS_STORAGE_POOLS Protection Domain has Storage Pools
        180 INI_HAS_MAPPINGS SDC has mapped volume(s)
        181 TOO_MANY_VOLS_IN_VTREE There are too many volumes in the VTree
        182 TOO_MANY_SNAPS_IN_VTREE There are too many snapshots in the VTree
        183 NOTHING_TO_DO There are no volumes to delete
        190 VOL_SIZE_TOO_LARGE The volume size too large
        191 CAPACITY_TOO_LOW_FOR_SNAP The capacity of the Storage Pool is too small to create new snapshots
        196 STORAGE_POOL_HAS_VOLS Storage Pool has volumes
        197 FD_AND_SP_MISMATCH The Protection Domain and the Storage Pool do not belong together
        198 VTREE_ID_MISMATCH To overwrite the content of a volume, the source and target volumes must be from the \
        same V-Tree.
        212 VOL_REMOVE_IN_PROGRESS A volume removal operation is currently in progress.\s
        213 FD_NOT_ACTIVE The Protection Domain is not active.\s
        217 FD_NOT_SHUTDOWN The Protection Domain is not deactivated. The Protection Domain may be in the process of \
        deactivating, or is already active\\activating.\s
        225 VOL_SIZE_ILLEGAL The specified volume size is illegal. Volume size must be in 8 GB blocks
        226 LONG_NAME The given name exceeds the allowed length of 31 characters.
        227 INVALID_NAME The given name contains invalid characters. Use alphanumeric and punctuation characters \
        only. Spaces are not allowed.
        248 INVALID_SESSION Invalid session. Please login and try again.
        249 PASSWORD_CHANGE_REQUIRED The password must be changed
        252 TOO_MANY_SESSIONS The maximum number of sessions is already open.
        295 TOO_MANY_VOLS_IN_FD Too many volumes in Protection Domain
        303 INI_MAPPED_TO_TOO_MANY_VOLS The SDC is mapped to too many volumes. Please remove some mapping.
        306 NOT_ALLOWED_MORE_THAN_ONE_MAPPING This volume is already mapped and may not be mapped to additional SDCs.
        307 INI_MUST_BE_DISCONNECTED Cannot remove an SDC which is currently connected to the MDM.
        309 TOO_MUCH_THIN_CAPACITY Requested volume size exceeds the volume allocation limit
        325 THICK_VOL_RESERVATION_VIOLATION Allocating Thin volume violates Thick volume reservation
        326 VOL_ALREADY_MAPPED_TO_AN_INI The volume is already mapped to a SDC
        334 INITIATOR_NOT_APPROVED The SDC is not approved
        349 CAPACITY_TOO_LOW_FOR_THIN_VOL Storage Pool reached critical capacity utilization. Unable to create \
        new thin volumes
        361 INVALID_GUID The given GUID is invalid. Please specify GUID in the following format: \
        xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx
        717 VTREE_MIGRATION_IN_PROGRESS The VTree is being migrated
        718 VTREE_ALREADY_ON_DESTINATION The VTree is already in the destination Storage Pool
        901 VOL_MAP_TIMEOUT The volume map operation timed out.
        902 REQUEST_QUEUING_TIMEOUT A timeout occured before message was sent
        903 SP_CAPACITY_LIMIT_REACHED The total capacity of volumes per Storage Pool was exceeded
        904 RETRY_LIMIT_EXCEEDED The retry limit was exceeded
        905 SUCCESSOR_OOS The successor MDM is out of sync
        906 VOLUME_AND_SNAPSHOT_MATCH The source and the target are the same volume
        908 NOT_AN_AUTO_SNAPSHOT The specified volume is not an auto-snapshot and hence cannot be locked
        909 NOT_A_SNAPSHOT The volume is not a snapshot
        910 SNAPSHOT_IS_SECURED The snapshot is secured and cannot be removed before its retention ends
        911 COMPRESSION_NEEDS_FINE_GRANULARITY Compression is supported by Storage Pools with Fine Granularity \
        layout only
        912 THICK_NEEDS_MEDIUM_GRANULARITY Thick volumes are not supported by Storage Pools with Fine \
        Granularity layout
        """.lines().toList();
    /** The release, and a row of the table as it is there. */
    private static final List<String> DEVIATIONS = """
        2.0 306 NOT_ALLOWED_MORE_THAN_ONE_MAPPING Only a single SDC may be mapped to this volume at a time
        4.0 4037 VOL_ALREADY_MAPPED_TO_THIS_INI The volume is already mapped to this SDC
        4.0 4039 VOL_NOT_MAPPED_TO_INI The volume is not mapped to SDC
        """.lines().toList();
    /** What brings an error about: its name, path and body; things in braces are made by {@link RowFixture}. */
    private static final List<String> CAUSES = """
        VOL_NOT_FOUND /api/instances/Volume::91c4e6a000000099/action/addMappedSdc {'sdcId':'{sdc}'}
        INI_NOT_FOUND /api/instances/Volume::{volume}/action/addMappedSdc {'sdcId':'b7e4d02900000099'}
        VOL_ALREADY_MAPPED_TO_THIS_INI /api/instances/Volume::{mapped}/action/addMappedSdc {'sdcId':'{sdc}'}
        VOL_NOT_MAPPED_TO_INI /api/instances/Volume::{volume}/action/removeMappedSdc {'sdcId':'{sdc}'}
        VOL_NOT_MAPPED_TO_INI /api/instances/Volume::{volume}/action/removeMappedSdc {'allSdcs':''}
        VOL_NOT_MAPPED_TO_INI /api/instances/Volume::{volume}/action/setMappedSdcLimits {'sdcId':'{sdc}','iopsLimit':'11'}
        NOT_ALLOWED_MORE_THAN_ONE_MAPPING /api/instances/Volume::{mapped}/action/addMappedSdc {'sdcId':'{awaySdc}'}
        INVALID_GUID /api/instances/Volume::{volume}/action/addMappedSdc {'guid':'zzz'}
        VOL_NAME_IN_USE /api/types/Volume/instances {'name':'{nameOfAVolume}','volumeSizeInGb':'8','storagePoolId':'{pool}'}
        VOL_NAME_IN_USE /api/instances/Volume::{volume}/action/setVolumeName {'newName':'{nameOfAVolume}'}
        LONG_NAME /api/instances/Volume::{volume}/action/setVolumeName {'newName':'a2345678901234567890123456789012'}
        INVALID_NAME /api/instances/Volume::{volume}/action/setVolumeName {'newName':'a\\tb'}
        VOL_MAPPED /api/instances/Volume::{mapped}/action/removeVolume {'removeMode':'ONLY_ME'}
        NOTHING_TO_DO /api/instances/Volume::{volume}/action/removeVolume {'removeMode':'DESCENDANTS_ONLY'}
        VOL_DECREASE_NOT_SUPPORTED /api/instances/Volume::{volume}/action/setVolumeSize {'sizeInGB':'8'}
        VOL_DECREASE_NOT_SUPPORTED /api/instances/Volume::{volume}/action/setVolumeSize {'sizeInGB':'16'}
        VOL_SIZE_TOO_LARGE /api/instances/Volume::{volume}/action/setVolumeSize {'sizeInGB':'1048584'}
        TOO_MUCH_THIN_CAPACITY /api/instances/Volume::{volume}/action/setVolumeSize {'sizeInGB':'1048576'}
        FD_NOT_FOUND /api/types/ProtectionDomain/instances/action/queryIdByKey {'name':'nix'}
        STORAGE_POOL_NOT_FOUND /api/types/StoragePool/instances/action/queryIdByKey {'name':'nix','protectionDomainName':'pd1'}
        STORAGE_POOL_NOT_FOUND /api/types/Volume/instances {'volumeSizeInGb':'8','storagePoolId':'99'}
        FD_AND_SP_MISMATCH /api/types/Volume/instances {'volumeSizeInGb':'8','storagePoolId':'{pool}','protectionDomainId':'{otherDomain}'}
        STORAGE_POOL_HAS_VOLS /api/instances/StoragePool::{pool}/action/removeStoragePool {}
        FD_NAME_IN_USE /api/types/ProtectionDomain/instances {'name':'pd1'}
        FD_HAS_STORAGE_POOLS /api/instances/ProtectionDomain::{domain}/action/removeProtectionDomain {}
        STORAGE_POOL_NAME_ALREADY_EXISTS /api/types/StoragePool/instances {'name':'hdd','protectionDomainId':'{domain}'}
        INI_MUST_BE_DISCONNECTED /api/instances/Sdc::{sdc}/action/removeSdc {}
        NOT_FOUND /api/instances/System::99/action/snapshotVolumes {}
        """.lines()
            .toList();
    private static final Map<Profile, TestGateway> GATEWAYS = new EnumMap<>(Profile.class);
    private static final Map<Profile, RowFixture> FIXTURES = new EnumMap<>(Profile.class);

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        for (Profile profile : Profile.values()) {
            TestGateway gateway = TestGateway.start(directory.resolve(profile.apiVersion()), options -> options
                    .withProfile(profile).withLayout(ClusterLayout.usual().withPool("pd2", "ssd")));
            GATEWAYS.put(profile, gateway);
            FIXTURES.put(profile, new RowFixture(gateway));
        }
    }

    @AfterAll
    static void close() {
        GATEWAYS.values().forEach(TestGateway::close);
    }

    private static TestGateway gateway(Profile profile) {
        return Objects.requireNonNull(GATEWAYS.get(profile));
    }

    @Test
    void everyErrorHasARow() {
        assertEquals(Stream.of(MdmError.values()).map(Enum::name).toList(),
                TABLE.stream().map(row -> row.split(" ", 3)[1]).toList());
    }

    @TestFactory
    Stream<DynamicTest> rowsByFault() {
        return Stream.of(Profile.values()).flatMap(profile -> TABLE.stream().map(row -> rowOf(profile, row))
                .map(row -> dynamicTest(profile.apiVersion() + ": " + row, () -> strike(gateway(profile), row))));
    }

    private static String rowOf(Profile profile, String usual) {
        String name = usual.split(" ", 3)[1];
        return DEVIATIONS.stream().map(row -> row.split(" ", 2))
                .filter(row -> row[0].equals(profile.apiVersion()) && row[1].split(" ", 3)[1].equals(name))
                .map(row -> row[1]).findFirst().orElse(usual);
    }

    private static void strike(TestGateway gateway, String row) throws Exception {
        String[] fields = row.split(" ", 3);
        gateway.lab().faults().set(FaultOrder.of(FaultKind.MDM_ERROR, fields[1], "", 1));
        assertEquals("500/" + fields[0] + " " + fields[2], gateway.client().get("/api/types/Volume/instances").line());
    }

    @TestFactory
    Stream<DynamicTest> rowsByRequest() {
        return Stream.of(Profile.values()).flatMap(profile -> CAUSES.stream()
                .map(row -> dynamicTest(profile.apiVersion() + ": " + row, () -> bringAbout(profile, row))));
    }

    private static void bringAbout(Profile profile, String row) throws Exception {
        String filled = Objects.requireNonNull(FIXTURES.get(profile)).fill(row);
        String[] fields = filled.split(" ", 3);
        MdmError.Reply reply = profile.reply(MdmError.valueOf(fields[0]));
        assertEquals("500/" + reply.code() + " " + reply.text(), gateway(profile).client().post(fields[1], fields[2])
                .line());
    }
}
