package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Lists, single objects, lookups by name, relationships and statistics, in every release. */
@ParameterizedClass
@EnumSource(Profile.class)
@SuppressWarnings("NullAway.Init") // start is called first
class QueryConformanceTest {
    private static TestGateway gateway;
    private static RawClient client;
    private static String systemId;
    private static String sdc;
    private static String volume;
    private final Profile profile;

    QueryConformanceTest(Profile profile) {
        this.profile = profile;
    }

    @BeforeParameterizedClassInvocation
    static void start(Profile profile, @TempDir Path directory) throws Exception {
        gateway = TestGateway.start(directory, options -> options.withProfile(profile));
        client = gateway.client();
        systemId = gateway.lab().cluster().systemId();
        sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        volume = gateway.volume("a/b+c=", 16);
        gateway.act(volume, "addMappedSdc", "{'sdcId':'" + sdc + "'}");
    }

    @AfterParameterizedClassInvocation
    static void close() {
        gateway.close();
    }

    private static String byKey(String type, String body) throws Exception {
        return client.post("/api/types/" + type + "/instances/action/queryIdByKey", body).line();
    }

    private static String quoted(String id) {
        return "200 \"" + id + "\"";
    }

    @Test
    void thereIsOneSystemWithItsClusterInside() throws Exception {
        JsonNode systems = client.get("/api/types/System/instances").json();

        assertEquals(1, systems.size());
        JsonNode system = systems.get(0);
        assertEquals(systemId, system.get("id").asText());
        assertEquals("lab", system.get("name").asText());
        assertEquals("ClusteredNormal", system.get("mdmCluster").get("clusterState").asText());
        assertEquals(system, client.get("/api/instances/System::" + systemId).json());
        assertEquals(system.get("mdmCluster"), client.post("/api/instances/System/queryMdmCluster").json());
    }

    @Test
    void linksLeadToWhatTheyName() throws Exception {
        for (String type : new String[]{"System", "ProtectionDomain", "StoragePool", "Sdc", "Volume", "VTree"}) {
            JsonNode object = client.get("/api/types/" + type + "/instances").json().get(0);
            assertEquals("self", object.get("links").get(0).get("rel").asText());
            assertEquals("/api/instances/" + type + "::" + object.get("id").asText(),
                    object.get("links").get(0).get("href").asText());
            for (JsonNode link : object.get("links")) {
                assertEquals(200, client.get(link.get("href").asText()).status(), link.toString());
            }
        }
    }

    @Test
    void domainAndPoolAreFoundByName() throws Exception {
        assertEquals(quoted(gateway.domainId()), byKey("ProtectionDomain", "{'name':'pd1'}"));
        assertEquals(quoted(gateway.poolId()),
                byKey("StoragePool", "{'name':'hdd','protectionDomainName':'pd1'}"));
        assertEquals(quoted(gateway.poolId()),
                byKey("StoragePool", "{'name':'hdd','protectionDomainId':'" + gateway.domainId() + "'}"));
    }

    @Test
    void unknownDomainIs142AndPool171() throws Exception {
        assertEquals("500/142 Could not find Protection Domain", byKey("ProtectionDomain", "{'name':'nix'}"));
        assertEquals("500/171 Could not find Storage Pool",
                byKey("StoragePool", "{'name':'nix','protectionDomainName':'pd1'}"));
        assertEquals("500/142 Could not find Protection Domain",
                byKey("StoragePool", "{'name':'hdd','protectionDomainName':'nix'}"));
        assertTrue(client.get("/api/instances/ProtectionDomain::00000000000000aa").line().startsWith("500/142 "));
        assertTrue(client.get("/api/instances/StoragePool::00000000000000aa").line().startsWith("500/171 "));
    }

    @Test
    void legacyLookupsAnswerTheIdOrNull() throws Exception {
        assertEquals(quoted(gateway.domainId()), client.get("/api/types/Domain/instances/getByName::pd1").line());
        assertEquals("200 null", client.get("/api/types/Domain/instances/getByName::nix").line());
        assertEquals(quoted(gateway.poolId()),
                client.get("/api/types/Pool/instances/getByName::" + gateway.domainId() + ",hdd").line());
        assertEquals("200 null",
                client.get("/api/types/Pool/instances/getByName::" + gateway.domainId() + ",nix").line());
        assertEquals(quoted(sdc), client.get("/api/types/Client/instances/getByIp::10.0.0.21/").line());
        assertEquals("200 null", client.get("/api/types/Client/instances/getByIp::10.0.0.99/").line());
    }

    @Test
    void legacyVolumeNameIsEncodedTwice() throws Exception {
        assertEquals(quoted(volume), client.get("/api/types/Volume/instances/getByName::a%252Fb%252Bc%253D").line());
        assertEquals("200 null", client.get("/api/types/Volume/instances/getByName::nix").line());
    }

    @Test
    void volumeIsFoundByNameInItsCaseOnly() throws Exception {
        assertEquals(quoted(volume), byKey("Volume", "{'name':'a/b+c='}"));
        String unknown = profile == Profile.V2_0 ? "500/3 Not found" : "500/79 Could not find the volume";
        assertEquals(unknown, byKey("Volume", "{'name':'nix'}"));
        assertEquals(unknown, byKey("Volume", "{'name':'A/B+C='}"));
        assertEquals("400/0 Request message is not valid: The following parameter(s) must be part of the request body:"
                + " name.", byKey("Volume", "{}"));
    }

    @Test
    void unknownVolumeIdIs79AndMalformedIdInvalid() throws Exception {
        assertEquals("500/79 Could not find the volume", client.get("/api/instances/Volume::91c4e6a000000099").line());
        assertEquals("400/0 id (zzz) must be a hexadecimal number (unsigned long)",
                client.get("/api/instances/Volume::zzz").line());
    }

    @Test
    void sdcIsFoundByIpAndUnknownOneIs80() throws Exception {
        assertEquals(quoted(sdc), byKey("Sdc", "{'ip':'10.0.0.21'}"));
        assertEquals("500/80 Could not find the SDC", byKey("Sdc", "{'ip':'10.0.0.99'}"));
        assertEquals("500/80 Could not find the SDC", client.get("/api/instances/Sdc::b7e4d02900000099").line());
    }

    @Test
    void everyWayToAVolumeShowsTheSame() throws Exception {
        JsonNode seen = gateway.read(volume);

        for (JsonNode list : new JsonNode[]{client.get("/api/types/Volume/instances").json(),
                client.get("/api/instances/StoragePool::" + gateway.poolId() + "/relationships/Volume").json(),
                client.get("/api/instances/Sdc::" + sdc + "/relationships/Volume").json(),
                client.get("/api/instances/VTree::" + seen.get("vtreeId").asText() + "/relationships/Volume").json(),
                client.post("/api/types/Volume/instances/action/queryBySelectedIds", "{'ids':['" + volume + "']}")
                        .json(),
                client.get("/api/instances").json().get("volumeList")}) {
            assertEquals(1, list.size());
            assertEquals(seen, list.get(0));
        }
    }

    @Test
    void vtreeHasTheNameOfItsFirstVolume() throws Exception {
        JsonNode vtree = client.get("/api/instances/VTree::" + gateway.read(volume).get("vtreeId").asText()).json();

        assertEquals("a/b+c=", vtree.get("name").asText());
        assertEquals(volume,
                (profile == Profile.V2_0 ? vtree.get("baseVolumeId") : vtree.get("rootVolumes").get(0)).asText());
        assertEquals(vtree, client.get("/api/types/VTree/instances").json().get(0));
    }

    @Test
    void statisticsTellCapacityAndMappings() throws Exception {
        JsonNode pool = client.get("/api/instances/StoragePool::" + gateway.poolId() + "/relationships/Statistics")
                .json();
        assertEquals(2L << 30, pool.get("capacityLimitInKb").asLong());
        assertEquals(2 * 16777216, pool.get("thinCapacityAllocatedInKm").asLong());
        assertEquals(1, pool.get("numOfVolumes").asInt());

        JsonNode one = client.get("/api/instances/Volume::" + volume + "/relationships/Statistics").json();
        assertEquals(1, one.get("numOfMappedSdcs").asInt());
        assertEquals(sdc, one.get("mappedSdcIds").get(0).asText());
        assertTrue(one.get("childVolumeIds").isNull());
        assertEquals("{\"numSeconds\":0,\"totalWeightInKb\":0,\"numOccured\":0}",
                one.get("userDataWriteBwc").toString());
    }

    @Test
    void selectedStatisticsGoByIdAndAreFlatForTheSystem() throws Exception {
        String ask = "/instances/action/querySelectedStatistics";
        assertEquals("200 {\"%s\":{\"capacityLimitInKb\":2147483648}}".formatted(gateway.poolId()),
                client.post("/api/types/StoragePool" + ask,
                        "{'ids':['" + gateway.poolId() + "'],'properties':['capacityLimitInKb']}").line());
        assertEquals("200 {\"numOfSdc\":1,\"numOfVolumes\":1}".length(), client.post("/api/types/System" + ask,
                "{'ids':[],'properties':['numOfSdc','numOfVolumes']}").line().length());
    }

    @Test
    void unknownPathsAndRelationshipsAreToldAsJson() throws Exception {
        for (String path : new String[]{"/api/nix", "/api/types/Nix/instances", "/api/instances/Nix::01",
                "/api/instances/" + volume}) {
            assertEquals("404/0 Not Found", client.get(path).line(), path);
        }
        assertEquals("500/0 Error in get relationship Nix",
                client.get("/api/instances/Volume::" + volume + "/relationships/Nix").line());
    }

    @Test
    void whatTheLabHasNotIs404() throws Exception {
        for (String path : new String[]{"/api/types/Sds/instances", "/api/types/Device/instances",
                "/api/types/FaultSet/instances", "/api/types/SnapshotPolicy/instances",
                "/api/types/ReplicationPair/instances", "/api/instances/Sds::01/action/removeSds",
                "/api/instances/User::01/action/setUserRole",
                "/api/instances/StoragePool::" + gateway.poolId() + "/action/setMediaType",
                "/api/instances/Volume::" + volume + "/action/createThinClone", "/dtapi/rest/v1/metrics/query",
                "/rest/v1/users"}) {
            assertEquals(404, client.post(path, "{}").status(), path);
        }
        assertEquals(405, client.post("/api/types/User/instances", "{}").status());
    }

    @Test
    void onlyGetAndPostAreServed() throws Exception {
        assertEquals(405, client.send(client.request("/api/instances/Volume::" + volume).DELETE()).status());
        assertEquals(405, client.send(client.request("/api/types/Volume/instances").PUT(BodyPublishers.noBody()))
                .status());
    }

    @Test
    void absentEmptyAndBracedBodiesAreTheSame() throws Exception {
        String ask = "/api/types/Sdc/instances/action/queryAllApprovedSdc";

        assertEquals(1, client.post(ask).json().size());
        assertEquals(1, client.post(ask, "").json().size());
        assertEquals(1, client.post(ask, "{}").json().size());
    }

    @Test
    void anyMediaTypeIsTaken() throws Exception {
        for (String type : new String[]{"application/json;version=2.0", "application/json; version=1.0",
                "application/json", "text/plain;charset=utf-8"}) {
            assertEquals(quoted(volume), client.send(client
                    .request("/api/types/Volume/instances/action/queryIdByKey").header("Content-Type", type)
                    .header("Accept", type).POST(BodyPublishers.ofString("{\"name\":\"a/b+c=\"}"))).line());
        }
    }

    @Test
    void aBodyThatIsNoJsonObjectIsInvalid() throws Exception {
        assertEquals("400/0 Request message is not valid: no JSON at line 1, column 9",
                client.post("/api/types/Volume/instances/action/queryIdByKey", "{'name':").line());
        assertEquals(400, client.post("/api/types/Volume/instances/action/queryIdByKey", "['name']").status());
        assertEquals(400, client.post("/api/types/Volume/instances/action/queryIdByKey", "{'name':{}}").status());
    }

    @Test
    void sdcShowsItsConnectionAndTheGuidInUpperCase() throws Exception {
        JsonNode seen = client.get("/api/instances/Sdc::" + sdc).json();

        assertEquals(TestGateway.GUID_1, seen.get("sdcGuid").asText());
        assertEquals("10.0.0.21", seen.get("sdcIp").asText());
        assertEquals("Connected", seen.get("mdmConnectionState").asText());
        assertTrue(seen.get("name").isNull());
    }

    @Test
    void sdcIsRenamed() throws Exception {
        String id = gateway.lab().cluster().registerSdc(TestGateway.GUID_2, "10.0.0.22");
        try {
            assertEquals("200 {}",
                    client.post("/api/instances/Sdc::" + id + "/action/setSdcName", "{'sdcName':'node02'}").line());
            assertEquals("node02", client.get("/api/instances/Sdc::" + id).json().get("name").asText());
        } finally {
            gateway.lab().cluster().disconnectSdc(id);
            assertEquals("200 {}", client.post("/api/instances/Sdc::" + id + "/action/removeSdc", "{}").line());
        }
    }

    @Test
    void sdcIsNotRemovedWhileConnectedOrMapped() throws Exception {
        String remove = "/api/instances/Sdc::" + sdc + "/action/removeSdc";
        assertEquals("500/307 Cannot remove an SDC which is currently connected to the MDM.",
                client.post(remove).line());
        gateway.lab().cluster().disconnectSdc(sdc);
        try {
            assertEquals("500/180 SDC has mapped volume(s)", client.post(remove).line());
        } finally {
            gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        }
    }
}
