package rexray.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.scaleio.Fingerprint;
import rexray.scaleio.Login;
import rexray.scaleio.Trust;
import rexray.volume.FileSystemType;
import rexray.volume.Size;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

final class ConfigReaderTest {
    private static final String OPERATIONS = "libstorage.integration.volume.operations.";

    private static ServiceConfig with(String... lines) {
        return ConfigText.service(ConfigText.NEEDED + String.join("\n", lines) + "\n");
    }

    private static Configuration configuration(String... lines) {
        return ConfigText.read(ConfigText.NEEDED + String.join("\n", lines) + "\n");
    }

    private static List<String> problemsWith(String... lines) {
        return ConfigText.problemsOf(ConfigText.NEEDED + String.join("\n", lines) + "\n");
    }

    @Test
    void anonymousVolumesAreMadeUnlessTheConfigurationSaysOtherwise() {
        assertEquals(VolumeOptions.Anonymous.MADE, with().volumes().anonymous());
        assertEquals(VolumeOptions.Anonymous.REFUSED,
                with(OPERATIONS + "create.anonymous: false").volumes().anonymous());
    }

    @Test
    void everySettingReachesTheService(@TempDir Path directory) throws IOException {
        Path caFile = Files.createFile(directory.resolve("ca.pem"));
        ServiceConfig config = with("  caFile: " + caFile, "  auth: bearer", "  systemID: 2F9B5C1E7A3D4610",
                "  systemName: s1",
                "  protectionDomainID: 4c81d0a900000000", "  protectionDomainName: pd1",
                "  storagePoolID: 7be65f2300000000",
                "  storagePoolName: hdd", "  thinOrThick: ThickProvisioned",
                "  guid: 3B7E9C52-0F4A-4D16-9E21-6A5D80C3F714",
                "  drvCfg: /bin/drv_cfg", "  apiVersion: 2.0", OPERATIONS + "mount.path: /mnt/volumes",
                OPERATIONS + "mount.rootPath: /app/data", OPERATIONS + "create.default.size: 24",
                OPERATIONS + "create.default.fsType: xfs", "linux.volume.filemode: 0755",
                "rexray.modules.default-docker.host: unix:///run/docker/plugins/sio.sock");

        assertEquals(new Trust.File(caFile), config.scaleio().trust());
        assertEquals(Login.Scheme.BEARER, config.scaleio().login().scheme());
        assertEquals(Optional.of("2f9b5c1e7a3d4610"), config.scaleio().systemId());
        assertEquals(Optional.of("s1"), config.scaleio().systemName());
        assertEquals(Optional.of("4c81d0a900000000"), config.scaleio().protectionDomainId());
        assertEquals(Optional.of("pd1"), config.scaleio().protectionDomainName());
        assertEquals(Optional.of("7be65f2300000000"), config.scaleio().storagePoolId());
        assertEquals(Optional.of("hdd"), config.scaleio().storagePoolName());
        assertEquals(Provisioning.THICK, config.scaleio().provisioning());
        assertEquals(Optional.of("3B7E9C52-0F4A-4D16-9E21-6A5D80C3F714"), config.scaleio().guid());
        assertEquals(Optional.of(Path.of("/bin/drv_cfg")), config.scaleio().drvCfg());
        assertEquals(Optional.of("2.0"), config.scaleio().apiVersion());
        assertEquals(Path.of("/mnt/volumes"), config.volumes().mountRoot());
        assertEquals("app/data", config.volumes().dataDirectory());
        assertEquals(Size.ofGb(24), config.volumes().defaultSize());
        assertEquals(FileSystemType.XFS, config.volumes().fileSystem());
        assertEquals(0755, config.volumes().dataDirectoryMode());
        assertEquals(Path.of("/run/docker/plugins/sio.sock"), config.modules().getFirst().socket());
    }

    @Test
    void preemptionIsOffUnlessAskedFor() {
        assertEquals(Preempt.NEVER, ConfigText.service(ConfigText.NEEDED).volumes().preempt());
    }

    @Test
    void preemptionOfTheDeadHasItsGrace() {
        Preempt preempt = with(OPERATIONS + "mount.preempt: if-dead", OPERATIONS + "mount.preemptGrace: 1m").volumes()
                .preempt();
        assertEquals(Preempt.IF_DEAD.withGrace(Duration.ofMinutes(1)), preempt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[https://gw1/api, 'https://[fd00::1]:8443']", "https://gw1/api, https://[fd00::1]:8443"})
    void endpointMayBeAList(String endpoints) {
        assertEquals(List.of(URI.create("https://gw1/api"), URI.create("https://[fd00::1]:8443")),
                ConfigText.service(ConfigText.NEEDED.replace("https://10.0.0.1/api", endpoints)).scaleio().endpoints());
    }

    @Test
    void eachBadEndpointOfAListIsTold() {
        assertEquals(2, ConfigText.problemsOf(ConfigText.NEEDED.replace("https://10.0.0.1/api", "[gw1, gw2]")).size());
    }

    @Test
    void certificateIsPinnedByItsFingerprint() {
        assertEquals(new Trust.Pinned(Set.of(new Fingerprint("ab".repeat(32)), new Fingerprint("cd".repeat(32)))),
                with("  fingerprint: [" + "AB:".repeat(31) + "AB, " + "cd".repeat(32) + "]").scaleio().trust());
    }

    @Test
    void keysMayBeInAnyCase() {
        assertEquals(Optional.of("pd1"), with("  PROTECTIONDOMAINNAME: pd1").scaleio().protectionDomainName());
    }

    @Test
    void numericPasswordKeepsItsDigits() {
        assertEquals("007",
                ConfigText.service(ConfigText.NEEDED.replace("hunter2", "007")).scaleio().login().password().reveal());
    }

    @Test
    void wholeVolumeIsGivenForTheRootDirectory() {
        assertEquals("", with(OPERATIONS + "mount.rootPath: /").volumes().dataDirectory());
    }

    @Test
    void oneOfTheTwoRootPathsIsEnough() {
        assertEquals("x", with("linux.volume.rootpath: /x").volumes().dataDirectory());
    }

    @Test
    void storageDriversNameTheServiceAsInVersion03() {
        assertEquals("scaleio", configuration("rexray.storageDrivers: [scaleio]").service());
    }

    @Test
    void sectionWithAllKeysCommentedOutIsNothing() {
        assertEquals("data", with("linux:", "  volume:", "    #rootpath: /x").volumes().dataDirectory());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        scaleio.insecure: maybe                  | scaleio.insecure 'maybe' is neither true nor false; write true or false
        scaleio.systemName:                      | scaleio.systemName has no value; give one or remove the line
        scaleio.systemName: ''                   | scaleio.systemName has no value; give one or remove the line
        scaleio.systemName: [a, b]               | scaleio.systemName is a list; give one value, without '-' and brackets
        scaleio.systemName: <name>               | scaleio.systemName '<name>' is still a placeholder; replace it with the real value
        scaleio.systemID: cluster1               | scaleio.systemID 'cluster1' is not an id, which has up to 16 hexadecimal digits; for a name use scaleio.systemName
        scaleio.thinOrThick: thin                | scaleio.thinOrThick 'thin' is not a kind of provisioning; use ThinProvisioned or ThickProvisioned
        scaleio.auth: kerberos                   | scaleio.auth 'kerberos' is not a way to log in; use auto, basic or bearer
        scaleio.fingerprint: 12:34               | scaleio.fingerprint '12:34' is not a SHA-256 fingerprint; write its 32 bytes in hexadecimal, as `openssl x509 -noout -fingerprint -sha256` prints them
        scaleio.guid: 12                         | scaleio.guid '12' is not a UUID; remove it, so that drv_cfg --query_guid is asked
        scaleio.apiVersion: two                  | scaleio.apiVersion 'two' is not a version; write one such as 2.0, or remove it to ask the gateway
        scaleio.caFile: ca.pem                   | scaleio.caFile 'ca.pem' is not an absolute path; write it from the root, such as /etc/rexray/ca.pem
        scaleio.caFile: /nowhere/ca.pem          | scaleio.caFile '/nowhere/ca.pem' does not exist; correct the path or the file's permissions
        scaleio.caFile: /                        | scaleio.caFile '/' cannot be read as a file; correct the path or the file's permissions
        linux.volume.filemode: 700               | linux.volume.filemode '700' is not an octal mode; write it with a leading 0, such as 0700
        linux.volume.rootpath: data              | linux.volume.rootpath 'data' is not an absolute path; write it from the root, such as /etc/rexray/ca.pem
        linux.volume.rootpath: /../etc           | linux.volume.rootpath '/../etc' may lead out of the volume; leave out the '..'
        linux.volume: x                          | linux.volume is a section, not a value; put its keys below it, indented, each with a space after its colon, or remove the line
        libstorage.integration.volume.operations.mount.preempt: always | libstorage.integration.volume.operations.mount.preempt 'always' is not true, false or if-dead; write one of them
        libstorage.integration.volume.operations.mount.preemptGrace: 30 | libstorage.integration.volume.operations.mount.preemptGrace '30' is not a time; write up to 60 seconds as 30s or 1m
        libstorage.integration.volume.operations.mount.preemptGrace: 2m | libstorage.integration.volume.operations.mount.preemptGrace '2m' is longer than a Mount can wait before Docker gives up on it; write up to 60 seconds as 30s or 1m
        libstorage.integration.volume.operations.mount.preemptGrace: 5s | libstorage.integration.volume.operations.mount.preemptGrace has no effect with libstorage.integration.volume.operations.mount.preempt: false; remove it, or set that to true or if-dead
        rexray.logLevel: loud                    | rexray.logLevel 'loud' is not a log level; use panic, fatal, error, warn, info or debug
        rexray.storageDrivers: scaleio           | rexray.storageDrivers is not a list; write it as 'storageDrivers: [value]'
        rexray.storageDrivers: []                | rexray.storageDrivers has no value; give one or remove the line
        rexray.storageDrivers: [rbd]             | rexray.storageDrivers: there is no service 'rbd'; choose one of: scaleio
        libstorage.service: ebs                  | libstorage.service: there is no service 'ebs'; choose one of: scaleio
        rexray.modules.default-docker.host: tcp://:7979 | rexray.modules.default-docker.host 'tcp://:7979' is not a Unix socket; write it as unix:///run/docker/plugins/rexray.sock; TCP is not supported
        rexray.modules.second.host: unix:///x    | rexray.modules.second has no type; write type: docker below it, or remove the module
        rexray.modules.second.type: csi          | rexray.modules.second.type 'csi' is not served here; write docker, or remove the module
        scaleio.useCerts: true                   | scaleio.useCerts is known from the original and not supported here yet; name the certificates to trust in scaleio.caFile
        scaleio.userID: 1                        | scaleio.userID had no effect for ScaleIO in the original and has none here; use scaleio.userName
        rexray.volume.mount.preempt: true        | rexray.volume.mount.preempt is an old name that the original's last versions ignored; write libstorage.integration.volume.operations.mount.preempt if you want what it says
        libstorage.server.services.a.driver: ebs | libstorage.server.services.a.driver: there is no storage driver [ebs]; write scaleio
        scaleio.usrName: x                       | unknown key scaleio.usrName; did you mean scaleio.userName?
        endpoint: x                              | unknown key endpoint; did you mean scaleio.endpoint?
        integration.volume.mount.preempt: true   | unknown key integration.volume.mount.preempt; did you mean libstorage.integration.volume.operations.mount.preempt?
        colour: blue                             | unknown key colour; the known keys are in config.yml.example; remove it
        """)
    void eachMistakeIsToldWithItsRemedy(String line, String message) {
        assertEquals(List.of("f:5:1: " + message), problemsWith(line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ftp://gw/api          | is not an http or https URL
        gw:443                | is not an http or https URL
        10.0.0.1              | is not an http or https URL
        https://              | is not a URL
        https://a b/          | is not a URL
        https://gateway_ip    | has no valid host name
        https://gw/rest       | has a path or query that no gateway has
        https://gw/api?x=1    | has a path or query that no gateway has
        """)
    void endpointThatIsNoGatewaysIsRefused(String endpoint, String message) {
        String problem = ConfigText.problemsOf(ConfigText.NEEDED.replace("https://10.0.0.1/api", endpoint)).getFirst();

        String expected = "f:2:3: scaleio.endpoint '" + endpoint + "' " + message;
        assertEquals(expected, problem.substring(0, Math.min(problem.length(), expected.length())));
    }

    @Test
    void passwordInTheEndpointIsRefusedAndNotShown() {
        List<String> problems = ConfigText.problemsOf(ConfigText.NEEDED.replace("10.0.0.1", "admin:s3cret@gw"));

        assertEquals(
                List.of("f:2:3: scaleio.endpoint contains a user name or password; put them into scaleio.userName and "
                        + "scaleio.password"),
                problems);
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertEquals(List.of("f:6:1: linux.volume.rootpath and " + OPERATIONS
                + "mount.rootPath name different directories; remove one of them"),
                problemsWith(OPERATIONS + "mount.rootPath: /a", "linux.volume.rootpath: /b"));
        assertEquals(List.of("f:6:1: scaleio.version and scaleio.apiVersion differ; remove one of them"),
                problemsWith("scaleio.apiVersion: 2.0", "scaleio.version: 3.0"));
        assertEquals(
                List.of("f:5:1: scaleio.caFile has no effect with scaleio.insecure: true; remove one of the two"),
                problemsWith("scaleio.caFile: /etc/passwd", "scaleio.insecure: true"));
        assertEquals(
                List.of("f:5:1: scaleio.caFile has no effect with scaleio.fingerprint; remove one of the two"),
                problemsWith("scaleio.caFile: /etc/passwd", "scaleio.fingerprint: " + "ab".repeat(32)));
    }

    @Test
    void allProblemsAreToldAtOnceInTheFilesOrder() {
        assertEquals(List.of("f:2", "f:3", "f:4", "f:7"), ConfigText.problemsOf("""
            scaleio:
              endpoint: x
              userName:
              password: <password>
            linux:
              volume:
                filemode: rwx
            """).stream().map(line -> line.substring(0, 3)).toList());
    }

    @Test
    void configurationThatIsPrintedHidesThePassword() {
        assertFalse(ConfigText.read(ConfigText.NEEDED).toString().contains("hunter2"));
    }
}
