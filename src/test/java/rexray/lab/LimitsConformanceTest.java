package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Limits of a mapping, as a client of ScaleIO 2.0 sees them. */
class LimitsConformanceTest {
    private static TestGateway gateway;
    private static String sdc;
    private String volume;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        gateway = TestGateway.start(directory);
        sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void mapVolume() throws Exception {
        volume = gateway.anyVolume();
        gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc + "'}");
    }

    private String limit(String limits) throws Exception {
        return gateway.act(volume, "setMappedSdcLimits", "{'sdcId':'" + sdc + "'" + limits + "}").line();
    }

    private String limits() throws Exception {
        JsonNode mapping = gateway.read(volume).get("mappedSdcInfo").get(0);
        return mapping.get("limitIops") + " " + mapping.get("limitBwInMbps");
    }

    @Test
    void limitsAreSetInOneRequestOrOneByOne() throws Exception {
        assertEquals("200 {}", limit(",'iopsLimit':'1000','bandwidthLimitInKbps':'1048576'"));
        assertEquals("1000 1024", limits());
        assertEquals("200 {}", limit(",'iopsLimit':'0'"));
        assertEquals("0 1024", limits());
        assertEquals("200 {}", gateway.act(volume, "setMappedSdcLimits",
                "{'guid':'" + TestGateway.GUID_1 + "','bandwidthLimitInKbps':'2048'}").line());
        assertEquals("0 2", limits());
    }

    @Test
    void bothLimitsAreNotLiftedInOneRequest() throws Exception {
        assertEquals("400", limit(",'iopsLimit':'0','bandwidthLimitInKbps':'0'").substring(0, 3));
    }

    @Test
    void iopsAre0OrAtLeast11AndBandwidthIsWholeMegabytes() throws Exception {
        assertEquals("400", limit(",'iopsLimit':'10'").substring(0, 3));
        assertEquals("200", limit(",'iopsLimit':'11'").substring(0, 3));
        assertEquals("400", limit(",'bandwidthLimitInKbps':'1000'").substring(0, 3));
        assertEquals("400", limit("").substring(0, 3));
    }

    @Test
    void limitsNeedAMappingAndVanishWithIt() throws Exception {
        limit(",'iopsLimit':'1000'");
        gateway.act(volume, "removeMappedSdc", "{'sdcId':'" + sdc + "'}");
        assertEquals("500/84 The volume is not mapped to SDC", limit(",'iopsLimit':'1000'"));

        gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc + "'}");
        assertEquals("0 0", limits());
    }
}
