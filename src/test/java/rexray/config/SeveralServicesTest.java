package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rexray.volume.Defaults;
import rexray.volume.FileSystemType;
import rexray.volume.Placement;
import rexray.volume.Size;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Services and modules: what each has of its own, and what they must not share. */
final class SeveralServicesTest {
    private static final String OPERATIONS = "libstorage.integration.volume.operations.";
    private static final String GOLD = "libstorage.server.services.gold.";
    private static final String SILVER = "libstorage.server.services.silver.";
    private static final String SSD = "rexray.modules.ssd.";
    /** Two arrays, from line 5 to 8; those of the test follow. */
    private static final String TWO = ConfigText.NEEDED + GOLD + "driver: scaleio\n" + SILVER + "driver: scaleio\n"
            + SILVER + "scaleio.endpoint: https://10.0.0.2/api\nlibstorage.service: gold\n";
    /** One array with two modules, from line 5 on. */
    private static final String POOLS = ConfigText.NEEDED + "scaleio.storagePoolID: 7be65f2300000000\n" + SSD
            + "type: docker\n";

    private static Configuration two(String... lines) {
        return ConfigText.read(TWO + String.join("\n", lines) + "\n");
    }

    private static List<String> problemsOfTwo(String... lines) {
        return ConfigText.problemsOf(TWO + String.join("\n", lines) + "\n");
    }

    private static ServiceConfig pools(String... lines) {
        return ConfigText.service(POOLS + String.join("\n", lines) + "\n");
    }

    private static Defaults ssd(String... lines) {
        return pools(lines).modules().get(1).defaults();
    }

    private static Placement placement(String... lines) {
        return ssd(lines).placement().orElseThrow();
    }

    @Test
    void serviceHasItsOwnAndInheritsTheRest() {
        Configuration config = two(GOLD + "scaleio.userName: goldsmith");

        assertEquals("goldsmith", config.service(Optional.empty()).scaleio().login().userName());
        ServiceConfig silver = config.service(Optional.of("Silver"));
        assertEquals("admin", silver.scaleio().login().userName());
        assertEquals("https://10.0.0.2/api", silver.scaleio().endpoints().getFirst().toString());
    }

    @Test
    void moduleWithoutAServiceIsOfTheUsualOne() {
        Configuration config = two(SSD + "type: docker", SSD + "libstorage.service: SILVER");

        assertEquals(List.of("default-docker"),
                config.service(Optional.of("gold")).modules().stream().map(ModuleConfig::name).toList());
        assertEquals(List.of("ssd"),
                config.service(Optional.of("silver")).modules().stream().map(ModuleConfig::name).toList());
    }

    @Test
    void socketIsCalledAfterItsModule() {
        assertEquals(List.of(Path.of("/run/docker/plugins/rexray.sock"), Path.of("/run/docker/plugins/ssd.sock")),
                ConfigText.read(POOLS).sockets());
        assertEquals("ssd", pools().modules().get(1).driver());
    }

    @Test
    void disabledModuleHasNoSocket() {
        assertEquals(List.of("ssd"), pools("rexray.modules.default-docker.disabled: true").modules().stream()
                .map(ModuleConfig::name).toList());
    }

    @Test
    void directoriesOfServicesAreApart() {
        Configuration config = two();

        ServiceConfig silver = config.service(Optional.of("silver"));
        assertEquals(Path.of("/run/rexray/services/silver"), silver.volumes().runDirectory());
        assertEquals(Path.of("/var/lib/rexray/services/silver"), silver.volumes().stateDirectory());
        assertEquals(Path.of("/var/lib/rexray/services/silver/volumes"), silver.volumes().mountRoot());
        assertEquals(Path.of("/var/lib/rexray"), ConfigText.service(POOLS).volumes().stateDirectory());
    }

    @Test
    void onlyServiceIsMeantWhateverItsName() {
        assertEquals("gold", ConfigText.read(ConfigText.NEEDED + GOLD + "driver: scaleio\n").service());
    }

    @Test
    void unknownServiceIsRefusedWithTheList() {
        Configuration config = two();

        RefusedInput refusal = assertThrows(RefusedInput.class, () -> config.service(Optional.of("bronze")));
        assertEquals("there is no service 'bronze'; choose one of: gold, silver", refusal.getMessage());
    }

    @Test
    void moduleHasDefaultsOfItsOwn() {
        Defaults defaults = ssd(SSD + OPERATIONS + "create.default: {size: 24, fsType: xfs, IOPS: 500}");

        assertEquals(Optional.of(Size.ofGb(24)), defaults.size());
        assertEquals(Optional.of(FileSystemType.XFS), defaults.fileSystem());
        assertEquals(Optional.of(500L), defaults.settings().iops());
        assertEquals(Optional.of(Size.ofGb(16)), pools().modules().getFirst().defaults().size());
    }

    @Test
    void fileSystemOfTheServiceIsNotMadeAtOnce() {
        assertEquals(Optional.empty(), ssd(SSD + OPERATIONS + "create.default.fsType: ext4").fileSystem());
    }

    @Test
    void nameOfAPoolReplacesTheIdOfAnOuterScope() {
        assertEquals(Optional.of("7be65f2300000000"), placement().poolId());
        Placement placement = placement(SSD + "scaleio.storagePoolName: ssd");
        assertEquals(Optional.empty(), placement.poolId());
        assertEquals(Optional.of("ssd"), placement.poolName());
    }

    @Test
    void originalsTypeIsThePoolAndZoneTheDomain() {
        Placement placement = placement(SSD + OPERATIONS + "create.default: {type: ssd, availabilityZone: pd2}");
        assertEquals(Optional.of("ssd"), placement.poolName());
        assertEquals(Optional.of("pd2"), placement.domainName());
        placement = placement(SSD + OPERATIONS + "create.default.type: pd3/nvme");
        assertEquals(Optional.of("nvme"), placement.poolName());
        assertEquals(Optional.of("pd3"), placement.domainName());
    }

    @Test
    void passwordFileReplacesThePasswordOfAnOuterScope(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("gold");
        Files.writeString(file, "nugget\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertEquals("nugget", two(GOLD + "scaleio.passwordFile: " + file).service(Optional.of("gold")).scaleio()
                .login().password().reveal());
    }

    @Test
    void onlyModuleOfAServiceSpeaksForIt() {
        assertEquals(Preempt.ALWAYS, ConfigText.service(
                ConfigText.NEEDED + "rexray.modules.default-docker." + OPERATIONS + "mount.preempt: true\n").volumes()
                .preempt());
    }

    @Test
    void modulesThatAgreeSpeakForTheirService() {
        assertEquals(Preempt.ALWAYS, pools(SSD + OPERATIONS + "mount.preempt: true",
                "rexray.modules.default-docker." + OPERATIONS + "mount.preempt: true").volumes().preempt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        rexray.modules.ssd.scaleio.userName: other | rexray.modules.ssd has a scaleio.userName that other modules of its service do not have; write it at the root, for all modules
        rexray.modules.ssd.rexray.logLevel: debug  | rexray.modules.ssd.rexray.logLevel cannot be set for one module alone; write rexray.logLevel at the root
        rexray.modules.ssd.host: tcp://:1          | rexray.modules.ssd.host 'tcp://:1' is not a Unix socket; write it as unix:///run/docker/plugins/rexray.sock; TCP is not supported
        rexray.modules.ssd.host: unix:///run/docker/plugins/rexray.sock | rexray.modules.ssd has the socket /run/docker/plugins/rexray.sock of another module; give each module a host of its own
        rexray.modules.ssd.scaleio.usrName: other  | unknown key rexray.modules.ssd.scaleio.usrName; did you mean scaleio.userName?
        rexray.modules.ssd.scaleio.useCerts: true  | rexray.modules.ssd.scaleio.useCerts is known from the original and not supported here yet; name the certificates to trust in scaleio.caFile
        rexray.modules.ssd.libstorage.service: x   | rexray.modules.ssd.libstorage.service: there is no service 'x'; choose one of: scaleio
        rexray.modules.ssd.spec: /etc/x.spec       | rexray.modules.ssd.spec is a file that Docker does not need; remove it
        rexray.modules.ssd.disabled: perhaps       | rexray.modules.ssd.disabled 'perhaps' is neither true nor false; write true or false
        rexray.modules.s d.type: docker            | rexray.modules.s d.type has a name that a file cannot have; use letters, digits, _ and -
        libstorage.integration.volume.operations.create.default.type: hdd | libstorage.integration.volume.operations.create.default.type and scaleio.storagePoolID mean the same thing; keep one of them
        libstorage.integration.volume.operations.create.default.IOPS: 5 | a limit of 5 requests a second is too low; give 11 or more, or 0 for no limit
        """)
    void mistakeInAModuleIsTold(String line, String message) {
        List<String> problems = ConfigText.problemsOf(POOLS + line + "\n");

        assertTrue(problems.contains("f:7:1: " + message), problems.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        libstorage.server.services.bronze.scaleio.userName: x | libstorage.server.services.bronze has no driver; write driver: scaleio below it, or remove the service
        libstorage.server.services.gold.rexray.logLevel: debug | libstorage.server.services.gold.rexray.logLevel cannot be set for one service alone; write rexray.logLevel at the root
        libstorage.server.services.gold.libstorage.service: x | libstorage.server.services.gold.libstorage.service cannot be set for one service alone; write libstorage.service at the root
        libstorage.server.services.gold.colour: blue | unknown key libstorage.server.services.gold.colour; the known keys are in config.yml.example; remove it
        """)
    void mistakeInAServiceIsTold(String line, String message) {
        List<String> problems = problemsOfTwo(line);

        assertTrue(problems.contains("f:9:1: " + message), problems.toString());
    }

    @Test
    void servicesThatAreOneArrayAreRefused() {
        assertEquals(List.of(
                "f: services gold and silver are the same array, at 10.0.0.1:443, and neither would see the locks of the other; merge them into one service, with a module for each pool"),
                ConfigText.problemsOf(TWO.replace("https://10.0.0.2/api", "[https://10.0.0.9, https://10.0.0.1:443]")));
    }

    @Test
    void oneGatewayOfTwoSystemsIsTwoArrays() {
        String one = TWO.replace("10.0.0.2", "10.0.0.1");

        assertEquals(2, ConfigText.read(one + GOLD + "scaleio.systemName: a\n" + SILVER + "scaleio.systemName: b\n")
                .services().size());
    }

    @Test
    void servicesThatMountInOnePlaceAreRefused() {
        String remedy = "; give each a " + OPERATIONS + "mount.path of its own below the service, or none";

        assertEquals(List.of("f: services gold and silver mount in /srv, where their volumes could meet" + remedy),
                problemsOfTwo(OPERATIONS + "mount.path: /srv"));
        assertEquals(
                List.of("f: services gold and silver mount in /srv and /srv/s, where their volumes could meet"
                        + remedy),
                problemsOfTwo(GOLD + OPERATIONS + "mount.path: /srv", SILVER + OPERATIONS + "mount.path: /srv/s"));
    }

    @Test
    void severalServicesNeedAUsualOne() {
        assertEquals(
                List.of("f: there are several services, and none of them is the default; set "
                        + "libstorage.service to one of: gold, silver"),
                ConfigText.problemsOf(TWO.replace("libstorage.service: gold\n", "")));
    }

    @Test
    void modulesAreNotAllDisabled() {
        assertEquals(
                List.of("f:5:1: all modules are disabled, so Docker would find no plugin; leave one enabled"),
                ConfigText.problemsOf(ConfigText.NEEDED + "rexray.modules.default-docker.disabled: true\n"));
    }

    @Test
    void variableThatOneServiceContradictsIsRefused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("config.yml");
        Files.writeString(file, TWO);
        ConfigFile config = new ConfigFile(file, Map.of("SCALEIO_ENDPOINT", "https://10.0.0.3"));

        assertTrue(assertThrows(ConfigException.class, config::load).lines()
                .contains("environment variable SCALEIO_ENDPOINT: scaleio.endpoint would apply to all services and "
                        + "modules, but " + SILVER + "scaleio.endpoint says something else for one of them; unset it, "
                        + "or remove that line"));
    }

    @Test
    void variableNamesNoService(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("config.yml");
        Files.writeString(file, TWO);
        ConfigFile config = new ConfigFile(file, Map.of("LIBSTORAGE_SERVER_SERVICES_GOLD_DRIVER", "scaleio"));

        assertEquals(List.of("environment variable LIBSTORAGE_SERVER_SERVICES_GOLD_DRIVER: "
                + "LIBSTORAGE_SERVER_SERVICES_GOLD_DRIVER would define a service or module, which the environment cannot do; "
                + "write it into the file, and unset the variable"),
                assertThrows(ConfigException.class, config::load).lines());
    }

    @Test
    void valueIsExplainedForTheServiceThatIsNamed(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("config.yml");
        Files.writeString(file, TWO);
        ConfigFile config = new ConfigFile(file, Map.of());

        assertEquals(List.of("scaleio.endpoint = https://10.0.0.2/api", "  from      " + file + ":7:1",
                "  overrides https://10.0.0.1/api from " + file + ":2:3"),
                config.explain("scaleio.endpoint", Optional.of("silver")).subList(0, 3));
        assertEquals(config.explain("scaleio.endpoint", Optional.of("silver")),
                config.explain("libstorage.server.services.silver.scaleio.endpoint", Optional.empty()));
        assertEquals("scaleio.endpoint = https://10.0.0.1/api",
                config.explain("scaleio.endpoint", Optional.empty()).getFirst());
    }

    @Test
    void valueIsExplainedForTheModuleThatIsNamed(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("config.yml");
        Files.writeString(file, ConfigText.NEEDED + "rexray.modules.fast.type: docker\n"
                + "rexray.modules.fast.scaleio.storagePoolName: ssd\nscaleio.storagePoolName: disks\n");
        ConfigFile config = new ConfigFile(file, Map.of());

        assertEquals(List.of("scaleio.storagePoolName = ssd", "  from      " + file + ":6:1",
                "  overrides disks from " + file + ":7:1"),
                config.explain("rexray.modules.fast.scaleio.storagePoolName", Optional.empty()).subList(0, 3));
        assertEquals("scaleio.storagePoolName = disks",
                config.explain("rexray.modules.default-docker.scaleio.storagePoolName", Optional.empty()).getFirst());
        assertEquals(List.of(file + ": there is no module 'slow'; choose one of: default-docker, fast"),
                assertThrows(ConfigException.class,
                        () -> config.explain("rexray.modules.slow.scaleio.storagePoolName", Optional.empty())).lines());
    }
}
