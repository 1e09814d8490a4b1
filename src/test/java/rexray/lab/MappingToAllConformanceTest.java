package rexray.lab;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Volumes that are mapped to every SDC, which only 2.0 knows. */
class MappingToAllConformanceTest {
    private TestGateway gateway;
    private String sdc1;
    private String sdc2;
    private String volume;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        gateway = TestGateway.start(directory);
        sdc1 = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        sdc2 = gateway.lab().cluster().registerSdc(TestGateway.GUID_2, "10.0.0.22");
        volume = gateway.anyVolume();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private String map(String body) throws Exception {
        return gateway.act(volume, "addMappedSdc", body).line();
    }

    private String unmap(String body) throws Exception {
        return gateway.act(volume, "removeMappedSdc", body).line();
    }

    @Test
    void mappedToAllShowsAFlagAndNoList() throws Exception {
        assertEquals("200 {}", map("{'allSdcs':'TRUE'}"));

        assertTrue(gateway.read(volume).get("mappingToAllSdcsEnabled").asBoolean());
        assertTrue(gateway.read(volume).get("mappedSdcInfo").isNull());
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
}
