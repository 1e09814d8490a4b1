package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.lab.RawClient.Answer;
import rexray.lab.Rejection.ByMdm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What a full system refuses, in every release: one that is full soon, and the figures of those that are not. */
class SystemLimitsConformanceTest {
    private static final String TOO_MANY_VOLUMES = "500/97 There are too many volumes";
    private static final String NO_RESOURCES = "500/67 Insufficient resources";
    /** In the order of the members. */
    private static final SystemLimits NARROW = new SystemLimits(3, 4, 2, 31, 1, 2, 2, 2, 24);
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;
    @SuppressWarnings("NullAway.Init") // each test starts it
    private TestGateway gateway;

    private void start(Profile profile) throws Exception {
        gateway = TestGateway.start(directory, options -> options.withProfile(profile).withLimits(NARROW)
                .withLayout(ClusterLayout.usual().withPool("pd2", "ssd")));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private String poolOf(String domain) {
        State state = gateway.lab().cluster().state();
        return state.poolsOf(state.domainNamed(domain).orElseThrow().id()).getFirst().id();
    }

    private Answer create(String domain) throws Exception {
        return gateway.client().post("/api/types/Volume/instances",
                "{'storagePoolId':'" + poolOf(domain) + "','volumeSizeInGb':'8','volumeType':'ThinProvisioned'}");
    }

    private String made(String domain) throws Exception {
        return create(domain).json().get("id").asText();
    }

    private JsonNode snapshot(String volume) throws Exception {
        return gateway.client().post("/api/instances/System/action/snapshotVolumes",
                "{'snapshotDefs':[{'volumeId':'" + volume + "'}]}").json();
    }

    private String act(String object, String action, String body) throws Exception {
        return gateway.client().post("/api/instances/" + object + "/action/" + action, body).line();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void volumesOfADomainAndOfTheSystem(Profile profile) throws Exception {
        start(profile);
        made("pd1");
        made("pd1");
        assertEquals("500/295 Too many volumes in Protection Domain", create("pd1").line());

        String other = made("pd2");
        assertEquals(TOO_MANY_VOLUMES, create("pd2").line());

        act("Volume::" + other, "removeVolume", "{'removeMode':'ONLY_ME'}");
        assertEquals(200, create("pd2").status());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void snapshotsCountBesideTheVolumes(Profile profile) throws Exception {
        start(profile);
        String volume = made("pd1");
        made("pd1");
        String other = made("pd2");
        assertEquals(295, snapshot(volume).get("details").get(0).get("rc").asInt());

        assertEquals(1, snapshot(other).get("volumeIdList").size());

        assertEquals(97, snapshot(other).get("details").get(0).get("rc").asInt());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void sizeOfAllVolumesOfAPool(Profile profile) throws Exception {
        start(profile);
        String volume = made("pd1");
        assertEquals("200 {}", act("Volume::" + volume, "setVolumeSize", "{'sizeInGB':'24'}"));

        String refused = "500/903 The total capacity of volumes per Storage Pool was exceeded";
        assertEquals(refused, act("Volume::" + volume, "setVolumeSize", "{'sizeInGB':'32'}"));
        assertEquals(refused, create("pd1").line());
        assertEquals(200, create("pd2").status());
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = {"V3_5", "V4_0"})
    void movedVolumesCountWhereTheyCome(Profile profile) throws Exception {
        start(profile);
        String first = made("pd1");
        String second = made("pd1");
        made("pd2");
        String there = "{'destSPId':'" + poolOf("pd2") + "'}";

        assertEquals("200 {}", act("Volume::" + first, "migrateVTree", there));
        assertEquals("500/295 Too many volumes in Protection Domain", act("Volume::" + second, "migrateVTree", there));
        act("Volume::" + second, "setVolumeSize", "{'sizeInGB':'24'}");
        assertEquals("500/903 The total capacity of volumes per Storage Pool was exceeded",
                act("Volume::" + first, "migrateVTree", "{'destSPId':'" + poolOf("pd1") + "'}"));
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void volumesOfAnSdc(Profile profile) throws Exception {
        start(profile);
        String one = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        String two = gateway.lab().cluster().registerSdc(TestGateway.GUID_2, "10.0.0.22");
        act("Volume::" + made("pd1"), "addMappedSdc", "{'sdcId':'" + one + "'}");
        String volume = made("pd1");

        assertEquals("500/303 The SDC is mapped to too many volumes. Please remove some mapping.",
                act("Volume::" + volume, "addMappedSdc", "{'sdcId':'" + one + "'}"));
        assertEquals("200 {}", act("Volume::" + volume, "addMappedSdc", "{'sdcId':'" + two + "'}"));
    }

    @Test
    void mappingToAllSdcsNeedsRoomAtEach() throws Exception {
        start(Profile.V2_0);
        String sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        act("Volume::" + made("pd1"), "addMappedSdc", "{'sdcId':'" + sdc + "'}");

        assertEquals("500/303 The SDC is mapped to too many volumes. Please remove some mapping.",
                act("Volume::" + made("pd1"), "addMappedSdc", "{'allSdcs':'TRUE'}"));
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void sdcs(Profile profile) throws Exception {
        start(profile);
        Cluster cluster = gateway.lab().cluster();
        String system = "System::" + cluster.systemId();
        String known = cluster.registerSdc(TestGateway.GUID_1, "10.0.0.21");
        cluster.registerSdc(TestGateway.GUID_2, "10.0.0.22");
        String third = "AAAAAAAA-4455-6677-8899-AABBCCDDEEFF";

        assertEquals(NO_RESOURCES, act(system, "approveSdc", "{'sdcGuid':'" + third + "'}"));
        assertThrows(ByMdm.class, () -> cluster.registerSdc(third, "10.0.0.23"));
        assertEquals("200 {\"id\":\"" + known + "\"}",
                act(system, "approveSdc", "{'sdcGuid':'" + TestGateway.GUID_1 + "'}"));
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void domainsAndPools(Profile profile) throws Exception {
        start(profile);

        assertEquals("500/140 There are too many Protection Domains",
                gateway.client().post("/api/types/ProtectionDomain/instances", "{'name':'pd3'}").line());
        assertEquals(NO_RESOURCES, gateway.client().post("/api/types/StoragePool/instances",
                "{'name':'third','protectionDomainId':'" + gateway.domainId() + "'}").line());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, 1024, 31", "V3_5, 2048, 126", "V4_0, 2048, 126"})
    void figuresOfTheReleases(Profile profile, int sdcs, int snapshots) throws Exception {
        start(profile);

        assertEquals(new SystemLimits(131_072, 133_120, 32_768, snapshots, 8_192, sdcs, 256, 1_024, 4_194_303),
                SystemLimits.of(profile));
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = {"V3_5", "V4_0"})
    void limitsAreToldAsStrings(Profile profile) throws Exception {
        gateway = TestGateway.start(directory, options -> options.withProfile(profile));

        Map<String, String> told = new TreeMap<>();
        gateway.client().post("/api/instances/System/action/querySystemLimits", "{}").json()
                .get("systemLimitEntryList").forEach(entry -> told.put(entry.get("type").asText(),
                        entry.get("maxVal").textValue()));

        assertEquals(Map.ofEntries(Map.entry("volumeSizeGb", "1048576"), Map.entry("volumeSizeMinGb", "8"),
                Map.entry("volumePerSystem", "131072"), Map.entry("snapshotPerSystem", "133120"),
                Map.entry("volumePerProtectionDomain", "32768"), Map.entry("volumePerVtree", "127"),
                Map.entry("volumePerSdc", "8192"), Map.entry("sdcPerSystem", "2048"),
                Map.entry("protectionDomainPerSystem", "256"), Map.entry("storagePoolPerSystem", "1024"),
                Map.entry("userPerSystem", "256"), Map.entry("sessionPerSystem", "128"),
                Map.entry("allVolumesInSpSizeGb", "4194303")), told);
    }
}
