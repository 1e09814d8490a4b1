package rexray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.docker.PluginClient;
import rexray.docker.PluginClient.Answer;
import rexray.lab.LabCluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * One daemon for several arrays that share the host's SDC, and for several pools of one: real devices, file systems and
 * mounts.
 */
class SeveralArraysIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String SILVER = "libstorage.server.services.silver.";

    @TempDir
    Path temporary;

    private Path directory;
    private LabCluster gold;
    private LabCluster silver;
    private TestHost host;

    @BeforeEach
    void start() throws Exception {
        directory = temporary.toRealPath();
        gold = LabCluster.startWithPool(Files.createDirectory(directory.resolve("gold")), "ssd");
        silver = LabCluster.start(Files.createDirectory(directory.resolve("silver")));
        gold.addHost("node01", silver);
        host = new TestHost(directory.resolve("gold/node01"), TestProgram.class);
        // One SDC for both arrays: each service finds its devices in the same place.
        Path services = Files.createDirectory(host.home().resolve("services"));
        for (String service : List.of("gold", "silver")) {
            Files.createSymbolicLink(services.resolve(service), host.home());
        }
    }

    @AfterEach
    void stop() throws Exception {
        host.kill();
        for (String mountpoint : mountpoints()) {
            Site.run("umount", "--lazy", mountpoint);
        }
        gold.close();
        silver.close();
    }

    private Set<String> mountpoints() throws IOException {
        Set<String> below = new TreeSet<>();
        Files.readAllLines(Path.of("/proc/self/mountinfo")).stream().map(line -> line.split(" ", 6)[4])
                .filter(path -> path.startsWith(directory + "/")).forEach(below::add);
        return below;
    }

    /** One service, with the standard module. */
    private String[] onlyGold() {
        return new String[]{"libstorage.service: gold", "libstorage.server.services.gold.driver: scaleio",
                "libstorage.server.services.gold.libstorage.integration.volume.operations.mount.path: "
                        + directory.resolve("volumes/gold")};
    }

    /** Two services, each with a module of its name. */
    private void configureTwo(String endpointOfSilver, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of(onlyGold()));
        lines.addAll(List.of(SILVER + "driver: scaleio",
                SILVER + "scaleio.endpoint: " + endpointOfSilver,
                SILVER + "scaleio.password: '" + silver.password() + "'",
                SILVER + "libstorage.integration.volume.operations.mount.path: " + directory.resolve("volumes/silver"),
                "rexray.modules.silver.type: docker", "rexray.modules.silver.libstorage.service: silver",
                "rexray.modules.silver.host: unix://" + socket("silver")));
        lines.addAll(List.of(more));
        host.configure(gold.endpoint().toString(), gold.password(), lines.toArray(new String[0]));
    }

    private Path socket(String module) {
        return host.home().resolve(module + ".sock");
    }

    private Answer ask(String module, String method, String json) throws IOException {
        return new PluginClient(socket(module)).post("VolumeDriver." + method, json);
    }

    private JsonNode granted(String module, String method, String json) throws IOException {
        Answer answer = ask(module, method, json);
        assertEquals(200, answer.status(), () -> answer.body() + "\n" + host.log());
        return JSON.readTree(answer.body());
    }

    private static String name(String volume) {
        return "{\"Name\":\"" + volume + "\"}";
    }

    private static String use(String volume, String caller) {
        return "{\"Name\":\"" + volume + "\",\"ID\":\"" + caller + "\"}";
    }

    private Path mounted(String module, String volume, String caller) throws IOException {
        return Path.of(granted(module, "Mount", use(volume, caller)).path("Mountpoint").asText());
    }

    @Test
    void volumesOfOneNameOnTwoArraysAreTwo() throws Exception {
        configureTwo(silver.endpoint().toString());
        host.startReady();
        granted("rexray", "Create", name("db"));
        granted("silver", "Create", name("db"));
        Path first = mounted("rexray", "db", A);
        Path second = mounted("silver", "db", A);

        assertNotEquals(first, second);
        Files.writeString(first.resolve("file"), "gold");
        Files.writeString(second.resolve("file"), "silver");
        granted("rexray", "Unmount", use("db", A));
        assertEquals("silver", Files.readString(second.resolve("file")));
        assertEquals("gold", Files.readString(mounted("rexray", "db", B).resolve("file")));
        assertTrue(host.log().contains("volume db created with 16 GB") && host.log().contains("[service silver]"),
                host::log);

        granted("rexray", "Unmount", use("db", B));
        granted("rexray", "Remove", name("db"));
        assertEquals("silver", Files.readString(second.resolve("file")));
        granted("silver", "Unmount", use("db", A));
        assertEquals(Set.of(), mountpoints());
    }

    @Test
    void eachServiceKnowsWhoTheHostIsToItsArray() throws Exception {
        configureTwo(silver.endpoint().toString());
        host.startReady();
        for (String service : List.of("gold", "silver")) {
            TestHost.Printed examined = host.rexray("doctor -s " + service);
            String system = (service.equals("gold") ? gold : silver).systemId();
            assertTrue(examined.text().contains("it is connected to system " + system), examined.text());
        }
    }

    @Test
    void volumeOfTheSecondArrayGrowsInUse() throws Exception {
        configureTwo(silver.endpoint().toString(), SILVER + "libstorage.integration.volume.operations.create.default"
                + ".fsType: xfs");
        host.startReady();
        for (String module : List.of("rexray", "silver")) {
            granted(module, "Create", name("db"));
            mounted(module, "db", A);
        }
        Path data = mounted("silver", "db", B);

        TestHost.Printed resized = host.rexray("volume resize db --size 24 -s silver");

        assertEquals(0, resized.status(), resized::text);
        assertTrue(Files.getFileStore(data).getTotalSpace() > 23L << 30, resized::text);
        assertEquals(Set.of("gold db 16", "silver db 24"), sizes());
    }

    private Set<String> sizes() throws Exception {
        Set<String> sizes = new TreeSet<>();
        for (String module : List.of("rexray", "silver")) {
            JsonNode status = granted(module, "Get", name("db")).path("Volume").path("Status");
            sizes.add((module.equals("rexray") ? "gold" : module) + " db " + status.path("size").asText());
        }
        return sizes;
    }

    @Test
    void restartedDaemonKnowsWhoUsesWhatOnBoth() throws Exception {
        configureTwo(silver.endpoint().toString());
        host.startReady();
        for (String module : List.of("rexray", "silver")) {
            granted(module, "Create", name("db"));
            mounted(module, "db", A);
        }
        host.kill();
        host.startReady();

        TestHost.refusal(ask("silver", "Remove", name("db")));
        granted("silver", "Unmount", use("db", A));
        granted("silver", "Remove", name("db"));
        TestHost.refusal(ask("rexray", "Remove", name("db")));
        granted("rexray", "Unmount", use("db", A));
    }

    @Test
    void arrayThatIsAwayStopsNoOther() throws Exception {
        Relay way = Relay.to(silver.endpoint());
        configureTwo(way.endpoint());
        host.start();
        assertTrue(host.notReady().contains("service silver: "), host::log);
        granted("rexray", "Create", name("db"));
        Files.writeString(mounted("rexray", "db", A).resolve("file"), "gold");
        assertEquals(0, host.rexray("volume ls").status());

        way.open();
        host.awaitReady();
        granted("silver", "Create", name("other"));
        TestHost.Printed listed = host.rexray("volume ls -s silver");
        assertTrue(listed.text().contains("  other  ") && !listed.text().contains("  db  "), listed.text());
        granted("rexray", "Unmount", use("db", A));
        way.cut();
    }

    @Test
    void arrayAddedToTheFileIsServedByAReload() throws Exception {
        host.configure(gold.endpoint().toString(), gold.password(), onlyGold());
        host.startReady();
        granted("rexray", "Create", name("db"));
        Files.writeString(mounted("rexray", "db", A).resolve("file"), "gold");

        configureTwo(silver.endpoint().toString());
        assertEquals(0, host.rexray("service reload").status());
        assertTrue(Await.upTo(Duration.ofSeconds(60), () -> host.rexray("service status").text()
                .contains("socket   " + socket("silver"))), host::log);
        granted("silver", "Create", name("db"));
        Files.writeString(mounted("silver", "db", A).resolve("file"), "silver");
        assertTrue(host.rexray("volume ls -s silver").text().contains("  db  "));

        host.configure(gold.endpoint().toString(), gold.password(), onlyGold());
        assertEquals(0, host.rexray("service reload").status());
        assertTrue(Await.upTo(Duration.ofSeconds(60), () -> host.log().contains("needs 'rexray service restart':"
                + " libstorage.server.services.silver (removed), rexray.modules.silver (removed)")), host::log);
        assertEquals("silver", Files.readString(mounted("silver", "db", B).resolve("file")));
        assertEquals("gold", Files.readString(mounted("rexray", "db", B).resolve("file")));
        for (String caller : List.of(A, B)) {
            granted("silver", "Unmount", use("db", caller));
            granted("rexray", "Unmount", use("db", caller));
        }
        assertEquals(Set.of(), mountpoints());
    }

    @Test
    void servicesThatProveToBeOneArrayAreToldAndOneActs() throws Exception {
        Relay way = Relay.to(gold.endpoint());
        way.open();
        configureTwo(way.endpoint(), SILVER + "scaleio.password: '" + gold.password() + "'");
        host.start();
        assertTrue(host.notReady().matches("service (gold|silver): the service .* is the same array as the service .*"),
                host::log);
        boolean isGoldServed = host.notReady().startsWith("service silver");
        granted(isGoldServed ? "rexray" : "silver", "Create", name("db"));

        String refusal = TestHost.refusal(ask(isGoldServed ? "silver" : "rexray", "Create", name("other")));
        assertTrue(refusal.contains("gold") && refusal.contains("silver") && refusal.contains("; merge them into one"),
                refusal);
        way.cut();
    }

    @Test
    void poolsOfOneArrayHaveSocketsAndDefaultsOfTheirOwnAndOneTableOfUsers() throws Exception {
        host.configure(gold.endpoint().toString(), gold.password(), "rexray.modules.fast.type: docker",
                "rexray.modules.fast.host: unix://" + socket("fast"),
                "rexray.modules.fast.scaleio.storagePoolName: ssd",
                "rexray.modules.fast.libstorage.integration.volume.operations.create.default: {size: 8, fsType: xfs, IOPS: 500, bandwidth: 50MB, mkfsOptions: -m reflink=0, mountOptions: noatime, owner: '999:998'}");
        host.startReady();
        granted("rexray", "Create", name("archive"));
        granted("fast", "Create", name("db"));
        granted("fast", "Create", name("db"));
        granted("fast", "Create", name("archive"));

        JsonNode db = granted("rexray", "Get", name("db")).path("Volume").path("Status");
        assertEquals("ssd 8", db.path("type").asText() + " " + db.path("size").asText());
        JsonNode archive = granted("fast", "Get", name("archive")).path("Volume").path("Status");
        assertEquals("hdd 16", archive.path("type").asText() + " " + archive.path("size").asText());

        Path data = mounted("rexray", "db", A);
        assertEquals(data, mounted("fast", "db", B));
        assertEquals("xfs", Site.run("findmnt", "-no", "FSTYPE", "--target", data.toString()).strip());
        assertEquals(List.of(gold.host("node01").ip() + " 500 51200"), gold.limits("db"));
        assertTrue(Site.run("findmnt", "-no", "OPTIONS", "--target", data.toString()).contains("noatime"));
        assertTrue(Site.run("xfs_info", data.resolveSibling("").toString()).contains("reflink=0"));
        assertEquals("999:998", Site.run("stat", "-c", "%u:%g", data.toString()).strip());
        granted("rexray", "Unmount", use("db", A));
        Files.writeString(data.resolve("file"), "still there");
        granted("fast", "Unmount", use("db", B));
        assertEquals(Set.of(), mountpoints());
    }
}
