package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Limits of a mapping, in every release. */
@ParameterizedClass
@EnumSource(Profile.class)
@SuppressWarnings("NullAway.Init") // start is called first
class LimitsConformanceTest {
    private static TestGateway gateway;
    private static String sdc;
    private final Profile profile;
    private String volume;

    LimitsConformanceTest(Profile profile) {
        this.profile = profile;
    }

    @BeforeParameterizedClassInvocation
    static void start(Profile profile, @TempDir Path directory) throws Exception {
        gateway = TestGateway.start(directory, options -> options.withProfile(profile));
        sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
    }

    @AfterParameterizedClassInvocation
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
        assertEquals((profile == Profile.V4_0 ? "500/4039" : "500/84") + " The volume is not mapped to SDC",
                limit(",'iopsLimit':'1000'"));

        gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc + "'}");
        assertEquals("0 0", limits());
    }
}
