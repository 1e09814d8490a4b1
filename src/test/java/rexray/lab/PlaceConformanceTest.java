package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.lab.RawClient.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Protection domains and storage pools as administrators make, change and remove them. */
@ParameterizedClass
@EnumSource(value = Profile.class, names = {"V3_5", "V4_0"})
class PlaceConformanceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;
    private final Profile profile;
    private TestGateway gateway;

    PlaceConformanceTest(Profile profile) {
        this.profile = profile;
    }

    @BeforeEach
    void start() throws Exception {
        gateway = TestGateway.start(directory, options -> options.withProfile(profile));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private Answer createDomain(String name) throws Exception {
        return gateway.client().post("/api/types/ProtectionDomain/instances", "{'name':'" + name + "'}");
    }

    private String domain(String name) throws Exception {
        return createDomain(name).json().get("id").asText();
    }

    private String pool(String domain, String name) throws Exception {
        return gateway.client().post("/api/types/StoragePool/instances",
                "{'name':'" + name + "','protectionDomainId':'" + domain + "'}").json().get("id").asText();
    }

    private String act(String object, String action, String body) throws Exception {
        return gateway.client().post("/api/instances/" + object + "/action/" + action, body).line();
    }

    private JsonNode read(String object) throws Exception {
        return gateway.client().get("/api/instances/" + object).json();
    }

    private String domainByName(String name) throws Exception {
        return gateway.client().post("/api/types/ProtectionDomain/instances/action/queryIdByKey",
                "{'name':'" + name + "'}").line();
    }

    @Test
    void domainIsFoundByTheNameThatItHasNow() throws Exception {
        String id = domain("pd2");
        assertEquals("200 {}", act("ProtectionDomain::" + id, "setProtectionDomainName", "{'name':'east'}"));

        assertEquals("200 \"" + id + "\"", domainByName("east"));
        assertEquals("500/142 Could not find Protection Domain", domainByName("pd2"));
        assertEquals("Active", read("ProtectionDomain::" + id).get("protectionDomainState").asText());
    }

    @Test
    void nameOfADomainIsTakenOnce() throws Exception {
        String id = domain("pd2");

        String taken = "500/141 Protection Domain name already in use. Please try a different name.";
        assertEquals(taken, createDomain("pd2").line());
        assertEquals(taken, act("ProtectionDomain::" + id, "setProtectionDomainName",
                "{'name':'pd1'}"));
        assertEquals("200 {}", act("ProtectionDomain::" + id, "setProtectionDomainName", "{'name':'pd2'}"));
        assertTrue(createDomain("two words").line().startsWith("500/227 "));
        assertTrue(gateway.client().post("/api/types/ProtectionDomain/instances", "{}").line().startsWith("400/0 "));
    }

    @Test
    void domainIsRemovedOnceItsPoolsAre() throws Exception {
        String id = domain("pd2");
        String pool = pool(id, "ssd");
        assertEquals("500/176 Protection Domain has Storage Pools",
                act("ProtectionDomain::" + id, "removeProtectionDomain", "{}"));

        act("StoragePool::" + pool, "removeStoragePool", "{}");
        assertEquals("200 {}", act("ProtectionDomain::" + id, "removeProtectionDomain", ""));

        assertEquals("500/142 Could not find Protection Domain", act("ProtectionDomain::" + id,
                "removeProtectionDomain", "{}"));
    }

    @Test
    void domainIsShutDownAndActivated() throws Exception {
        String domain = "ProtectionDomain::" + gateway.domainId();
        assertEquals("200 {}", act(domain, "inactivateProtectionDomain", "{'forceShutdown':'FALSE'}"));
        assertEquals("500/213 The Protection Domain is not active. ", act(domain, "inactivateProtectionDomain", "{}"));

        gateway.close();
        start();

        assertEquals("Inactive", read(domain).get("protectionDomainState").asText());
        assertEquals("200 {}", act(domain, "activateProtectionDomain", "{'forceActivate':'TRUE'}"));
        assertEquals("Active", read(domain).get("protectionDomainState").asText());
        assertTrue(act(domain, "activateProtectionDomain", "{}").startsWith("500/217 "));
    }

    @Test
    void volumesOfAnInactiveDomainAreOutOfUse() throws Exception {
        String sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        String volume = gateway.anyVolume();
        String inactive = "500/213 The Protection Domain is not active. ";
        String map = "{'sdcId':'" + sdc + "'}";
        act("ProtectionDomain::" + gateway.domainId(), "inactivateProtectionDomain", "{}");

        assertEquals(inactive, gateway.create(gateway.anyName(), ",'volumeSizeInGb':'8'").line());
        assertEquals(inactive, gateway.act(volume, "addMappedSdc", map).line());
        assertEquals(213, gateway.client().post("/api/instances/System/action/snapshotVolumes",
                "{'snapshotDefs':[{'volumeId':'" + volume + "'}]}").json().get("details").get(0).get("rc").asInt());

        act("ProtectionDomain::" + gateway.domainId(), "activateProtectionDomain", "{}");
        assertEquals("200 {}", gateway.act(volume, "addMappedSdc", map).line());
    }

    @Test
    void domainIsNotShutDownUnderAMappedVolume() throws Exception {
        String sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        gateway.act(gateway.anyVolume(), "addMappedSdc", "{'sdcId':'" + sdc + "'}");

        assertEquals("500/104 Volume is mapped",
                act("ProtectionDomain::" + gateway.domainId(), "inactivateProtectionDomain", "{}"));
    }

    @Test
    void whatIsNotSetOnADomainStaysAsItIs() throws Exception {
        String domain = "ProtectionDomain::" + gateway.domainId();
        act(domain, "setSdsNetworkLimits", "{'vtreeMigrationLimitInKbps':'10240','overallLimitInKbps':'20480'}");
        act(domain, "setSdsNetworkLimits", "{'rebalanceLimitInKbps':'2048','overallLimitInKbps':'0'}");
        act(domain, "setRfcacheParameters", "{'pageSizeKb':'16'}");
        act(domain, "setRfcacheParameters", "{'rfcacheOperationMode':'ReadAndWrite'}");

        JsonNode seen = read(domain);
        assertEquals(10240, seen.get("vtreeMigrationNetworkThrottlingInKbps").asInt());
        assertEquals(2048, seen.get("rebalanceNetworkThrottlingInKbps").asInt());
        assertFalse(seen.get("overallIoNetworkThrottlingEnabled").asBoolean());
        assertEquals(16, seen.get("rfcachePageSizeKb").asInt());
        assertEquals("ReadAndWrite", seen.get("rfcacheOpertionalMode").asText());
    }

    @Test
    void flashCacheHasPagesOfCertainSizes() throws Exception {
        assertEquals("400/0 pageSizeKb should get one of the following values: 4, 8, 16, 32, 64, but its value is 5.",
                act("ProtectionDomain::" + gateway.domainId(), "setRfcacheParameters", "{'pageSizeKb':'5'}"));
        assertTrue(act("ProtectionDomain::" + gateway.domainId(), "setRfcacheParameters", "{'maxIOSizeKb':'4'}")
                .startsWith("400/0 maxIOSizeKb should get"));
    }

    @Test
    void poolIsNamedOnceInItsDomain() throws Exception {
        String ssd = pool(gateway.domainId(), "ssd");

        assertEquals("500/173 Storage Pool name already exists",
                act("StoragePool::" + ssd, "setStoragePoolName", "{'name':'hdd'}"));
        assertEquals("200 {}", act("StoragePool::" + ssd, "setStoragePoolName", "{'name':'nvme'}"));
        assertEquals("nvme", read("StoragePool::" + ssd).get("name").asText());
        assertTrue(pool(domain("pd2"), "hdd").matches("[0-9a-f]{16}"), "another domain has names of its own");
    }

    @Test
    void poolThatWasSetUpKeepsItsCapacityUnderAnotherNameAndAfterARestart() throws Exception {
        String capacity = capacity();
        act("StoragePool::" + gateway.poolId(), "setStoragePoolName", "{'name':'slow'}");
        act("ProtectionDomain::" + gateway.domainId(), "setProtectionDomainName", "{'name':'west'}");
        assertEquals(capacity, capacity());

        gateway.close();
        start();

        assertEquals(capacity, capacity());
        assertEquals(1, gateway.client().get("/api/types/StoragePool/instances").json().size());
        assertEquals(1, gateway.client().get("/api/types/ProtectionDomain/instances").json().size());
    }

    @Test
    void poolThatAClientMadeGetsDisksOnceTheLabIsSetUpWithIt() throws Exception {
        String ssd = pool(gateway.domainId(), "ssd");
        gateway.close();
        gateway = TestGateway.start(directory, options -> options.withProfile(profile)
                .withLayout(ClusterLayout.usual().withPool("pd1", "ssd")));

        assertEquals(2, gateway.client().get("/api/types/StoragePool/instances").json().size());
        assertEquals("200 {}", act("StoragePool::" + ssd, "setStoragePoolName", "{'name':'fast'}"));
        assertEquals(gateway.client().get("/api/instances/StoragePool::" + gateway.poolId()
                + "/relationships/Statistics").json().get("capacityLimitInKb"),
                gateway.client().get("/api/instances/StoragePool::" + ssd + "/relationships/Statistics").json()
                        .get("capacityLimitInKb"));
    }

    private String capacity() throws Exception {
        return act("StoragePool::" + gateway.poolId(), "querySelectedStatistics",
                "{'properties':['capacityLimitInKb']}");
    }

    @Test
    void switchesOfAPoolAreShown() throws Exception {
        String pool = "StoragePool::" + gateway.poolId();
        act(pool, "setChecksumEnabled", "{'checksumEnabled':'true'}");
        act(pool, "enableRfcache", "{}");
        assertTrue(read(pool).get("checksumEnabled").asBoolean());
        assertTrue(read(pool).get("useRfcache").asBoolean());

        act(pool, "disableRfcache", "{}");
        assertFalse(read(pool).get("useRfcache").asBoolean());
        assertTrue(act(pool, "setChecksumEnabled", "{}").startsWith("400/0 "));
    }

    @Test
    void chosenStatisticsOfOneObjectAreFlat() throws Exception {
        String volume = gateway.anyVolume();

        assertEquals("200 {\"numOfMappedSdcs\":0}", act("Volume::" + volume, "querySelectedStatistics",
                "{'properties':['numOfMappedSdcs']}"));
        assertTrue(act("Volume::" + volume, "querySelectedStatistics", "{'properties':['numOfMappedScsiInitiators']}")
                .startsWith("400/0 "), "a figure of 2.0");
        assertEquals("500/79 Could not find the volume", act("Volume::00000000000000aa", "querySelectedStatistics",
                "{}"));
    }

    @Test
    void bodyOfAGetIsIgnored() throws Exception {
        Answer answer = gateway.client().send(gateway.client()
                .request("/api/instances/ProtectionDomain::" + gateway.domainId())
                .method("GET", BodyPublishers.ofString("{}")));

        assertEquals("pd1", answer.json().get("name").asText());
    }
}
