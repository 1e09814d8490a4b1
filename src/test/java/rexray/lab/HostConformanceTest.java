package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What administrators set on SDCs and NVMe hosts, in 4.0. */
class HostConformanceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;
    private TestGateway gateway;
    private String sdc = "";
    private String host = "";

    @BeforeEach
    void start() throws Exception {
        startGateway();
        sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        host = gateway.client().post("/api/types/Host/instances",
                "{'name':'nvme1','nqn':'nqn.2014-08:nvme1','maxNumPaths':'4'}").json().get("id").asText();
    }

    private void startGateway() throws Exception {
        gateway = TestGateway.start(directory, options -> options.withProfile(Profile.V4_0));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private String act(String object, String action, String body) throws Exception {
        return gateway.client().post("/api/instances/" + object + "/action/" + action, body).line();
    }

    private JsonNode read(String id) throws Exception {
        return gateway.client().get("/api/instances/Sdc::" + id).json();
    }

    @Test
    void performanceProfileIsShownAndKept() throws Exception {
        assertEquals("Default", read(sdc).get("perfProfile").asText());
        assertEquals("200 {}", act("Sdc::" + sdc, "setSdcPerformanceParameters", "{'perfProfile':'HighPerformance'}"));

        gateway.close();
        startGateway();

        assertEquals("HighPerformance", read(sdc).get("perfProfile").asText());
    }

    @Test
    void unknownPerformanceProfileIsRefused() throws Exception {
        assertEquals("400/0 perfProfile should get one of the following values: Default, Compact, HighPerformance, but"
                + " its value is Fast.", act("Sdc::" + sdc, "setSdcPerformanceParameters", "{'perfProfile':'Fast'}"));
        assertEquals("500/80 Could not find the SDC",
                act("Sdc::00000000000000aa", "setSdcPerformanceParameters", "{'perfProfile':'Compact'}"));
    }

    @Test
    void pathsAndPortsOfAnNvmeHostAreShown() throws Exception {
        assertEquals(4, read(host).get("maxNumPaths").asInt());
        assertTrue(read(host).get("maxNumSysPorts").isNull());

        assertEquals("200 {}", act("Host::" + host, "modifyMaxNumPaths", "{'newMaxNumPaths':'6'}"));
        assertEquals("200 {}", act("Host::" + host, "modifyMaxNumSysPorts", "{'newMaxNumSysPorts':'8'}"));

        assertEquals(6, read(host).get("maxNumPaths").asInt());
        assertEquals(8, read(host).get("maxNumSysPorts").asInt());
    }

    @ParameterizedTest
    @CsvSource({"nvme2, nqn.2014-08:nvme1", "nvme1, nqn.2014-08:nvme2"})
    void nameAndNqnOfAHostAreTakenOnce(String name, String nqn) throws Exception {
        String body = "{'name':'" + name + "','nqn':'" + nqn + "'}";
        assertEquals("500/7 Already exists", gateway.client().post("/api/types/Host/instances", body).line());

        act("Sdc::" + host, "removeSdc", "{}");

        assertEquals(200, gateway.client().post("/api/types/Host/instances", body).status());
    }

    @Test
    void hostsNeedNoName() throws Exception {
        for (String nqn : List.of("nqn.2014-08:a", "nqn.2014-08:b")) {
            assertEquals(200, gateway.client().post("/api/types/Host/instances", "{'nqn':'" + nqn + "'}").status());
        }
    }

    @Test
    void hostIsNamedAndRemovedLikeAnSdc() throws Exception {
        assertEquals("200 {}", act("Sdc::" + host, "setSdcName", "{'sdcName':'nvme2'}"));
        assertEquals("nvme2", read(host).get("name").asText());

        assertEquals("200 {}", act("Sdc::" + host, "removeSdc", "{}"));

        assertEquals("500/80 Could not find the SDC",
                gateway.client().get("/api/instances/Host::" + host + "/relationships/NvmeController").line());
    }

    @Test
    void sdcIsNoNvmeHost() throws Exception {
        assertEquals("500/80 Could not find the SDC", act("Host::" + sdc, "modifyMaxNumPaths",
                "{'newMaxNumPaths':'6'}"));
    }

    @Test
    void targetsForNvmeAreNone() throws Exception {
        assertEquals("200 []", gateway.client()
                .get("/api/instances/ProtectionDomain::" + gateway.domainId() + "/relationships/Sdt").line());
        assertEquals("200 []", gateway.client().get("/api/types/Sdt/instances").line());
    }
}
