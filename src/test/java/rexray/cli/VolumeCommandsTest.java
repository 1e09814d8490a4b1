package rexray.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rexray.admin.AdminApi;
import rexray.admin.AdminSocket;
import rexray.config.LogLevel;
import rexray.http.LocalServer;
import rexray.http.LocalServer.Endpoint;
import rexray.log.LogSetup;
import rexray.volume.Journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code rexray volume …} over volumes in memory. */
final class VolumeCommandsTest {
    private static final String FREE = "91c4e6a000000003\n";
    @TempDir
    private Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeBackend backend = new FakeBackend();
    private final List<String> changes = backend.volumes.changes;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(directory.resolve("config.yml"),
                "scaleio: {endpoint: 'https://gw', userName: u, password: p}\n");
    }

    @AfterEach
    void resetLog() {
        LogSetup.setLevel(LogLevel.INFO);
    }

    private int run(List<String> arguments) {
        out.reset();
        err.reset();
        return new RexrayCommand(backend, TestProgram.places(directory)).run(new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8), arguments.toArray(String[]::new));
    }

    private int volume(String arguments) {
        return run(List.of(("volume " + arguments).split(" ")));
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"-f json volume ls, volume ls -f json", "-q volume ls, volume ls -q",
            "-n volume rm free, volume rm -n free"})
    void optionMayStandBeforeTheCommand(String line, String usual) {
        assertEquals(0, run(List.of(usual.split(" "))));
        String expected = out();
        assertEquals(0, run(List.of(line.split(" "))), err());
        assertEquals(expected, out());
        assertEquals(List.of("close", "close"), changes);
    }

    @ParameterizedTest
    @CsvSource({"-f json service status, --format", "-q snapshot restore db@x, --quiet", "-n volume ls, --dryRun"})
    void optionThatTheCommandLacksIsRefusedBeforeItToo(String line, String option) {
        assertEquals(2, run(List.of(line.split(" "))));
        assertTrue(err().startsWith("rexray: unknown option '" + option + "'"), err());
        assertEquals(List.of(), changes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        free             | 3
        91C4E6A000000002 | 2
        WEB              | 2
        scale            | 1
        91c4e6a000000003 | 3
        /e/              | 3 1 2
        /^.{3,4}$/        | 3 2
        web free web     | 3 2
        """)
    void wordMeansNameIdBeginningOrRegex(String words, String ids) {
        assertEquals(0, volume("ls -q " + words));
        assertEquals("91c4e6a00000000" + ids.replace(" ", "\n91c4e6a00000000") + "\n", out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ls nope           | 4 | there is no volume 'nope'; see 'rexray volume ls'
        ls fre3           | 4 | there is no volume 'fre3'; did you mean 'free'?
        ls /^x/           | 4 | no volume has a name like /^x/; see 'rexray volume ls'
        ls /(/            | 1 | /(/ is not a regular expression: Unclosed group; correct it, or give the name
        inspect 91c4      | 1 | '91c4' could mean any of [free, scaleio_redis_vol, web]; give the whole name or the id
        takeover WEB      | 4 | there is no volume 'WEB'; did you mean 'web'?
        takeover we       | 4 | there is no volume 'we'; did you mean 'web'?
        mount web         | 6 | volume web is held by 10.0.0.2; stop it there
        attach web        | 6 | volume web is held by 10.0.0.2; stop it there
        rm scaleio_redis_vol | 5 | volume scaleio_redis_vol is mounted on this host; stop the containers
        path free         | 4 | volume free is not mounted on this host; mount it with 'rexray volume mount free'
        """)
    void failureSaysWhyAndHasAStatusOfItsOwn(String arguments, int status, String message) {
        assertEquals(status, volume(arguments));
        assertEquals("rexray: " + message + "\n", err());
    }

    /** The array tells cases apart, and what is gone is gone. */
    @Test
    void limitsAreShownAndChanged() {
        assertEquals(0, volume("limits free"));
        assertEquals("""
            Name  IOPS  Bandwidth
            free  1000  unlimited
            """, out());
        assertEquals(0, volume("limits free --iops 0 --bandwidth 50MB"));
        assertEquals("""
            Name  IOPS       Bandwidth
            free  unlimited  50 MB/s
            """, out());
        assertEquals(List.of("limits of free", "limit Optional[0] Optional[51200] free"),
                changes.stream().filter(change -> !change.equals("close")).toList());
    }

    @Test
    void dryRunOfLimitsTellsWhatWouldHold() {
        assertEquals(0, volume("limits -n free --iops 500"));
        assertEquals("volume free (91c4e6a000000003, 1024 GB, available) would be limited to 500 requests a second\n",
                out());
        assertEquals(0, volume("limits -n free --iops 0 --bandwidth 50MB"));
        assertEquals("volume free (91c4e6a000000003, 1024 GB, available) would be limited to any number of requests and"
                + " 50 MB a second\n", out());
        assertEquals(4, volume("limits -n nope --iops 500"));
        assertEquals(Set.of("close"), Set.copyOf(changes));
    }

    @Test
    void createTakesTheOptionsOfDocker() {
        assertEquals(0, volume("create -q -o mountOptions=noatime -o OWNER=999:999 --iops 100 --fsType xfs new"));
        assertEquals("create new with {iops=100, fsType=xfs, mountOptions=noatime, owner=999:999}", changes.getFirst());
    }

    @Test
    void createListsTheOptions() {
        assertEquals(0, volume("create -o help new"));
        assertTrue(out().contains("mountOptions (mount options on every host"), out());
        assertEquals(List.of("close"), changes);
    }

    @Test
    void nameInAnotherCaseRemovesNothing() {
        assertEquals(0, volume("rm FREE"));
        assertTrue(err().contains("there is no volume 'FREE'"), err());
        assertEquals(List.of("close"), changes);
    }

    @Test
    void whatWasFoundIsListedBesideWhatWasNot() {
        assertEquals(4, volume("ls -q free nope"));
        assertEquals(FREE, out());
    }

    @Test
    void listIsFilteredByStateAndShowsPaths() {
        assertEquals(0, volume("ls --attached --path"));
        assertEquals("""
            ID                Name               Status    Size  Path
            91c4e6a000000001  scaleio_redis_vol  attached  16    /var/lib/rexray/volumes/scaleio_redis_vol/data
            """, out());
        assertEquals(0, volume("ls --available -q"));
        assertEquals(FREE, out());
        assertEquals(2, volume("ls --available --attached"));
    }

    @Test
    void jsonHasTheOriginalsNames() {
        assertEquals(0, volume("ls -f json scaleio_redis_vol"));
        assertEquals("[{\"id\":\"91c4e6a000000001\",\"name\":\"scaleio_redis_vol\",\"size\":16,\"status\":\"attached\","
                + "\"attachmentState\":2,\"type\":\"pool1\",\"availabilityZone\":\"domain1\","
                + "\"path\":\"/var/lib/rexray/volumes/scaleio_redis_vol/data\",\"device\":\"/dev/scinib\",\"uses\":1,"
                + "\"heldBy\":[\"10.0.0.1 (SDC c1)\"],\"provisioning\":\"thin\",\"system\":\"5a\","
                + "\"created\":\"1970-01-01T00:00:00Z\",\"seenAt\":\"1970-01-01T00:00:00Z\"}]\n", out());
        assertEquals(0, volume("ls -f jsonp free"));
        assertTrue(out().startsWith("[\n  {\n    \"id\" : \"91c4e6a000000003\",\n"), out());
    }

    @Test
    void yamlIsTheSame() {
        assertEquals(0, volume("ls --format yaml scaleio_redis_vol free"));
        assertTrue(out().startsWith("""
            - id: "91c4e6a000000003"
              name: "free"
              size: 1024
              status: "available"
            """), out());
        assertTrue(out().contains("  heldBy: []\n"), out());
        assertTrue(out().contains("  heldBy:\n    - \"10.0.0.1 (SDC c1)\"\n"), out());
    }

    @Test
    void templateIsThatOfGo() {
        List<String> arguments = List.of("volume", "ls", "--template",
                "all:\\n{{range .D}}{{.Name}}\\t{{ .Size }}\\n{{end}}");

        assertEquals(0, run(arguments));
        assertEquals("all:\nfree               1024\nscaleio_redis_vol  16\nweb                8\n", out());
        assertEquals(1, run(List.of("volume", "ls", "--template", "{{range .D}}{{.Colour}}{{end}}")));
        assertTrue(err().startsWith("rexray: the template is not one: {{.Colour}} means nothing here; "), err());
    }

    @Test
    void changesAreMadeInOrderAndShown() {
        assertEquals(0, volume("mount free"));
        assertEquals("""
            ID                Name  Status    Size  Path
            91c4e6a000000003  free  attached  1024  /var/lib/rexray/volumes/free/data
            """, out());
        assertEquals(0, volume("path free"));
        assertEquals("/var/lib/rexray/volumes/free/data\n", out());
        assertEquals(0, volume("map"));
        assertTrue(out().lines().toList().get(1).startsWith("91c4e6a000000003 "), out());
        assertEquals(0, volume("umount free -q"));
        assertEquals(FREE, out());
        assertEquals(0, volume("create -q --size 32 --type fast new1 new2"));
        assertEquals(0, volume("rm free new1"));
        assertEquals(List.of("mount free", "unmount free", "create new1 with {size=32, storagePool=fast}",
                "create new2 with {size=32, storagePool=fast}", "remove free",
                "remove new1"), changes.stream().filter(change -> !change.equals("close")).toList());
    }

    @Test
    void removeIsRepeatedAndSaysWhatWasNotThere() {
        assertEquals(0, volume("rm free"));
        assertEquals(0, volume("rm free"));
        assertEquals("rexray: there is no volume 'free'; nothing is removed for it\n", err());
    }

    @Test
    void forcedAttachIsATakeover() {
        assertEquals(0, volume("attach --force web"));
        assertEquals(0, volume("takeover web"));
        assertEquals(List.of("takeover web", "close", "takeover web", "close"), changes);
    }

    @Test
    void dryRunOfAResizePrintsAndChangesNothing() {
        assertEquals(0, volume("resize free --size 2TB -n"));
        assertEquals("volume free (91c4e6a000000003, 1024 GB, available) would be made at least 2048 GB large\n",
                out());
        assertEquals(List.of("close"), changes);
        assertEquals(4, volume("resize nope --size 2TB -n"));
    }

    @Test
    void dryRunPrintsAndChangesNothing() {
        assertEquals(0, volume("rm -n free web"));
        assertEquals("""
            volume free (91c4e6a000000003, 1024 GB, available) would be removed, with its data
            volume web (91c4e6a000000002, 8 GB, unavailable) would be removed, with its data
            """, out());
        assertEquals(0, volume("create --dryRun free new"));
        assertEquals("""
            volume free exists already (91c4e6a000000003, 1024 GB)
            volume new would be created with the configured default size
            """, out());
        assertEquals(List.of("close", "close"), changes);
    }

    @Test
    void firstFailureEndsTheCommandUnlessItShallGoOn() {
        assertEquals(6, volume("mount web free"));
        assertEquals(List.of("mount web", "close"), changes);
        changes.clear();
        assertEquals(6, volume("mount --continueOnError web free"));
        assertEquals(List.of("mount web", "mount free", "close"), changes);
    }

    @Test
    void daemonThatRunsIsAskedAndNoConfigurationRead() throws IOException {
        Files.delete(directory.resolve("config.yml"));
        FakeVolumes daemons = new FakeVolumes();
        AdminApi api = new AdminApi(() -> new TreeMap<>(
                Map.of("scaleio", new AdminApi.Served(daemons, new Journal(event -> {}, InstantSource.system())))),
                "scaleio");
        try (LocalServer server = new LocalServer(Duration.ofSeconds(20),
                List.of(new Endpoint(AdminSocket.in(directory.resolve("run")), api::addTo)))) {
            server.start();

            assertEquals(0, volume("mount free"));
            assertEquals(List.of("mount free"), daemons.changes);
            assertEquals(List.of(), changes);
            assertEquals(1, volume("mount -c x.yml free"));
            assertEquals(
                    "rexray: the running service uses its own configuration, not that of this command line; leave -c and flags such as --scaleioEndpoint out, or stop the service first\n",
                    err());
            assertEquals(1, volume("mount --scaleioUserName=other free"));
            assertEquals(List.of("mount free"), daemons.changes);
        }
    }

    @Test
    void daemonIsAskedForTheServiceThatIsNamed() {
        FakeVolumes gold = new FakeVolumes();
        FakeVolumes silver = new FakeVolumes();
        Journal journal = new Journal(event -> {}, InstantSource.system());
        AdminApi api = new AdminApi(() -> new TreeMap<>(Map.of("gold", new AdminApi.Served(gold, journal), "silver",
                new AdminApi.Served(silver, journal))), "gold");
        try (LocalServer server = new LocalServer(Duration.ofSeconds(20),
                List.of(new Endpoint(AdminSocket.in(directory.resolve("run")), api::addTo)))) {
            server.start();

            assertEquals(0, volume("mount free"));
            assertEquals(0, volume("mount free -s Silver"));
            assertEquals(List.of("mount free"), gold.changes);
            assertEquals(List.of("mount free"), silver.changes);
            assertEquals(1, volume("mount free --service bronze"));
            assertEquals("rexray: the running daemon has no service 'bronze'; choose one of: gold, silver\n",
                    err());
        }
    }

    @Test
    void serviceThatIsNotConfiguredIsRefusedWithoutADaemonToo() {
        assertEquals(1, volume("ls -s bronze"));
        assertEquals("rexray: there is no service 'bronze'; choose one of: scaleio\n", err());
    }

    @Test
    void commandsWithoutADaemonTakeTurns() throws InterruptedException {
        try (HostLock _ = HostLock.acquire(directory.resolve("run"), Duration.ofSeconds(1))) {
            assertEquals(0, volume("ls"));
            assertEquals(5, volume("mount free"));
        }
        assertEquals(0, volume("mount free"));
    }

    /** A heading of nothing would be taken for a result. */
    @Test
    void listOfWhatIsNotThereIsEmpty() {
        assertEquals(4, volume("ls nope"));
        assertEquals("", out());
    }
}
