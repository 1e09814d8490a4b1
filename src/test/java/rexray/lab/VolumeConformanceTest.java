package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.lab.RawClient.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Making, changing and removing volumes, in every release. */
@ParameterizedClass
@EnumSource(Profile.class)
@SuppressWarnings("NullAway.Init") // start is called first
class VolumeConformanceTest {
    private static TestGateway gateway;
    private final Profile profile;

    VolumeConformanceTest(Profile profile) {
        this.profile = profile;
    }

    @BeforeParameterizedClassInvocation
    static void start(Profile profile, @TempDir Path directory) throws Exception {
        gateway = TestGateway.start(directory, options -> options.withProfile(profile));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        gateway.close();
    }

    private static JsonNode created(String more) throws Exception {
        Answer answer = gateway.create(gateway.anyName(), more);
        assertEquals(200, answer.status(), answer.body());
        return gateway.read(answer.json().get("id").asText());
    }

    private static Answer post(String body) throws Exception {
        return gateway.client().post("/api/types/Volume/instances", body);
    }

    @Test
    void createAnswersTheIdOf16HexDigits() throws Exception {
        Answer answer = gateway.create(gateway.anyName(), ",'volumeSizeInKb':'16777216'");

        assertEquals(1, answer.json().size());
        assertTrue(answer.json().get("id").asText().matches("[0-9a-f]{16}"), answer.body());
        assertEquals("application/json", answer.contentType());
    }

    @Test
    void createdVolumeHasTheFieldsOfTheRelease() throws Exception {
        String before = String.valueOf(System.currentTimeMillis() / 1000);
        String name = gateway.anyName();
        String id = gateway.create(name, ",'volumeSizeInKb':'16777216','volumeType':'ThinProvisioned',"
                + "'protectionDomainId':'" + gateway.domainId() + "','useRmcache':'TRUE'").json().get("id").asText();

        JsonNode volume = gateway.read(id);

        String vtree = volume.get("vtreeId").asText();
        String created = volume.get("creationTime").asText();
        assertTrue(created.compareTo(before) >= 0, created);
        assertEquals("""
            {'id':'ID','name':'NAME','sizeInKb':16777216,'volumeType':'ThinProvisioned','storagePoolId':'POOL',
            'vtreeId':'VTREE','ancestorVolumeId':null,'consistencyGroupId':null,'creationTime':CREATED,
            'mappedSdcInfo':null,OLD'useRmcache':true,NEW
            'links':[{'rel':'self','href':'/api/instances/Volume::ID'},
            {'rel':'/api/Volume/relationship/Statistics',
            'href':'/api/instances/Volume::ID/relationships/Statistics'},
            {'rel':'/api/parent/relationship/vtreeId','href':'/api/instances/VTree::VTREE'},
            {'rel':'/api/parent/relationship/storagePoolId','href':'/api/instances/StoragePool::POOL'}]}"""
                .replace("OLD", oldMembers()).replace("NEW", newMembers())
                .replace("\n", "").replace('\'', '"').replace("ID\"", id + "\"").replace("ID/", id + "/")
                .replace("NAME", name).replace("VTREE", vtree).replace("POOL", gateway.poolId())
                .replace("CREATED", created), volume.toString());
    }

    private String oldMembers() {
        return profile == Profile.V2_0
                ? "'mappedScsiInitiatorInfo':null,'mappingToAllSdcsEnabled':false,'isObfuscated':false,"
                : "";
    }

    private String newMembers() {
        return profile == Profile.V2_0
                ? ""
                : """
                    'isVvol':false,'dataLayout':'MediumGranularity','notGenuineSnapshot':false,'accessModeLimit':'ReadWrite',
                    'secureSnapshotExpTime':0,'managedBy':'ScaleIO','lockedAutoSnapshot':false,
                    'lockedAutoSnapshotMarkedForRemoval':false,'compressionMethod':'Invalid','timeStampIsAccurate':false,
                    'retentionLevels':[],'snplIdOfSourceVolume':null,'snplIdOfAutoSnapshot':null,'autoSnapshotGroupId':null,
                    'pairIds':null,'volumeReplicationState':'UnmarkedForReplication','replicationJournalVolume':false,
                    'replicationTimeStamp':0,'originalExpiryTime':0,"""
                        + (profile == Profile.V4_0 ? "'volumeClass':'defaultclass','nsid':null," : "");
    }

    @Test
    void sizesAreRoundedUpTo8Gb() throws Exception {
        assertEquals(8388608, created(",'volumeSizeInGb':'1'").get("sizeInKb").asLong());
        assertEquals(8388608, created(",'volumeSizeInKb':'8192'").get("sizeInKb").asLong());
        assertEquals(16777216, created(",'volumeSizeInGb':'10'").get("sizeInKb").asLong());
        assertEquals(16777216, created(",'volumeSizeInKb':'8388609'").get("sizeInKb").asLong());
    }

    @Test
    void numbersAndBooleansMayBeJsonOnes() throws Exception {
        JsonNode volume = created(",'volumeSizeInGb':16,'useRmcache':false");

        assertEquals(16777216, volume.get("sizeInKb").asLong());
        assertFalse(volume.get("useRmcache").asBoolean());
    }

    @Test
    void volumeTypeIsHonoured() throws Exception {
        assertEquals("ThickProvisioned",
                created(",'volumeSizeInGb':8,'volumeType':'ThickProvisioned'").get("volumeType").asText());
        assertEquals("400/0 volumeType should get one of the following values: ThinProvisioned, ThickProvisioned,"
                + " but its value is Fat.",
                gateway.create(gateway.anyName(), ",'volumeSizeInGb':8,'volumeType':'Fat'").line());
    }

    @Test
    void aSizeOfNoughtOrNoSizeIsInvalid() throws Exception {
        assertEquals(400, gateway.create(gateway.anyName(), ",'volumeSizeInKb':'0'").status());
        assertEquals(400, gateway.create(gateway.anyName(), ",'volumeSizeInGb':'-8'").status());
        assertEquals("400/0 Request message is not valid: One of the parameter(s) must be part of the request body:"
                + " volumeSizeInKb, volumeSizeInGb", gateway.create(gateway.anyName(), "").line());
    }

    @Test
    void aPoolIsNeeded() throws Exception {
        assertEquals("400/0 Request message is not valid: The following parameter(s) must be part of the request body:"
                + " storagePoolId.", post("{'name':'x','volumeSizeInGb':'8'}").line());
    }

    @Test
    void unknownPoolIs171AndUnknownDomain142() throws Exception {
        assertEquals("500/171 Could not find Storage Pool",
                post("{'name':'x','volumeSizeInGb':'8','storagePoolId':'5c0a91f700000099'}").line());
        assertEquals("500/142 Could not find Protection Domain", gateway.create(gateway.anyName(),
                ",'volumeSizeInGb':'8','protectionDomainId':'5c0a91f700000099'").line());
    }

    @Test
    void nameMayBeAbsent() throws Exception {
        String id = post("{'volumeSizeInGb':'8','storagePoolId':'" + gateway.poolId() + "'}").json().get("id").asText();

        assertTrue(gateway.read(id).get("name").isNull());
    }

    @Test
    void nameInUseIs99() throws Exception {
        gateway.volume("taken", 8);

        assertEquals("500/99 Volume name already in use. Please use a different name.",
                gateway.create("taken", ",'volumeSizeInGb':'8'").line());
        assertEquals(200, gateway.create("Taken", ",'volumeSizeInGb':'8'").status());
    }

    @Test
    void nameHasAtMost31Characters() throws Exception {
        assertEquals(200, gateway.create("n".repeat(31), ",'volumeSizeInGb':'8'").status());
        assertEquals("500/226 The given name exceeds the allowed length of 31 characters.",
                gateway.create("n".repeat(32), ",'volumeSizeInGb':'8'").line());
    }

    @Test
    void nameHasPrintableCharactersWithoutBlanks() throws Exception {
        assertEquals(200, gateway.create("a/b+c==", ",'volumeSizeInGb':'8'").status());
        assertTrue(gateway.create("a b", ",'volumeSizeInGb':'8'").line().startsWith("500/227 "));
        assertTrue(gateway.create("\u00e4", ",'volumeSizeInGb':'8'").line().startsWith("500/227 "));
    }

    @Test
    void moreThanTheCapacityIsRefused() throws Exception {
        String refused = "500/309 Requested volume size exceeds the volume allocation limit";
        assertEquals(refused, gateway.create(gateway.anyName(), ",'volumeSizeInGb':'1032'").line());
        assertEquals(refused, gateway.act(gateway.anyVolume(), "setVolumeSize", "{'sizeInGB':'1032'}").line());
    }

    @Test
    void moreThanAPetabyteIsTooLarge() throws Exception {
        assertEquals("500/190 The volume size too large",
                gateway.create(gateway.anyName(), ",'volumeSizeInGb':'1048577'").line());
    }

    @Test
    void resizeTakesMultiplesOf8GbOnly() throws Exception {
        String id = gateway.volume(gateway.anyName(), 8);

        for (String wrong : new String[]{"10", "6", "0", "x"}) {
            assertEquals("400/0 sizeInGb (" + wrong + ") must be a positive number in granularity of 8 GB.",
                    gateway.act(id, "setVolumeSize", "{'sizeInGB':'" + wrong + "'}").line());
        }
        assertEquals("200 {}", gateway.act(id, "setVolumeSize", "{'sizeInGB':'24'}").line());
        assertEquals(25165824, gateway.read(id).get("sizeInKb").asLong());
    }

    @Test
    void resizeOnlyEnlarges() throws Exception {
        String id = gateway.volume(gateway.anyName(), 16);

        String refused = "500/133 Volume capacity can only be increased";
        assertEquals(refused, gateway.act(id, "setVolumeSize", "{'sizeInGB':'8'}").line());
        assertEquals(refused, gateway.act(id, "setVolumeSize", "{'sizeInGB':'16'}").line());
    }

    @Test
    void renameFollowsTheRulesOfNames() throws Exception {
        String id = gateway.anyVolume();
        gateway.volume("other", 8);

        assertEquals("200 {}", gateway.act(id, "setVolumeName", "{'newName':'renamed'}").line());
        assertEquals("renamed", gateway.read(id).get("name").asText());
        assertTrue(gateway.act(id, "setVolumeName", "{'newName':'other'}").line().startsWith("500/99 "));
        assertTrue(gateway.act(id, "setVolumeName", "{'newName':'" + "n".repeat(32) + "'}").line()
                .startsWith("500/226 "));
        assertEquals(400, gateway.act(id, "setVolumeName", "{}").status());
    }

    @Test
    void rmcacheIsSwitched() throws Exception {
        String id = gateway.anyVolume();

        assertEquals("200 {}", gateway.act(id, "setVolumeUseRmcache", "{'useRmcache':'false'}").line());
        assertFalse(gateway.read(id).get("useRmcache").asBoolean());
    }

    @Test
    void removedVolumeIs79() throws Exception {
        String id = gateway.anyVolume();

        assertEquals("200 {}", gateway.act(id, "removeVolume", "{'removeMode':'ONLY_ME'}").line());

        String gone = "500/79 Could not find the volume";
        assertEquals(gone, gateway.act(id, "removeVolume", "{'removeMode':'ONLY_ME'}").line());
        assertEquals(gone, gateway.client().get("/api/instances/Volume::" + id).line());
        assertEquals(gone, gateway.act(id, "setVolumeSize", "{'sizeInGB':'24'}").line());
    }

    @Test
    void unknownRemoveModeIsInvalid() throws Exception {
        assertEquals("400/0 removeMode should get one of the following values: ONLY_ME, INCLUDING_DESCENDANTS,"
                + " DESCENDANTS_ONLY, WHOLE_VTREE, but its value is ALL.",
                gateway.act(gateway.anyVolume(), "removeVolume", "{'removeMode':'ALL'}").line());
    }

    @Test
    void idsAndNamesAreNotUsedAgain() throws Exception {
        String first = gateway.volume("again", 8);
        gateway.act(first, "removeVolume", "{'removeMode':'ONLY_ME'}");

        assertFalse(first.equals(gateway.volume("again", 8)));
    }
}
