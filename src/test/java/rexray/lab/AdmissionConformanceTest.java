package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Restricted SDC mode and the approval of SDCs, and how SDCs come and go. */
@ParameterizedClass
@EnumSource(value = Profile.class, names = {"V3_5", "V4_0"})
class AdmissionConformanceTest {
    private static final String NOT_APPROVED = "500/334 The SDC is not approved";
    private static final String THIRD = "55555555-4455-6677-8899-AABBCCDDEEFF";
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;
    private final Profile profile;
    private TestGateway gateway;
    private String sdc = "";

    AdmissionConformanceTest(Profile profile) {
        this.profile = profile;
    }

    @BeforeEach
    void start() throws Exception {
        gateway = TestGateway.start(directory, options -> options.withProfile(profile));
        sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private RawClient.Answer system(String action, String body) throws Exception {
        return gateway.client().post("/api/instances/System::" + gateway.lab().cluster().systemId() + "/action/"
                + action, body);
    }

    private void restrict(String mode) throws Exception {
        assertEquals("200 {}", system("setRestrictedSdcMode", "{'restrictedSdcMode':'" + mode + "'}").line());
    }

    private String map() throws Exception {
        return gateway.act(gateway.anyVolume(), "addMappedSdc", "{'sdcId':'" + sdc + "'}").line();
    }

    private JsonNode read(String id) throws Exception {
        return gateway.client().get("/api/instances/Sdc::" + id).json();
    }

    private long approved() throws Exception {
        return gateway.client().post("/api/types/Sdc/instances/action/queryAllApprovedSdc", "{}").json().size();
    }

    @Test
    void systemShowsItsMode() throws Exception {
        for (String mode : new String[]{"Guid", "ApprovedIp", "None"}) {
            restrict(mode);
            JsonNode system = gateway.client().get("/api/types/System/instances").json().get(0);

            assertEquals(mode, system.get("restrictedSdcMode").asText());
            assertEquals(!mode.equals("None"), system.get("restrictedSdcModeEnabled").asBoolean());
        }
    }

    @Test
    void unknownModeIsInvalid() throws Exception {
        assertEquals("400/0 restrictedSdcMode should get one of the following values: None, Guid, ApprovedIp, but its "
                + "value is x.", system("setRestrictedSdcMode", "{'restrictedSdcMode':'x'}").line());
    }

    @Test
    void guidIsApprovedBeforeOrAfterTheSdcComes() throws Exception {
        restrict("Guid");
        assertEquals(NOT_APPROVED, map());
        assertFalse(read(sdc).get("sdcApproved").asBoolean());
        assertEquals(0, approved());

        String third = system("approveSdc", "{'sdcGuid':'" + THIRD + "','name':'third'}").json().get("id").asText();
        assertEquals("third", read(third).get("name").asText());
        assertEquals("Disconnected", read(third).get("mdmConnectionState").asText());
        assertEquals(third, gateway.lab().cluster().registerSdc(THIRD, "10.0.0.23"));

        assertEquals(sdc, system("approveSdc", "{'sdcGuid':'" + TestGateway.GUID_1.toLowerCase(Locale.ROOT)
                + "'}").json().get("id").asText());
        assertTrue(read(sdc).get("sdcApproved").asBoolean());
        assertEquals(2, approved());
        assertEquals("200 {}", map());
    }

    @Test
    void addressIsApprovedAndShown() throws Exception {
        restrict("ApprovedIp");
        assertEquals(NOT_APPROVED, map());
        assertEquals("500/80 Could not find the SDC", system("approveSdc", "{'sdcIp':'10.0.0.99'}").line());

        assertEquals(sdc, system("approveSdc", "{'sdcIps':['10.0.0.21','10.0.1.21']}").json().get("id").asText());

        assertEquals("[\"10.0.0.21\",\"10.0.1.21\"]", read(sdc).get("sdcApprovedIps").toString());
        assertEquals("200 {}", map());
    }

    @Test
    void approvedSdcFromAnotherAddressIsKeptOut() throws Exception {
        system("approveSdc", "{'sdcGuid':'" + TestGateway.GUID_1 + "'}");
        assertEquals("200 {}",
                system("setApprovedSdcIps", "{'sdcId':'" + sdc + "','sdcApprovedIps':['10.0.0.50']}").line());
        restrict("ApprovedIp");
        assertEquals(NOT_APPROVED, map());

        gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.50");
        assertEquals("200 {}", map());

        restrict("Guid");
        system("setApprovedSdcIps", "{'sdcId':'" + sdc + "','sdcApprovedIps':[]}");
        assertTrue(read(sdc).get("sdcApprovedIps").isNull());
    }

    @Test
    void approvalNeedsAnAddressOrAGuid() throws Exception {
        assertEquals("400/0 Request message is not valid: One of the parameter(s) must be part of the request body: "
                + "sdcIp, sdcIps, sdcGuid", system("approveSdc", "{}").line());
    }

    @Test
    void sdcComesAndGoesWithItsIdAndMappings() throws Exception {
        map();
        gateway.lab().cluster().disconnectSdc(sdc);

        assertEquals("Disconnected", read(sdc).get("mdmConnectionState").asText());
        assertEquals("500/180 SDC has mapped volume(s)",
                gateway.client().post("/api/instances/Sdc::" + sdc + "/action/removeSdc", "{}").line());
        assertEquals("200 {}", map());

        assertEquals(sdc, gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.77"));
        assertEquals("Connected", read(sdc).get("mdmConnectionState").asText());
        assertEquals("[\"10.0.0.77\"]", read(sdc).get("sdcIps").toString());
        assertEquals(2, gateway.client().get("/api/instances/Sdc::" + sdc + "/relationships/Volume").json().size());
    }

    @Test
    void modeAndApprovalsSurviveTheGateway() throws Exception {
        restrict("ApprovedIp");
        system("approveSdc", "{'sdcIp':'10.0.0.21'}");
        gateway.close();
        gateway = TestGateway.start(directory, options -> options.withProfile(profile));

        assertEquals("[\"10.0.0.21\"]", read(sdc).get("sdcApprovedIps").toString());
        assertEquals("200 {}", map());
    }

    @Test
    void stateOfBeforeThereWereApprovedAddressesIsRead() throws Exception {
        gateway.close();
        Path state = directory.resolve("state.json");
        String old = Files.readString(state).replaceAll("(?s),\\s*\"approvedIps\" : \\[[^]]*]", "");
        Files.writeString(state, old);
        gateway = TestGateway.start(directory, options -> options.withProfile(profile));

        assertTrue(read(sdc).get("sdcApprovedIps").isNull());
    }
}
