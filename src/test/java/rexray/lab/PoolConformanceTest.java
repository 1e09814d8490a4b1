package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.lab.RawClient.Answer;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.Unsupported;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Pools that compress, pools without a cache, and what volumes in them are. */
class PoolConformanceTest {
    private static final String NOT_FINE = "500/911 Compression is supported by"
            + " Storage Pools with Fine Granularity layout only";
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;
    @SuppressWarnings("NullAway.Init") // each test starts it
    private TestGateway gateway;

    private void start(Profile profile) throws Exception {
        ClusterLayout layout = ClusterLayout.usual().withPool("pd1", "raw", PoolKind.UNCACHED);
        start(profile, profile == Profile.V2_0 ? layout : layout.withPool("pd1", "fine", PoolKind.FINE));
    }

    private void start(Profile profile, ClusterLayout layout) throws IOException, InterruptedException {
        gateway = TestGateway.start(directory, options -> options.withProfile(profile).withLayout(layout));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private String pool(String name) {
        State state = gateway.lab().cluster().state();
        return state.poolNamed(state.domainId(), name).orElseThrow().id();
    }

    private JsonNode readPool(String name) throws Exception {
        return gateway.client().get("/api/instances/StoragePool::" + pool(name)).json();
    }

    private Answer create(String pool, String more) throws Exception {
        return gateway.client().post("/api/types/Volume/instances", "{'name':'" + gateway.anyName()
                + "','volumeSizeInGb':'8','storagePoolId':'" + pool(pool) + "'" + more + "}");
    }

    private String made(String pool, String more) throws Exception {
        return create(pool, more).json().get("id").asText();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void poolWithoutCacheSaysSo(Profile profile) throws Exception {
        start(profile);

        assertTrue(readPool("hdd").get("useRmcache").asBoolean());
        assertFalse(readPool("raw").get("useRmcache").asBoolean());
        assertFalse(gateway.read(made("raw", "")).get("useRmcache").asBoolean());
        assertTrue(gateway.read(made("hdd", "")).get("useRmcache").asBoolean());
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = {"V3_5", "V4_0"})
    void finePoolCompressesUnlessToldOtherwise(Profile profile) throws Exception {
        start(profile);
        JsonNode pool = readPool("fine");
        assertEquals("FineGranularity", pool.get("dataLayout").asText());
        assertEquals("Normal", pool.get("compressionMethod").asText());
        assertFalse(pool.get("useRmcache").asBoolean());

        JsonNode usual = gateway.read(made("fine", ""));
        JsonNode plain = gateway.read(made("fine", ",'compressionMethod':'None'"));

        assertEquals("FineGranularity", usual.get("dataLayout").asText());
        assertEquals("ThinProvisioned", usual.get("volumeType").asText());
        assertEquals("Normal", usual.get("compressionMethod").asText());
        assertEquals("None", plain.get("compressionMethod").asText());
        assertEquals("FineGranularity", gateway.client().get("/api/instances/VTree::" + plain.get("vtreeId").asText())
                .json().get("dataLayout").asText());
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = {"V3_5", "V4_0"})
    void compressionIsChangedInAFinePoolOnly(Profile profile) throws Exception {
        start(profile);
        String fine = made("fine", ",'compressionMethod':'None'");
        String body = "{'compressionMethod':'Normal'}";

        assertEquals("200 {}", gateway.act(fine, "modifyCompressionMethod", body).line());
        assertEquals("Normal", gateway.read(fine).get("compressionMethod").asText());
        assertEquals(NOT_FINE, gateway.act(gateway.anyVolume(), "modifyCompressionMethod", body).line());
        assertEquals(
                "400/0 compressionMethod should get one of the following values: None, Normal, but its value is x.",
                gateway.act(fine, "modifyCompressionMethod", "{'compressionMethod':'x'}").line());
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, names = {"V3_5", "V4_0"})
    void usualPoolRefusesEvenToTurnCompressionOff(Profile profile) throws Exception {
        start(profile);
        assertEquals(NOT_FINE,
                gateway.act(gateway.anyVolume(), "modifyCompressionMethod", "{'compressionMethod':'None'}").line());
    }

    @ParameterizedTest
    @CsvSource({"V2_0, Normal, 200", "V3_5, Normal, 500", "V3_5, None, 200", "V4_0, Normal, 500", "V4_0, None, 200"})
    void usualPoolDoesNotCompressAndTwoDoesNotKnowWhatThatIs(Profile profile, String method, int status)
            throws Exception {
        start(profile);

        assertEquals(status, create("hdd", ",'compressionMethod':'" + method + "'").status());
    }

    @Test
    void finePoolHasNoThickVolumes() throws Exception {
        start(Profile.V3_5);
        String refused = "500/912 Thick volumes are not supported by Storage Pools with Fine Granularity layout";
        String thick = made("hdd", ",'volumeType':'ThickProvisioned'");

        assertEquals(refused, create("fine", ",'volumeType':'ThickProvisioned'").line());
        assertEquals(refused, gateway.act(thick, "migrateVTree", "{'destSPId':'" + pool("fine") + "'}").line());
    }

    @Test
    void snapshotIsCompressedAsItsSource() throws Exception {
        start(Profile.V3_5);
        String source = made("fine", "");

        JsonNode taken = gateway.client().post("/api/instances/System/action/snapshotVolumes",
                "{'snapshotDefs':[{'volumeId':'" + source + "'}]}").json();

        JsonNode snapshot = gateway.read(taken.get("volumeIdList").get(0).asText());
        assertEquals("Normal", snapshot.get("compressionMethod").asText());
    }

    @Test
    void twoHasNoFinePools() throws Exception {
        start(Profile.V2_0);

        assertThrows(Unsupported.class, () -> LabGateway.start(GatewayOptions
                .http(directory.resolve("other"), ListenAddress.anyPortOf("127.0.0.1"))
                .withLayout(ClusterLayout.usual().withPool("pd1", "fine", PoolKind.FINE))));
    }

    @Test
    void kindOfAPoolStays() throws Exception {
        start(Profile.V3_5);
        gateway.close();

        assertThrows(RefusedInput.class,
                () -> start(Profile.V3_5, ClusterLayout.usual().withPool("pd1", "fine", PoolKind.UNCACHED)));
        start(Profile.V3_5);
        assertEquals("FineGranularity", readPool("fine").get("dataLayout").asText());
    }

    @Test
    void stateOfBeforeThereWereKindsAndSettingsIsRead() throws Exception {
        start(Profile.V3_5, ClusterLayout.usual());
        String volume = gateway.anyVolume();
        gateway.close();
        // Reads the changes into the state.
        start(Profile.V3_5, ClusterLayout.usual());
        gateway.close();
        Path state = directory.resolve("state.json");
        String now = Files.readString(state);
        String before = now.replaceAll(",\\s*\"(kind|compression)\" : \"[A-Z]+\"", "")
                .replaceAll("(?s),\\s*\"settings\" : \\{\\s*\"active\".*?\\}.*?\\}\\s*\\}", "");
        assertFalse(before.contains("flashCache"), before);
        assertTrue(now.length() > before.length(), now);
        Files.writeString(state, before);

        start(Profile.V3_5, ClusterLayout.usual());

        assertEquals("MediumGranularity", readPool("hdd").get("dataLayout").asText());
        assertEquals("Invalid", gateway.read(volume).get("compressionMethod").asText());
        assertEquals("Active", gateway.client().get("/api/types/ProtectionDomain/instances").json().get(0)
                .get("protectionDomainState").asText());
    }

    @Test
    void clientsMakePoolsOfEachKind() throws Exception {
        start(Profile.V3_5);
        String domain = "'protectionDomainId':'" + gateway.domainId() + "'";

        gateway.client().post("/api/types/StoragePool/instances",
                "{'name':'f','dataLayout':'FineGranularity'," + domain + "}");
        gateway.client().post("/api/types/StoragePool/instances", "{'name':'u','useRmcache':'FALSE'," + domain + "}");

        assertEquals("FineGranularity", readPool("f").get("dataLayout").asText());
        assertFalse(readPool("u").get("useRmcache").asBoolean());
    }
}
