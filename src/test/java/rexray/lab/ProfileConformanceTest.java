package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.volume.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What differs from release to release, a test for each difference. */
class ProfileConformanceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;
    @SuppressWarnings("NullAway.Init") // each test starts it
    private TestGateway gateway;
    private String sdc1 = "";
    private String sdc2 = "";

    private void start(Profile profile) throws Exception {
        gateway = TestGateway.start(directory, options -> options.withProfile(profile)
                .withLayout(ClusterLayout.usual().withCapacity(Size.ofGb(65536))));
        sdc1 = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        sdc2 = gateway.lab().cluster().registerSdc(TestGateway.GUID_2, "10.0.0.22");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({"V2_0, 2.0, EMC ScaleIO Version: R2_0.", "V3_5, 3.5, DellEMC PowerFlex Version: R3_5.",
            "V4_0, 4.0, DellEMC PowerFlex Version: R4_0."})
    void versionIsToldInTwoForms(Profile profile, String version, String text) throws Exception {
        start(profile);

        assertEquals("200 \"" + version + "\"", gateway.client().get("/api/version").line());
        String told = gateway.client().get("/api/types/System/instances").json().get(0).get("systemVersionName")
                .asText();
        assertTrue(told.startsWith(text), told);
    }

    @ParameterizedTest
    @CsvSource({"V2_0, 200", "V3_5, 200", "V4_0, 401"})
    void versionNeedsALoginSinceFour(Profile profile, int status) throws Exception {
        start(profile);

        assertEquals(status, gateway.stranger().get("/api/version").status());
        assertEquals(status, gateway.stranger().with("admin", gateway.password()).get("/api/version").status());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, 500/3 Not found", "V3_5, 500/79 Could not find the volume",
            "V4_0, 500/79 Could not find the volume"})
    void unknownVolumeName(Profile profile, String answer) throws Exception {
        start(profile);

        assertEquals(answer, gateway.client().post("/api/types/Volume/instances/action/queryIdByKey", "{'name':'nix'}")
                .line());
        assertEquals("500/79 Could not find the volume",
                gateway.client().get("/api/instances/Volume::91c4e6a000000099").line());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, 81, 84", "V3_5, 81, 84", "V4_0, 4037, 4039"})
    void codesOfMappingsThatAreOrAreNot(Profile profile, int already, int notMapped) throws Exception {
        start(profile);
        String volume = gateway.anyVolume();

        assertEquals("500/" + notMapped + " The volume is not mapped to SDC",
                gateway.act(volume, "removeMappedSdc", "{'sdcId':'" + sdc1 + "'}").line());
        gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc1 + "'}");
        assertEquals("500/" + already + " The volume is already mapped to this SDC",
                gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc1 + "'}").line());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, Only a single SDC may be mapped to this volume at a time",
            "V3_5, This volume is already mapped and may not be mapped to additional SDCs.",
            "V4_0, This volume is already mapped and may not be mapped to additional SDCs."})
    void textOfTheSecondMapping(Profile profile, String text) throws Exception {
        start(profile);
        String volume = gateway.anyVolume();
        gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc1 + "'}");

        assertEquals("500/306 " + text, gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc2 + "'}").line());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, 200", "V3_5, 400", "V4_0, 400"})
    void onlyTwoMapsToAllSdcs(Profile profile, int status) throws Exception {
        start(profile);

        assertEquals(status, gateway.act(gateway.anyVolume(), "addMappedSdc", "{'allSdcs':'TRUE'}").status());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, 400", "V3_5, 200", "V4_0, 200"})
    void bothLimitsAreLiftedAtOnceSinceThree(Profile profile, int status) throws Exception {
        start(profile);
        String volume = gateway.anyVolume();
        gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc1 + "'}");

        assertEquals(status, gateway.act(volume, "setMappedSdcLimits",
                "{'sdcId':'" + sdc1 + "','iopsLimit':'0','bandwidthLimitInKbps':'0'}").status());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, 31", "V3_5, 126", "V4_0, 126"})
    void mostSnapshotsOfAFamily(Profile profile, int most) throws Exception {
        start(profile);
        String volume = gateway.anyVolume();
        String definition = "{'volumeId':'" + volume + "'}";
        String take = "/api/instances/System/action/snapshotVolumes";

        assertEquals(200, gateway.client().post(take, "{'snapshotDefs':["
                + String.join(",", IntStream.range(0, most).mapToObj(i -> definition).toList()) + "]}").status());
        JsonNode refused = gateway.client().post(take, "{'snapshotDefs':[" + definition + "]}").json();
        assertEquals(182, refused.get("details").get(0).get("rc").asInt());
        assertEquals("TOO_MANY_SNAPS_IN_VTREE", refused.get("details").get(0).get("error").asText());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, ThickProvisioned", "V3_5, ThinProvisioned", "V4_0, ThinProvisioned"})
    void typeOfAVolumeWhoseRequestDoesNotSay(Profile profile, String type) throws Exception {
        start(profile);

        String volume = gateway.create("any", ",'volumeSizeInGb':'8'").json().get("id").asText();
        assertEquals(type, gateway.read(volume).get("volumeType").asText());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, 404", "V3_5, 200", "V4_0, 200"})
    void systemLimitsSinceThree(Profile profile, int status) throws Exception {
        start(profile);

        assertEquals(status,
                gateway.client().post("/api/instances/System/action/querySystemLimits", "{}").status());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, 404", "V3_5, 200", "V4_0, 200"})
    void accessModesSinceThree(Profile profile, int status) throws Exception {
        start(profile);
        String volume = gateway.anyVolume();
        gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc1 + "'}");

        assertEquals(status,
                gateway.act(volume, "setVolumeAccessModeLimit", "{'accessModeLimit':'ReadOnly'}").status());
        assertEquals(status, gateway.act(volume, "setVolumeMappingAccessMode",
                "{'sdcId':'" + sdc1 + "','accessMode':'ReadOnly'}").status());
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = {"V3_5", "V4_0"})
    void mappingMaySayMoreThanItsVolumeAllows(Profile profile) throws Exception {
        start(profile);
        String volume = gateway.anyVolume();
        gateway.act(volume, "setVolumeAccessModeLimit", "{'accessModeLimit':'ReadOnly'}");

        assertEquals("200 {}",
                gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc1 + "','accessMode':'ReadWrite'}").line());

        assertEquals("ReadOnly", gateway.read(volume).get("accessModeLimit").asText());
        assertEquals("ReadWrite", gateway.read(volume).get("mappedSdcInfo").get(0).get("accessMode").asText());
        assertEquals(AccessMode.READ_ONLY, gateway.lab().cluster().state().volume(volume).accessOf(sdc1));
    }

    @ParameterizedTest
    @CsvSource({"V3_5, ReadOnly", "V3_5, NoAccess", "V4_0, ReadOnly", "V4_0, NoAccess"})
    void mappingSaysWhatItAllowsFromTheStart(Profile profile, String access) throws Exception {
        start(profile);
        String volume = gateway.anyVolume();

        gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc1 + "','accessMode':'" + access + "'}");

        assertEquals(access, gateway.read(volume).get("mappedSdcInfo").get(0).get("accessMode").asText());
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = {"V3_5", "V4_0"})
    void accessModesAreThreeOfMappingsAndTwoOfVolumes(Profile profile) throws Exception {
        start(profile);
        String volume = gateway.anyVolume();

        assertEquals("400/0 accessMode should get one of the following values: ReadWrite, ReadOnly, NoAccess, but its"
                + " value is x.",
                gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc1 + "','accessMode':'x'}")
                        .line());
        assertEquals("400/0 accessModeLimit should get one of the following values: ReadWrite, ReadOnly, but its value"
                + " is NoAccess.",
                gateway.act(volume, "setVolumeAccessModeLimit", "{'accessModeLimit':'NoAccess'}").line());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void everyReleaseHas128SessionsAndOneMoreAfterALogout(Profile profile) throws Exception {
        start(profile);
        Sessions sessions = gateway.lab().openSessions();
        while (sessions.count() < 128) {
            sessions.open(new User("admin", "", User.Role.ADMINISTRATOR));
        }
        RawClient admin = gateway.stranger().with("admin", gateway.password());

        assertEquals("500/252 The maximum number of sessions is already open.", admin.get("/api/login").line());
        assertEquals(200, gateway.client().get("/api/types/System/instances").status());
        gateway.client().get("/api/logout");
        assertEquals(200, admin.get("/api/login").status());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, 404", "V3_5, 404", "V4_0, 200"})
    void loginForBearerTokensSinceFour(Profile profile, int status) throws Exception {
        start(profile);

        assertEquals(status, gateway.stranger().post("/rest/auth/login",
                "{'username':'admin','password':'" + gateway.password() + "'}").status());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void everyObjectShowsTheMembersOfItsReleaseOnly(Profile profile) throws Exception {
        start(profile);
        String volume = gateway.anyVolume();
        gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc1 + "'}");
        JsonNode mapped = gateway.read(volume);
        JsonNode sdc = gateway.client().get("/api/instances/Sdc::" + sdc1).json();
        JsonNode vtree = gateway.client().get("/api/types/VTree/instances").json().get(0);
        boolean old = profile == Profile.V2_0;
        boolean four = profile == Profile.V4_0;

        for (String member : List.of("mappingToAllSdcsEnabled", "isObfuscated", "mappedScsiInitiatorInfo")) {
            assertEquals(old, mapped.has(member), member);
        }
        for (String member : List.of("dataLayout", "accessModeLimit", "volumeReplicationState", "pairIds")) {
            assertEquals(!old, mapped.has(member), member);
        }
        assertEquals(four, mapped.has("volumeClass"));
        assertEquals(!old, mapped.get("mappedSdcInfo").get(0).has("accessMode"));
        assertEquals(four, mapped.get("mappedSdcInfo").get(0).has("hostType"));
        assertEquals(!old, sdc.has("sdcIps"));
        assertEquals(four, sdc.has("hostType"));
        assertEquals(old, vtree.has("baseVolumeId"));
        assertEquals(!old, vtree.has("rootVolumes"));
    }
}
