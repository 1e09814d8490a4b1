package rexray.scaleio;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rexray.volume.Placement;
import rexray.volume.Size;
import rexray.volume.Volume;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.refusal;
import static rexray.scaleio.ScriptedGateway.volume;

class TopologyTest extends ScriptedGatewayFixture {
    private static final String SYSTEMS = "/api/types/System/instances";
    private static final String DOMAINS = "/api/instances/System::" + ScriptedGateway.SYSTEM
            + "/relationships/ProtectionDomain";
    private static final String POOLS = "/api/types/StoragePool/instances";

    @Test
    void onlySystemIsFoundWithoutAName() {
        connect(of(null, null, null, "pd1", null, "hdd"));
        connect(of("0", null, null, "pd1", null, "hdd"));
    }

    @Test
    void amongSeveralSystemsOneMustBeNamed() {
        severalSystems();
        assertUnavailable(of("0", null, null, "pd1", null, "hdd"), "more than one system", "east, west");
        connect(of(null, "west", null, "pd1", null, "hdd"));
        connect(of("0", "west", null, "pd1", null, "hdd"));
    }

    @Test
    void idOfASystemDecides() {
        severalSystems();
        connect(of(ScriptedGateway.SYSTEM, "east", null, "pd1", null, "hdd"));
    }

    @Test
    void unknownSystemIsRefusedWithThoseThatExist() {
        severalSystems();
        assertUnavailable(of(null, "north", null, "pd1", null, "hdd"), "no system north", "east, west");
    }

    @Test
    void systemWithoutANameIsTakenForNoOther() {
        gateway.answer("GET", SYSTEMS,
                okJson("[{'id':'1','name':null},{'id':'%s','name':'west'}]".formatted(ScriptedGateway.SYSTEM)));
        connect(of(null, "west", null, "pd1", null, "hdd"));
        assertUnavailable(of(null, "north", null, "pd1", null, "hdd"), "no system north", "1, west");
    }

    @Test
    void systemWithoutANameIsFoundByItsId() {
        gateway.answer("GET", SYSTEMS,
                okJson("[{'id':'1','name':'east'},{'id':'%s','name':null}]".formatted(ScriptedGateway.SYSTEM)));
        connect(of(ScriptedGateway.SYSTEM, null, null, "pd1", null, "hdd"));
    }

    /** A gateway that has just started may not have reached its MDM yet. */
    @Test
    void systemThatIsNotThereYetIsLookedForAgain() {
        gateway.answer("GET", SYSTEMS, okJson("[]"), okJson("[{'id':'%s'}]".formatted(ScriptedGateway.SYSTEM)));
        ArrayUnavailable early = assertThrows(ArrayUnavailable.class, () -> array.connect(soon()));
        assertEquals("the gateway shows no system; wait until it has finished starting, and check that it reaches its"
                + " MDM cluster", early.getMessage());
        array.connect(soon());
    }

    @Test
    void unknownDomainIsRefusedWithThoseThatExist() {
        assertRefused(of(null, null, null, "pd2", null, "hdd"), "no protection domain pd2",
                "set scaleio.protectionDomainName to one of: pd1");
    }

    @Test
    void unknownPoolIsRefusedWithThoseOfTheDomain() {
        gateway.answer("GET", DOMAINS, okJson("[{'id':'d1','name':'pd1'},{'id':'d2','name':'pd2'}]"));
        gateway.answer("GET", POOLS, okJson("[{'id':'a1','name':'hdd','protectionDomainId':'d1'},"
                + "{'id':'a2','name':'ssd','protectionDomainId':'d1'},{'id':'a3','name':'x','protectionDomainId':'d2'}]"));
        assertRefused(of(null, null, null, "pd1", null, "x"), "no storage pool x",
                "set scaleio.storagePoolName to one of: hdd, ssd");
        assertRefused(of(null, null, null, "pd1", "a3", null), "no storage pool a3",
                "set scaleio.storagePoolID to one of: a1, a2");
        connect(of(null, null, "d1", "pd2", "a2", "hdd"));
    }

    @Test
    void volumeOfAnUnknownPoolBringsANewLookAtThePools() {
        array.connect(soon());
        gateway.answer("GET", READ, okJson(volume("pgdata", "'storagePoolId':'a2'")));
        gateway.answer("GET", POOLS, okJson("[{'id':'a2','name':'ssd','protectionDomainId':'8d6e2b4100000000'}]"));
        Volume volume = array.read(ID, soon()).orElseThrow();
        assertEquals("ssd", volume.pool());
        assertEquals("pd1", volume.domain());
    }

    @Test
    void poolThatStaysUnknownIsLookedForOnce() {
        gateway.answer("GET", READ, okJson(volume("pgdata", "'storagePoolId':'a2'")));
        assertEquals("a2", array.read(ID, soon()).orElseThrow().pool());
        assertEquals("a2", array.read(ID, soon()).orElseThrow().pool());
        assertEquals(2, gateway.count("GET", POOLS));
    }

    @Test
    void poolThatWasMadeAgainIsFoundAgain() {
        array.connect(soon());
        gateway.answer("GET", POOLS, okJson("[{'id':'a2','name':'hdd','protectionDomainId':'8d6e2b4100000000'}]"));
        gateway.answer("POST", VOLUMES, refusal(500, 171, "Could not find Storage Pool"),
                okJson("{'id':'" + ScriptedGateway.VOLUME + "'}"));
        assertEquals(Optional.of(ID), array.create(NAME, Size.ofGb(8), Optional.empty(), soon()));
        assertTrue(gateway.requests("POST", VOLUMES).getLast().getBodyAsString().contains("\"a2\""));
    }

    @Test
    void createSendsNumbersAsTextAndBothIds() {
        gateway.answer("POST", VOLUMES, okJson("{'id':'" + ScriptedGateway.VOLUME + "'}"));
        array.create(NAME, Size.ofGb(9), Optional.empty(), soon());
        assertEquals("{\"name\":\"pgdata\",\"volumeSizeInKb\":\"16777216\",\"protectionDomainId\":\"8d6e2b4100000000\","
                + "\"storagePoolId\":\"5c0a91f700000000\",\"volumeType\":\"ThinProvisioned\"}",
                gateway.requests("POST", VOLUMES).getFirst().getBodyAsString());
    }

    @Test
    void poolsOfAllPlacesMustExist() {
        Placement there = gateway.options().placement();
        array.connect(List.of(there), soon());

        Placement nowhere = new Placement(Optional.empty(), there.domainName(), Optional.empty(),
                Optional.of("nowhere"), there.provisioning());
        assertThrows(RefusedInput.class, () -> array.connect(List.of(there, nowhere), soon()));
    }

    @Test
    void systemThatIsRefusedIsNotReadFurther() {
        try (ScaleioControlPlane claimed = new ScaleioControlPlane(gateway.options(), system -> {
            throw new ArrayUnavailable("system " + system + " is taken", "leave it", null);
        }, Surroundings.ofThisMachine(), new Traffic())) {
            assertEquals("system " + ScriptedGateway.SYSTEM + " is taken; leave it",
                    assertThrows(ArrayUnavailable.class, () -> claimed.resolve(NAME, soon())).getMessage());
        }
    }

    private void severalSystems() {
        gateway.answer("GET", SYSTEMS,
                okJson("[{'id':'%s','name':'west'},{'id':'1','name':'east'}]".formatted(ScriptedGateway.SYSTEM)));
    }

    private void connect(ScaleioOptions options) {
        try (ScaleioControlPlane other = Gateways.hasty(options)) {
            other.connect(soon());
        }
    }

    /** Not as refused input: of a volume nothing is known then, and Docker takes a refusal for "no such volume". */
    private void assertUnavailable(ScaleioOptions options, String problem, String remedy) {
        assertFails(ArrayUnavailable.class, options, problem, remedy);
    }

    private void assertRefused(ScaleioOptions options, String problem, String remedy) {
        assertFails(RefusedInput.class, options, problem, remedy);
    }

    private void assertFails(Class<? extends VolumeException> kind, ScaleioOptions options, String problem,
            String remedy) {
        VolumeException refusal = assertThrows(kind, () -> connect(options));
        assertTrue(refusal.problem().contains(problem), refusal.getMessage());
        assertTrue(refusal.remedy().contains(remedy), refusal.getMessage());
    }

    private ScaleioOptions of(@Nullable String systemId, @Nullable String systemName, @Nullable String domainId,
            @Nullable String domainName, @Nullable String poolId, @Nullable String poolName) {
        ScaleioOptions usual = gateway.options();
        return new ScaleioOptions(usual.endpoints(), usual.trust(), usual.login(),
                Optional.ofNullable(systemId), Optional.ofNullable(systemName), Optional.ofNullable(domainId),
                Optional.ofNullable(domainName), Optional.ofNullable(poolId), Optional.ofNullable(poolName),
                usual.provisioning(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
