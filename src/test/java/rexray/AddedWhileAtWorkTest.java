package rexray;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.admin.AdminSocket;
import rexray.admin.RemoteAdministration;
import rexray.admin.VolumeEntry;
import rexray.cli.Backend;
import rexray.config.ConfigFile;
import rexray.config.Configuration;
import rexray.docker.PluginClient;
import rexray.lab.LabArray;
import rexray.volume.FakeHost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Services and modules that a daemon is given while it is at work: real sockets and gateways, a host in memory. */
class AddedWhileAtWorkTest {
    @TempDir
    private Path directory;
    private Path home;
    private LabArray gold;
    private LabArray silver;
    private final AtomicBoolean isReady = new AtomicBoolean();
    private Backend.Serving daemon;

    @BeforeEach
    void start() throws Exception {
        home = directory.toRealPath();
        gold = LabArray.start(Files.createDirectory(home.resolve("gold")));
        silver = LabArray.start(Files.createDirectory(home.resolve("silver")));
        Files.writeString(home.resolve("drv_cfg"), "#!/bin/sh\necho " + LabArray.GUID_1 + "\n");
        Files.setPosixFilePermissions(home.resolve("drv_cfg"), PosixFilePermissions.fromString("rwx------"));
        FakeHost host = new FakeHost();
        daemon = new TestProgram.InDirectory(home, Duration.ofSeconds(20),
                new Service((config, claim) -> Ports.of(config, claim, home.resolve("dev"), host)))
                .serve(configuration(), new Backend.Readiness() {
                    @Override
                    public void ready() {
                        isReady.set(true);
                    }

                    @Override
                    public void notReady(String reason) {
                        isReady.set(false);
                    }
                });
        assertTrue(Await.upTo(Duration.ofSeconds(60), isReady::get));
    }

    @AfterEach
    void stop() {
        daemon.close();
        silver.close();
        gold.close();
    }

    /** The service gold with its standard module, and these lines; of two for one key the later one. */
    private Configuration configuration(String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of("scaleio.endpoint: " + gold.endpoint(), "scaleio.userName: admin",
                "scaleio.password: '" + gold.password() + "'", "scaleio.protectionDomainName: pd1",
                "scaleio.storagePoolName: hdd", "scaleio.drvCfg: " + home.resolve("drv_cfg"),
                "libstorage.service: gold", "libstorage.server.services.gold.driver: scaleio",
                "rexray.modules.default-docker.host: unix://" + socket("rexray")));
        for (String line : more) {
            lines.removeIf(other -> other.startsWith(line.substring(0, line.indexOf(": ") + 1)));
            lines.add(line);
        }
        Path file = Files.write(home.resolve("config.yml"), lines);
        return new ConfigFile(file, Map.of()).load();
    }

    /** A service of the array silver, and a module of its name. */
    private String[] silverAs(String name, String... more) {
        String service = "libstorage.server.services." + name + ".";
        return Stream.concat(Stream.of(service + "driver: scaleio", service + "scaleio.endpoint: " + silver.endpoint(),
                service + "scaleio.password: '" + silver.password() + "'",
                "rexray.modules." + name + ".type: docker", "rexray.modules." + name + ".libstorage.service: " + name,
                "rexray.modules." + name + ".host: unix://" + socket(name)), Stream.of(more)).toArray(String[]::new);
    }

    private String[] fastOfGold() {
        return new String[]{"rexray.modules.fast.type: docker", "rexray.modules.fast.host: unix://" + socket("fast"),
                "rexray.modules.fast.libstorage.integration.volume.operations.create.default.size: 24"};
    }

    private Path socket(String module) {
        return home.resolve("plugins/" + module + ".sock");
    }

    private String ask(String module, String method, String json) throws IOException {
        PluginClient.Answer answer = new PluginClient(socket(module)).post("VolumeDriver." + method, json);
        assertEquals(200, answer.status(), answer::body);
        return answer.body();
    }

    private void create(String module, String volume) throws IOException {
        ask(module, "Create", "{\"Name\":\"" + volume + "\"}");
    }

    private String page(String module, String path) throws IOException {
        return new PluginClient(socket(module)).get(path).body();
    }

    private void reload(String... more) throws IOException {
        assertEquals(List.of(), daemon.reconfigure(configuration(more)));
    }

    private Backend.Refusal refused(String... more) throws IOException {
        List<Backend.Refusal> refusals = daemon.reconfigure(configuration(more));
        assertEquals(1, refusals.size(), refusals::toString);
        return refusals.getFirst();
    }

    private static void assertWhy(Backend.Refusal refusal, String words) {
        assertTrue(refusal.why().getMessage().contains(words), refusal.why().getMessage());
    }

    @Test
    void addedServiceServesItsOwnArray() throws IOException {
        create("rexray", "ofgold");
        reload(silverAs("silver"));
        create("silver", "ofsilver");

        assertTrue(ask("silver", "List", "{}").contains("ofsilver"));
        assertFalse(ask("silver", "List", "{}").contains("ofgold"));
        assertFalse(ask("rexray", "List", "{}").contains("ofsilver"));
    }

    @Test
    void commandsReachTheAddedService() throws IOException {
        reload(silverAs("silver"));
        create("silver", "db");

        AdminSocket socket = AdminSocket.find(home.resolve("run")).orElseThrow();
        assertEquals(List.of("db"), new RemoteAdministration(socket, Optional.of("silver")).volumes().stream()
                .map(VolumeEntry::name).toList());
    }

    @Test
    void addedServiceIsWatchedAndToldFromTheOther() throws IOException {
        reload(silverAs("silver"));
        assertEquals("ready\n", page("silver", "/readyz"));
        assertTrue(page("rexray", "/metrics").contains("\nrexray_ready{service=\"silver\"} 1\n"));
        create("rexray", "db");
        assertTrue(Files.readString(home.resolve("events.jsonl")).contains("\"service\":\"gold\""));
    }

    @Test
    void refusedServiceLeavesNoTraceAndItsArrayToOthers() throws IOException {
        Backend.Refusal refusal = refused(
                silverAs("silver", "libstorage.server.services.silver.scaleio.storagePoolName: nowhere"));
        assertEquals("silver", refusal.service());
        assertWhy(refusal, "nowhere");
        assertFalse(Files.exists(socket("silver")));
        assertEquals(0, silver.sessions());
        assertFalse(page("rexray", "/metrics").contains("silver"));
        create("rexray", "db");

        reload(silverAs("bronze"));
        create("bronze", "db");
    }

    @Test
    void refusedServiceHoldsUpNoOther() throws IOException {
        String[] both = Stream
                .of(fastOfGold(), silverAs("silver", "libstorage.server.services.silver.scaleio.userName: who"))
                .flatMap(Stream::of).toArray(String[]::new);
        assertWhy(refused(both), "refused the login of who");
        create("fast", "db");
    }

    @Test
    void userWhoMayOnlyLookIsRefused() throws IOException {
        assertWhy(refused(silverAs("silver", "libstorage.server.services.silver.scaleio.userName: " + LabArray.MONITOR,
                "libstorage.server.services.silver.scaleio.password: '" + silver.monitorPassword() + "'")),
                "the role of the user monitor is Monitor, which is read-only");
        assertEquals(0, silver.sessions());
    }

    @Test
    void arrayThatAnotherServiceHasIsRefused() throws IOException {
        String address = gold.endpoint().toString().replace("127.0.0.1", "localhost");
        Backend.Refusal refusal = refused(
                silverAs("silver", "libstorage.server.services.silver.scaleio.endpoint: " + address,
                        "libstorage.server.services.silver.scaleio.password: '" + gold.password() + "'"));
        assertWhy(refusal, "the service silver is the same array as the service gold");
        create("rexray", "db");
    }

    @Test
    void addedModuleHasItsDefaultsAndTheVolumesOfItsService() throws IOException {
        create("rexray", "small");
        reload(fastOfGold());
        create("fast", "large");

        assertTrue(ask("fast", "Get", "{\"Name\":\"large\"}").contains("\"size\":24,"));
        assertTrue(ask("fast", "List", "{}").contains("small"));
    }

    @Test
    void secondReloadChangesNothing() throws IOException {
        reload(fastOfGold());
        reload(fastOfGold());
        create("fast", "db");
    }

    @Test
    void socketThatAnotherProgramHasIsRespectedAndTriedAgain() throws IOException {
        Files.createDirectories(socket("fast").getParent());
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket("fast")));
            Backend.Refusal refusal = refused(fastOfGold());
            assertEquals(Optional.of("fast"), refusal.module());
            assertWhy(refusal, "another program answers on the socket " + socket("fast"));
            create("rexray", "db");
        }
        assertEquals(List.of("fast.sock", "rexray.sock"), namesBeside("fast"));

        reload(fastOfGold());
        create("fast", "db");
    }

    private List<String> namesBeside(String module) throws IOException {
        try (Stream<Path> files = Files.list(socket(module).getParent())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void addedSocketsGoWithTheDaemon() throws IOException {
        reload(Stream.of(fastOfGold(), silverAs("silver")).flatMap(Stream::of).toArray(String[]::new));
        daemon.close();
        assertEquals(List.of(), namesBeside("rexray"));
        assertEquals(0, silver.sessions());
    }
}
