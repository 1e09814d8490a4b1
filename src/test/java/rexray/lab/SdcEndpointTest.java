package rexray.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.RawClient.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What the cluster answers to SDCs that call. */
class SdcEndpointTest {
    private static final SystemLimits ONE_SDC = new SystemLimits(8, 8, 8, 31, 8, 1, 8, 8, 1024);

    @Test
    void sdcTooManyIsRefusedUntilThereIsRoom(@TempDir Path directory) throws Exception {
        try (LoopData data = LoopData.open(directory.resolve("data"));
                SdcEndpoint endpoint = new SdcEndpoint(data, new Faults());
                TestGateway gateway = TestGateway.start(directory.resolve("gateway"),
                        options -> options.withData(data).withRoutes(endpoint).withLimits(ONE_SDC))) {
            assertEquals(200, call(gateway, SdcReport.PATH, TestGateway.GUID_1).status());
            Answer refused = call(gateway, SdcReport.PATH, TestGateway.GUID_2);
            assertEquals("500 Insufficient resources", refused.status() + " " + refused.body());

            assertEquals(200, call(gateway, SdcReport.LEAVE_PATH, TestGateway.GUID_1).status());
            String first = gateway.lab().cluster().state().sdcByGuid(TestGateway.GUID_1).orElseThrow().id();
            assertEquals(200,
                    gateway.client().post("/api/instances/Sdc::" + first + "/action/removeSdc", "{}").status());

            assertEquals(200, call(gateway, SdcReport.PATH, TestGateway.GUID_2).status());
        }
    }

    private static Answer call(TestGateway gateway, String path, String guid) throws Exception {
        return gateway.stranger().post(path, new ObjectMapper()
                .writeValueAsString(new SdcReport(guid, "10.0.0.21", "", "boot", Set.of(), -1, 0)));
    }
}
