package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Statistics in the forms in which monitors and inventories ask for them. */
class StatisticsConformanceTest {
    private static final Map<Profile, TestGateway> GATEWAYS = new EnumMap<>(Profile.class);
    private static final Map<Profile, String> VOLUMES = new EnumMap<>(Profile.class);

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        for (Profile profile : Profile.values()) {
            TestGateway gateway = TestGateway.start(directory.resolve(profile.apiVersion()),
                    options -> options.withProfile(profile));
            String sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
            String volume = gateway.anyVolume();
            gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc + "'}");
            GATEWAYS.put(profile, gateway);
            VOLUMES.put(profile, volume);
        }
    }

    @AfterAll
    static void close() {
        GATEWAYS.values().forEach(TestGateway::close);
    }

    private static TestGateway gateway(Profile profile) {
        return Objects.requireNonNull(GATEWAYS.get(profile));
    }

    private static String volume(Profile profile) {
        return Objects.requireNonNull(VOLUMES.get(profile));
    }

    private static JsonNode ask(Profile profile, String type, String body) throws Exception {
        return gateway(profile).client()
                .post("/api/types/" + type + "/instances/action/querySelectedStatistics", body).json();
    }

    @ParameterizedTest
    @CsvSource({"V2_0, ''", "V3_5, ''", "V4_0, []"})
    void allIdsWithAnyValueMeansAll(Profile profile, String any) throws Exception {
        String all = any.isEmpty() ? "''" : any;

        assertEquals("{\"" + volume(profile) + "\":{\"numOfMappedSdcs\":1}}",
                ask(profile, "Volume", "{'allIds':" + all + ",'properties':['numOfMappedSdcs']}").toString());
        for (String type : List.of("ProtectionDomain", "StoragePool", "Sdc", "VTree")) {
            assertEquals(1, ask(profile, type, "{'allIds':" + all + ",'properties':['numOfVolumes']}").size(), type);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void capacityStandsOnServersAndDevices(Profile profile) throws Exception {
        for (String type : List.of("ProtectionDomain", "StoragePool")) {
            assertEquals("{\"numOfDevices\":2,\"numOfSds\":2}",
                    ask(profile, type, "{'allIds':'','properties':['numOfSds','numOfDevices']}").iterator().next()
                            .toString(),
                    type);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void severalKindsAreAskedInOneRequest(Profile profile) throws Exception {
        JsonNode answer = gateway(profile).client().post("/api/instances/querySelectedStatistics",
                "{'selectedStatisticsList':[{'type':'System','properties':['numOfVolumes','numOfSdc']},"
                        + "{'type':'Sdc','allIds':[],'properties':['numOfMappedVolumes','volumeIds']},"
                        + "{'type':'Volume','ids':['" + volume(profile) + "'],'properties':['userDataReadBwc']},"
                        + "{'type':'Device','allIds':'','properties':['capacityInUseInKb']}]}")
                .json();

        assertEquals(1, answer.get("System").get("numOfVolumes").asInt());
        assertEquals(volume(profile), answer.get("Sdc").iterator().next().get("volumeIds").get(0).asText());
        assertTrue(answer.get("Volume").get(volume(profile)).get("userDataReadBwc").has("numOccured"));
        assertEquals("{}", answer.get("Device").toString());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void monitorsFindTheFiguresThatTheyWatch(Profile profile) throws Exception {
        JsonNode system = ask(profile, "System", "{'properties':['fwdRebuildReadBwc','totalWriteBwc',"
                + "'degradedFailedCapacityInKb','pendingMovingCapacityInKb','numOfFaultSets','numOfThinBaseVolumes',"
                + "'protectedCapacityInKb','unusedCapacityInKb','numOfMappedToAllVolumes']}");

        assertEquals(9, system.size(), system::toString);
        assertEquals(1, system.get("numOfThinBaseVolumes").asInt());
    }

    @ParameterizedTest
    @CsvSource({"Sds, 200, 200, 200", "Device, 200, 200, 200", "FaultSet, 200, 200, 200",
            "ScsiInitiator, 200, 404, 404", "SnapshotPolicy, 404, 200, 200", "ReplicationPair, 404, 200, 200",
            "Sdt, 404, 404, 200"})
    void whatTheLabHasNotIsAnEmptyListInTheReleasesThatHaveIt(String type, int in20, int in35, int in40)
            throws Exception {
        String path = "/api/types/" + type + "/instances";

        assertEquals(in20, gateway(Profile.V2_0).client().get(path).status());
        assertEquals(in35, gateway(Profile.V3_5).client().get(path).status());
        assertEquals(in40, gateway(Profile.V4_0).client().get(path).status());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, thinCapacityAllocatedInKb, 400", "V2_0, thinCapacityAllocatedInKm, 200",
            "V2_0, snapshotCapacityInKb, 400", "V2_0, numOfScsiInitiators, 200", "V3_5, thinCapacityAllocatedInKb, 200",
            "V3_5, snapshotCapacityInKb, 200", "V4_0, numOfScsiInitiators, 400"})
    void nameThatOnlyOtherReleasesHaveIsRefused(Profile profile, String name, int status) throws Exception {
        assertEquals(status, gateway(profile).client().post(
                "/api/types/StoragePool/instances/action/querySelectedStatistics",
                "{'allIds':'','properties':['" + name + "']}").status());
    }

    /** Half of the raw figures is what the net ones tell. */
    @ParameterizedTest
    @EnumSource(value = Profile.class, names = {"V3_5", "V4_0"})
    void rawFiguresCountBothCopies(Profile profile) throws Exception {
        JsonNode pool = ask(profile, "StoragePool", "{'allIds':''}").iterator().next();
        long raw = pool.get("maxCapacityInKb").asLong() - pool.get("spareCapacityInKb").asLong();

        assertEquals(raw / 2, pool.get("netUnusedCapacityInKb").asLong() + pool.get("netCapacityInUseInKb").asLong());
        assertEquals(16 << 20, pool.get("thinCapacityAllocatedInKb").asLong() / 2);
        assertEquals((1024 - 16) << 20, pool.get("capacityAvailableForVolumeAllocationInKb").asLong());
    }

    /** What families use is together what their pool uses, and what is set aside for spares is what the pool says. */
    @ParameterizedTest
    @EnumSource(value = Profile.class, names = {"V3_5", "V4_0"})
    void figuresOfFamiliesAddUpToThoseOfThePool(Profile profile) throws Exception {
        TestGateway gateway = gateway(profile);
        String thick = gateway.create(gateway.anyName(), ",'volumeSizeInGb':'24','volumeType':'ThickProvisioned'")
                .json().get("id").asText();
        try {
            JsonNode pool = ask(profile, "StoragePool", "{'allIds':''}").iterator().next();
            for (String figure : List.of("netCapacityInUseInKb", "netUserDataCapacityInKb")) {
                long families = 0;
                for (JsonNode family : ask(profile, "VTree", "{'allIds':''}")) {
                    families += family.get(figure).asLong();
                }
                assertEquals(24 << 20, families, figure);
                assertEquals(families, pool.get(figure).asLong(), figure);
            }
            assertEquals(gateway.client().get("/api/instances/StoragePool::" + gateway.poolId()).json()
                    .get("sparePercentage").asLong() * pool.get("maxCapacityInKb").asLong() / 100,
                    pool.get("spareCapacityInKb").asLong());
        } finally {
            gateway.act(thick, "removeVolume", "{'removeMode':'ONLY_ME'}");
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void whatIsWrittenIsInUse(Profile profile, @TempDir Path directory) throws Exception {
        PretendedWrites data = new PretendedWrites();
        try (TestGateway gateway = TestGateway.start(directory,
                options -> options.withProfile(profile).withData(data))) {
            String volume = gateway.anyVolume();
            String snapshot = gateway.client().post("/api/instances/System/action/snapshotVolumes",
                    "{'snapshotDefs':[{'volumeId':'" + volume + "'}]}").json().get("volumeIdList").get(0).asText();
            data.write(volume);
            data.write(snapshot);

            JsonNode pool = gateway.client().get("/api/instances/StoragePool::" + gateway.poolId()
                    + "/relationships/Statistics").json();
            JsonNode family = gateway.client().get("/api/instances/VTree::"
                    + gateway.read(volume).get("vtreeId").asText() + "/relationships/Statistics").json();

            assertEquals("24 24 48", pool.get("thinCapacityInUseInKb") + " " + pool.get("snapCapacityInUseInKb") + " "
                    + pool.get("capacityInUseInKb"));
            assertEquals(pool.get("maxCapacityInKb").asLong() - 48, pool.get("unusedCapacityInKb").asLong());
            assertEquals("12 12 24", family.get("baseNetCapacityInUseInKb") + " "
                    + family.get("snapNetCapacityInUseInKb") + " " + family.get("netCapacityInUseInKb"));
        }
    }

    @Test
    void emptyListIsNoNull() throws Exception {
        assertEquals("200 []", gateway(Profile.V3_5).client().get("/api/types/Sds/instances").line());
    }

    @Test
    void statisticsOfSeveralKindsNeedAList() throws Exception {
        assertEquals("400/0 Request message is not valid: The following parameter(s) must be part of the request body: "
                + "selectedStatisticsList.",
                gateway(Profile.V3_5).client().post("/api/instances/querySelectedStatistics", "{}").line());
    }
}
