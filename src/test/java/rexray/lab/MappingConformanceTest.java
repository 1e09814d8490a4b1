package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mapping and unmapping, in every release; {@link MappingToAllConformanceTest} has what only 2.0 does. */
@ParameterizedClass
@EnumSource(Profile.class)
@SuppressWarnings("NullAway.Init") // start is called first
class MappingConformanceTest {
    private static TestGateway gateway;
    private static String sdc1;
    private static String sdc2;
    private final Profile profile;
    private final String already;
    private final String notMapped;
    private final String single;
    private String volume;

    MappingConformanceTest(Profile profile) {
        this.profile = profile;
        boolean renumbered = profile == Profile.V4_0;
        already = (renumbered ? "500/4037" : "500/81") + " The volume is already mapped to this SDC";
        notMapped = (renumbered ? "500/4039" : "500/84") + " The volume is not mapped to SDC";
        single = "500/306 " + (profile == Profile.V2_0
                ? "Only a single SDC may be mapped to this volume at a time"
                : "This volume is already mapped and may not be mapped to additional SDCs.");
    }

    @BeforeParameterizedClassInvocation
    static void start(Profile profile, @TempDir Path directory) throws Exception {
        gateway = TestGateway.start(directory, options -> options.withProfile(profile));
        sdc1 = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        sdc2 = gateway.lab().cluster().registerSdc(TestGateway.GUID_2, "10.0.0.22");
    }

    @AfterParameterizedClassInvocation
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void makeVolume() throws Exception {
        volume = gateway.anyVolume();
    }

    @AfterEach
    void unmapFromAll() throws Exception {
        gateway.act(volume, "removeMappedSdc", "{'allSdcs':''}");
        gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
    }

    private String map(String body) throws Exception {
        return gateway.act(volume, "addMappedSdc", body).line();
    }

    private String unmap(String body) throws Exception {
        return gateway.act(volume, "removeMappedSdc", body).line();
    }

    private JsonNode mapped() throws Exception {
        return gateway.read(volume).get("mappedSdcInfo");
    }

    @Test
    void mapToAnSdcById() throws Exception {
        assertEquals("200 {}", map("{'sdcId':'" + sdc1 + "'}"));

        String more = switch (profile) {
            case V2_0 -> "";
            case V3_5 -> ",'sdcName':null,'accessMode':'ReadWrite','isDirectBufferMapping':false";
            case V4_0 -> ",'sdcName':null,'accessMode':'ReadWrite','isDirectBufferMapping':false,'nqn':null,"
                    + "'hostType':'SdcHost'";
        };
        assertEquals("[{'sdcId':'%s','sdcIp':'10.0.0.21','limitIops':0,'limitBwInMbps':0%s}]".formatted(sdc1, more)
                .replace('\'', '"'), mapped().toString());
    }

    @Test
    void mapToAnSdcByGuidInAnyCase() throws Exception {
        assertEquals("200 {}", map("{'guid':'" + TestGateway.GUID_1.toLowerCase(Locale.ROOT) + "'}"));

        assertEquals(sdc1, mapped().get(0).get("sdcId").asText());
    }

    @Test
    void mappedTwiceToTheSameSdcIsRefusedWhateverTheFlagSays() throws Exception {
        map("{'sdcId':'" + sdc1 + "'}");

        assertEquals(already, map("{'sdcId':'" + sdc1 + "'}"));
        assertEquals(already, map("{'sdcId':'" + sdc1 + "','allowMultipleMappings':'TRUE'}"));
    }

    @Test
    void secondSdcIs306UnlessTheNewRequestAllowsIt() throws Exception {
        map("{'sdcId':'" + sdc1 + "','allowMultipleMappings':'TRUE'}");

        assertEquals(single, map("{'sdcId':'" + sdc2 + "'}"));
        assertEquals(single, map("{'sdcId':'" + sdc2 + "','allowMultipleMappings':'false'}"));
        assertEquals("200 {}", map("{'sdcId':'" + sdc2 + "','allowMultipleMappings':'True'}"));
        assertEquals(2, mapped().size());
    }

    @Test
    void flagsMayBeJsonBooleans() throws Exception {
        map("{'sdcId':'" + sdc1 + "'}");

        assertEquals("200 {}", map("{'sdcId':'" + sdc2 + "','allowMultipleMappings':true}"));
    }

    @Test
    void unknownMembersAreIgnored() throws Exception {
        assertEquals("200 {}",
                map("{'sdcId':'" + sdc1 + "','allowOnExtManagedVol':'TRUE','ignoreScsiInitiators':'TRUE'}"));
    }

    @Test
    void mappingWithoutAnSdcIsInvalid() throws Exception {
        String missing = "400/0 Request message is not valid: One of the parameter(s) must be part of the request body:"
                + " sdcId, guid, allSdcs";
        assertEquals(missing, map("{}"));
        assertEquals(missing, unmap("{}"));
    }

    @Test
    void unknownSdcIs80() throws Exception {
        String unknown = "500/80 Could not find the SDC";
        assertEquals(unknown, map("{'sdcId':'b7e4d02900000099'}"));
        assertEquals(unknown, map("{'guid':'FFFFFFFF-0F4A-4D16-9E21-6A5D80C3F714'}"));
        assertEquals(unknown, unmap("{'sdcId':'b7e4d02900000099'}"));
    }

    @Test
    void malformedSdcIdAndGuidAreTold() throws Exception {
        assertEquals("400/0 id (zzz) must be a hexadecimal number (unsigned long)", map("{'sdcId':'zzz'}"));
        assertTrue(map("{'guid':'zzz'}").startsWith("500/361 The given GUID is invalid."));
    }

    @Test
    void unknownVolumeIs79() throws Exception {
        volume = "91c4e6a000000099";

        assertEquals("500/79 Could not find the volume", map("{'sdcId':'" + sdc1 + "'}"));
        assertEquals("500/79 Could not find the volume", unmap("{'sdcId':'" + sdc1 + "'}"));
    }

    @Test
    void mappingToADisconnectedSdcIsAccepted() throws Exception {
        gateway.lab().cluster().disconnectSdc(sdc1);

        assertEquals("200 {}", map("{'sdcId':'" + sdc1 + "'}"));
    }

    @Test
    void unmapByIdOrGuidLeavesNull() throws Exception {
        map("{'sdcId':'" + sdc1 + "'}");
        assertEquals("200 {}", unmap("{'sdcId':'" + sdc1 + "'}"));
        assertTrue(mapped().isNull());

        map("{'sdcId':'" + sdc1 + "'}");
        assertEquals("200 {}", unmap("{'guid':'" + TestGateway.GUID_1 + "'}"));
        assertTrue(mapped().isNull());
    }

    @Test
    void unmapOfAnSdcThatHoldsNothingIsRefused() throws Exception {
        assertEquals(notMapped, unmap("{'sdcId':'" + sdc1 + "'}"));
        map("{'sdcId':'" + sdc2 + "'}");
        assertEquals(notMapped, unmap("{'sdcId':'" + sdc1 + "'}"));
    }

    @Test
    void presenceOfAllSdcsUnmapsAllWhateverItsValue() throws Exception {
        for (String value : new String[]{"''", "'true'", "'False'", "'" + sdc1 + "'"}) {
            map("{'sdcId':'" + sdc1 + "'}");
            map("{'sdcId':'" + sdc2 + "','allowMultipleMappings':'TRUE'}");

            assertEquals("200 {}", unmap("{'allSdcs':" + value + ",'ignoreScsiInitiators':'TRUE'}"));
            assertTrue(mapped().isNull());
        }
    }

    @Test
    void unmapAllOfAnUnmappedVolumeIsRefused() throws Exception {
        assertEquals(notMapped, unmap("{'allSdcs':''}"));
    }

    @Test
    void mappedVolumeIsNotRemoved() throws Exception {
        map("{'sdcId':'" + sdc1 + "'}");

        assertEquals("500/104 Volume is mapped",
                gateway.act(volume, "removeVolume", "{'removeMode':'ONLY_ME'}").line());
    }

    @Test
    void volumesOfAnSdcAreListed() throws Exception {
        String volumes = "/api/instances/Sdc::" + sdc1 + "/relationships/Volume";
        assertEquals("[]", gateway.client().get(volumes).body());

        map("{'sdcId':'" + sdc1 + "'}");

        assertEquals(volume, gateway.client().get(volumes).json().get(0).get("id").asText());
    }
}
