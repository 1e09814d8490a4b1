package rexray.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import rexray.admin.Administration;
import rexray.config.ConfigFile;
import rexray.config.Configuration;
import rexray.config.LogLevel;
import rexray.config.ServiceConfig;
import rexray.doctor.Finding;
import rexray.log.LogSetup;
import rexray.volume.Host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class RexrayCommandTest {
    @TempDir
    private Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void resetLog() {
        LogSetup.setLevel(LogLevel.INFO);
    }

    private int run(Backend backend, String... arguments) {
        return new RexrayCommand(backend, TestProgram.places(directory), Map.of("lab", LabStandIn::new)).run(
                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }

    private int run(String... arguments) {
        return run(new FakeBackend(), arguments);
    }

    private void configure(String user) throws IOException {
        Files.writeString(directory.resolve("config.yml"),
                "scaleio: {endpoint: 'https://gw', userName: " + user + ", password: p}\n");
    }

    private String firstError() {
        return err.toString(UTF_8).lines().findFirst().orElse("");
    }

    @Command(name = "lab")
    private static final class LabStandIn implements Callable<Integer> {
        @Override
        public Integer call() {
            return 0;
        }
    }

    @Test
    void commandIsTheSameAloneAsAmongAll() {
        CommandLine all = new RexrayCommand(new FakeBackend(), TestProgram.places(directory)).model();
        commandsBelow(all).forEach(command -> {
            out.reset();
            assertEquals(0, run((command.getCommandSpec().qualifiedName() + " --help").split(" ", 2)[1].split(" ")));
            assertEquals(command.getUsageMessage(), out.toString(UTF_8), command.getCommandSpec().qualifiedName());
        });
    }

    private static Stream<CommandLine> commandsBelow(CommandLine line) {
        return line.getSubcommands().values().stream().distinct()
                .flatMap(command -> Stream.concat(Stream.of(command), commandsBelow(command)));
    }

    @Test
    void volumesAreListedInColumnsByName() throws IOException {
        configure("admin");

        assertEquals(0, run("volume", "ls"));
        assertEquals("""
            ID                Name               Status       Size
            91c4e6a000000003  free               available    1024
            91c4e6a000000001  scaleio_redis_vol  attached     16
            91c4e6a000000002  web                unavailable  8
            """, out.toString(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"l", "list", "get"})
    void listHasTheOriginalsAliases(String alias) throws IOException {
        configure("admin");

        assertEquals(0, run("volume", alias));
    }

    @Test
    void failureOfTheBackendIsOneLineAndItsStatus() throws IOException {
        configure("unreachable");

        assertEquals(7, run("volume", "ls"));
        assertEquals("rexray: the gateway is away; call it back\n", err.toString(UTF_8));
        assertEquals("", out.toString(UTF_8));
    }

    @Test
    void unexpectedFailureAsksForAReportWithTheStack() throws IOException {
        configure("admin");
        Backend defective = new Backend() {
            @Override
            public Serving serve(Configuration config, Readiness readiness) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public Host host() {
                throw new IllegalStateException("a bug");
            }

            @Override
            public String instance(ServiceConfig config) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public Administration open(Configuration config, Optional<String> service) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public String client(ServiceConfig config) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public List<GatewayCertificate> certificates(ServiceConfig config) {
                throw new IllegalStateException("a defect");
            }

            @Override
            public List<Finding> diagnose(ConfigFile file, Optional<String> service) {
                throw new IllegalStateException("a bug");
            }
        };

        assertEquals(1, run(defective, "volume", "ls"));
        assertTrue(err.toString(UTF_8).startsWith("rexray: unexpected failure, please report it"));
        assertTrue(err.toString(UTF_8).contains("RexrayCommandTest"));
    }

    @Test
    void anotherConfigurationFileCanBeNamedAnywhere() throws IOException {
        configure("admin");
        Path other = directory.resolve("other.yml");
        Files.writeString(other, "colour: blue\n");

        assertEquals(0, run("volume", "ls"));
        assertEquals(1, run("-c", other.toString(), "volume", "ls"));
        assertEquals(1, run("volume", "ls", "--config", other.toString()));
        assertEquals(other
                + ": missing: scaleio.endpoint, scaleio.userName, scaleio.password; add them as in config.yml.example",
                firstError());
    }

    @Test
    void helpListsTheFlagsIfAskedTo() {
        assertEquals(0, run("volume", "ls", "--help"));
        assertFalse(out.toString(UTF_8).contains("--scaleioEndpoint"));
        out.reset();
        assertEquals(0, run("volume", "ls", "-v", "--help"));
        assertTrue(
                out.toString(UTF_8).contains("  --scaleioThinOrThick\n        scaleio.thinOrThick: ThinProvisioned,"),
                out.toString(UTF_8));
        assertFalse(out.toString(UTF_8).contains("--scaleioPassword\n"));
    }

    @Test
    void flagDecidesOverTheFile() throws IOException {
        configure("admin");
        assertEquals(7, run("volume", "ls", "--scaleioUserName", "unreachable"));
        assertEquals("rexray: the gateway is away; call it back", firstError());
    }

    @Test
    void configurationFileForACommandThatReadsNoneIsRefused() {
        assertEquals(2, run("version", "-c", "x.yml"));
        assertEquals("rexray: rexray version reads no configuration; remove -c", firstError());
    }

    @Test
    void serviceThatDoesNotRunHasStatus3() {
        assertEquals(3, run("service", "status"));
        assertEquals(3, run("status"));
        assertEquals("rexray is not running\nrexray is not running\n", out.toString(UTF_8));
    }

    @Test
    void versionNamesTheRelease() {
        assertEquals(0, run("version"));
        List<String> lines = out.toString(UTF_8).lines().toList();
        assertEquals("SemVer: " + Version.current(), lines.get(3));
        assertEquals(List.of("REX-Ray", "-------", "Binary", "SemVer", "OsArch", "Commit", "Formed", "Java"),
                lines.stream().map(line -> line.replaceFirst(":.*", "")).toList());
        assertTrue(Files.exists(Path.of(lines.get(2).substring("Binary: ".length()))), lines::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "service", "service start", "service stop", "service restart", "service status",
            "start",
            "stop", "restart", "status", "volume", "volume ls", "volume inspect", "volume create", "volume rm",
            "volume attach", "volume detach", "volume mount", "volume unmount", "volume takeover", "volume path",
            "volume resize", "volume limits",
            "volume map", "config check", "config explain", "config import", "env", "device ls", "device mount",
            "device unmount", "device format", "adapter types", "adapter instances", "install", "uninstall",
            "service reload", "service initsys", "completion", "man", "version", "lab"})
    void everyCommandHasHelpWithTheExitCodes(String command) {
        for (String option : new String[]{"--help", "-?"}) {
            out.reset();
            String[] words = (command + " " + option).strip().split(" ");

            assertEquals(0, run(words));
            assertTrue(out.toString(UTF_8).contains("Exit codes:"), command);
            assertTrue(out.toString(UTF_8).matches("(?s).*2 +wrong usage.*"), command);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        volum                    | unknown command 'volum'; did you mean 'volume'?
        frobnicate               | unknown command 'frobnicate'
        volume lss               | unknown command 'lss'; did you mean 'ls'?
        volume ls --confg=x      | unknown option '--confg'; did you mean '--config'?
        -h tcp://:7979 volume ls | -h: stood for --host in the original, and client/server mode is not there yet; for help use --help or -?
        -v volume ls             | --verbose shows more of the help; add --help, or remove it
        --scaleioEndpoint=x version | rexray version reads no configuration; remove --scaleioEndpoint=x
        volume ls --scaleioEndpont=x | unknown option '--scaleioEndpont'; did you mean '--scaleioEndpoint'?
        volume ls --scaleioEndpoint | --scaleioEndpoint has no value; it takes http or https URL, or a list of them
        volume ls --scaleioGuid a --scaleioGuid=b | --scaleioGuid is given twice; leave one of them out
        --scaleioUserID 1 env    | --scaleioUserID had no effect for ScaleIO in the original and has none here; use scaleio.userName
        --scaleioPassword hunter2 env | --scaleioPassword: every user of this host can read a command line; use --scaleioPasswordFile, --scaleioPasswordCommand or the environment variable SCALEIO_PASSWORD
        start --nopid            | --nopid: not there yet; remove it
        snapshot copy a@b web    | rexray snapshot copy: a snapshot becomes a volume by 'rexray volume create NAME --from VOLUME@LABEL'
        volume ls --format=xml   | Invalid value for option '--format': 'xml' is no format; use tmpl, json, jsonp or yaml
        volume ls --colour       | unknown option '--colour'
        volume rm                | Missing required parameter: 'VOLUME'
        volume rm a --force      | --force: a volume in use is never taken from its users; remove it
        volume create a --size x | size 'x' is not a size; give a whole number of GB from 1, or one with a unit: 16, 16GB, 512MB, 1TB
        volume create a --fsType btrfs | fsType 'btrfs' is not a supported file system; use ext4 or xfs
        volume create a -o iops=100 --iops 100 | --iops and -o iops say the same; leave one of them out
        volume create a -o preempt=true | option preempt is needed before the volume is mapped, so it cannot be stored on the volume; set libstorage.integration.volume.operations.mount.preempt on the hosts
        volume limits a --bandwidth 50 | --bandwidth '50' is not an amount of data with its unit; give whole MB a second, such as --bandwidth=50MB, or 0 for no limit
        volume map x             | unknown argument 'x'
        status -l loud           | Invalid value for option '--logLevel': --logLevel 'loud' is not a log level; use panic, fatal, error, warn, info or debug
        status -c                | Missing required parameter for option '--config' (FILE)
        service                  | which command? One of: start, stop, restart, status, reload, initsys
        """)
    void whatIsNotUnderstoodHasStatus2AndSaysWhatWasMeant(String arguments, String message) throws IOException {
        configure("admin");

        assertEquals(2, run(arguments.split(" ")));
        assertEquals("rexray: " + message, firstError());
        assertTrue(err.toString(UTF_8).contains("\nUsage: rexray"));
        assertEquals("", out.toString(UTF_8));
    }
}
