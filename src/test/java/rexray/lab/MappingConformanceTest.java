package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mapping and unmapping, as a client of ScaleIO 2.0 sees it. */
class MappingConformanceTest {
    private static final String SINGLE = "500/306 Only a single SDC may be mapped to this volume at a time";
    private static final String NOT_MAPPED = "500/84 The volume is not mapped to SDC";
    private static TestGateway gateway;
    private static String sdc1;
    private static String sdc2;
    private String volume;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        gateway = TestGateway.start(directory);
        sdc1 = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        sdc2 = gateway.lab().cluster().registerSdc(TestGateway.GUID_2, "10.0.0.22");
    }

    @AfterAll
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

        assertEquals("[{'sdcId':'%s','sdcIp':'10.0.0.21','limitIops':0,'limitBwInMbps':0}]".formatted(sdc1)
                .replace('\'', '"'), mapped().toString());
    }

    @Test
    void mapToAnSdcByGuidInAnyCase() throws Exception {
        assertEquals("200 {}", map("{'guid':'" + TestGateway.GUID_1.toLowerCase(Locale.ROOT) + "'}"));

        assertEquals(sdc1, mapped().get(0).get("sdcId").asText());
    }

    @Test
    void mappedTwiceToTheSameSdcIs81WhateverTheFlagSays() throws Exception {
        map("{'sdcId':'" + sdc1 + "'}");

        String already = "500/81 The volume is already mapped to this SDC";
        assertEquals(already, map("{'sdcId':'" + sdc1 + "'}"));
        assertEquals(already, map("{'sdcId':'" + sdc1 + "','allowMultipleMappings':'TRUE'}"));
    }

    @Test
    void secondSdcIs306UnlessTheNewRequestAllowsIt() throws Exception {
        map("{'sdcId':'" + sdc1 + "','allowMultipleMappings':'TRUE'}");

        assertEquals(SINGLE, map("{'sdcId':'" + sdc2 + "'}"));
        assertEquals(SINGLE, map("{'sdcId':'" + sdc2 + "','allowMultipleMappings':'false'}"));
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
    void unmapOfAnSdcThatHoldsNothingIs84() throws Exception {
        assertEquals(NOT_MAPPED, unmap("{'sdcId':'" + sdc1 + "'}"));
        map("{'sdcId':'" + sdc2 + "'}");
        assertEquals(NOT_MAPPED, unmap("{'sdcId':'" + sdc1 + "'}"));
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
    void unmapAllOfAnUnmappedVolumeIs84() throws Exception {
        assertEquals(NOT_MAPPED, unmap("{'allSdcs':''}"));
    }

    @Test
    void mappedToAllShowsAFlagAndNoList() throws Exception {
        assertEquals("200 {}", map("{'allSdcs':'TRUE'}"));

        assertTrue(gateway.read(volume).get("mappingToAllSdcsEnabled").asBoolean());
        assertTrue(mapped().isNull());
        assertEquals(1, gateway.client().get("/api/instances/Sdc::" + sdc2 + "/relationships/Volume").json().size());
    }

    @Test
    void oneSdcCannotBeTakenFromAVolumeMappedToAll() throws Exception {
        map("{'allSdcs':'TRUE'}");

        assertEquals("500/86 The volume is mapped to all SDCs", unmap("{'sdcId':'" + sdc1 + "'}"));
        assertEquals("500/82 The volume is already mapped to all SDCs", map("{'sdcId':'" + sdc1 + "'}"));
        assertEquals("200 {}", unmap("{'allSdcs':'False'}"));
    }

    @Test
    void aMappedVolumeCannotBeMappedToAll() throws Exception {
        map("{'sdcId':'" + sdc1 + "'}");

        assertEquals("500/326 The volume is already mapped to a SDC", map("{'allSdcs':'TRUE'}"));
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
