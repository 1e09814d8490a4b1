package rexray.doctor;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.config.ConfigFile;
import rexray.doctor.Finding.Verdict;
import rexray.lab.LabArray;
import rexray.scaleio.SdcCommand;
import rexray.scaleio.SdcNode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Hosts and arrays that are broken in one way each, and whole ones. */
final class DoctorTest {
    private static final SdcCommand NO_COMMAND = (program, arguments, deadline) -> new SdcCommand.Result(1, "", "no");
    @TempDir
    private Path directory;
    private LabArray array;
    private ServerSocketChannel daemon;
    private final Map<String, String> settings = new LinkedHashMap<>();

    @BeforeEach
    void startWholeLab() throws IOException {
        array = LabArray.startWithTls(Files.createDirectory(directory.resolve("array")));
        daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        daemon.bind(UnixDomainSocketAddress.of(directory.resolve("s.sock")));
        Files.createDirectory(directory.resolve("bin"));
        for (String tool : List.of("mkfs.ext4", "mkfs.xfs", "e2fsck", "xfs_io", "blkid", "mount", "umount", "stat",
                "dd", "find")) {
            Files.createFile(directory.resolve("bin").resolve(tool),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        settings.putAll(Map.of("scaleio.endpoint", array.endpoint().toString(), "scaleio.caFile",
                array.caFile().toString(), "scaleio.userName", LabArray.USER, "scaleio.password",
                "'" + array.password() + "'", "scaleio.protectionDomainName", "pd1", "scaleio.storagePoolName", "hdd",
                "scaleio.guid", LabArray.GUID_1, "rexray.modules.default-docker.host",
                "unix://" + directory.resolve("s.sock")));
    }

    @AfterEach
    void end() throws IOException {
        daemon.close();
        array.close();
    }

    private List<Finding> examine(InstantSource clock) throws IOException {
        Path file = directory.resolve("config.yml");
        Files.write(file, settings.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).toList());
        if (!settings.containsKey("exposed")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return new Doctor(config -> new SdcNode(config.scaleio(), NO_COMMAND, directory), clock,
                directory.resolve("bin").toString()).examine(new ConfigFile(file, Map.of()));
    }

    private List<Finding> examine() throws IOException {
        return examine(InstantSource.system());
    }

    /** Whether its root is shared is this machine's affair. */
    private static Set<Check> wrong(List<Finding> findings) {
        return findings.stream().filter(finding -> finding.verdict() == Verdict.WRONG).map(Finding::check)
                .filter(Predicate.not(Check.PROPAGATION::equals))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Check.class)));
    }

    private static Finding of(Check check, List<Finding> findings) {
        return findings.stream().filter(finding -> finding.check() == check).findFirst().orElseThrow();
    }

    /** Diagnosed by this code alone, with a remedy. */
    private static void assertDiagnosed(Check check, List<Finding> findings) {
        assertEquals(Set.of(check), wrong(findings), findings.toString());
        assertTrue(!of(check, findings).remedy().isEmpty(), "no remedy");
        assertEveryCheckIsTold(findings);
    }

    private static void assertEveryCheckIsTold(List<Finding> findings) {
        assertEquals(EnumSet.allOf(Check.class), findings.stream().map(Finding::check).collect(Collectors.toSet()));
    }

    @Test
    void wholeHostHasNoFinding() throws IOException {
        List<Finding> findings = examine();

        assertEquals(Set.of(), wrong(findings), findings.toString());
        assertEveryCheckIsTold(findings);
        assertTrue(of(Check.SDC, findings).seen().contains(LabArray.GUID_1));
    }

    @Test
    void noFindingHoldsThePassword() throws IOException {
        settings.put("scaleio.userName", "nobody");

        assertTrue(!examine().toString().contains(array.password()));
    }

    @Test
    void unknownKeyIsDiagnosed() throws IOException {
        settings.put("scaleio.colour", "blue");

        assertDiagnosed(Check.CONFIGURATION, examine());
    }

    @Test
    void passwordForAllToReadIsDiagnosed() throws IOException {
        examine();
        Path file = directory.resolve("config.yml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertDiagnosed(Check.EXPOSURE, new Doctor(config -> new SdcNode(config.scaleio(), NO_COMMAND, directory),
                InstantSource.system(), directory.resolve("bin").toString()).examine(new ConfigFile(file, Map.of())));
    }

    @Test
    void missingToolIsNamed() {
        Finding finding = HostChecks.tools("/nonexistent");

        assertEquals(Verdict.WRONG, finding.verdict());
        assertTrue(finding.seen().contains("blkid"), finding.toString());
    }

    @Test
    void missingSdcIsDiagnosed() throws IOException {
        settings.remove("scaleio.guid");
        settings.put("scaleio.drvCfg", directory.resolve("no-drv_cfg").toString());

        assertDiagnosed(Check.SDC, examine());
    }

    @Test
    void sdcThatDoesNotTellItsGuidIsDiagnosed() throws IOException {
        settings.remove("scaleio.guid");
        settings.put("scaleio.drvCfg", directory.resolve("bin/mount").toString());

        assertDiagnosed(Check.SDC, examine());
    }

    @Test
    void gatewayThatIsAwayIsDiagnosedWithWhatFollows() throws IOException {
        settings.put("scaleio.endpoint", "https://127.0.0.1:1/api");

        assertEquals(Set.of(Check.GATEWAY, Check.ARRAY), wrong(examine()));
    }

    @Test
    void certificateThatNobodyVouchesForIsDiagnosed() throws IOException {
        settings.remove("scaleio.caFile");

        assertDiagnosed(Check.ARRAY, examine());
    }

    @Test
    void certificateThatEndsSoonIsDiagnosed() throws IOException {
        List<Finding> findings = examine(InstantSource.offset(InstantSource.system(), Duration.ofDays(100_000)));

        assertDiagnosed(Check.CERTIFICATE, findings);
    }

    @Test
    void gatewayWithoutTlsIsDiagnosed() throws IOException {
        try (LabArray plain = LabArray.start(Files.createDirectory(directory.resolve("plain")))) {
            int port = plain.endpoint().getPort();

            List<Finding> findings = ArrayChecks.gateway(URI.create("https://127.0.0.1:" + port),
                    InstantSource.system().instant());

            assertEquals(Set.of(Check.CERTIFICATE), wrong(findings));
        }
    }

    @Test
    void wrongPasswordIsDiagnosed() throws IOException {
        settings.put("scaleio.password", "wrong");

        assertDiagnosed(Check.ARRAY, examine());
    }

    @Test
    void wrongSystemIsDiagnosed() throws IOException {
        settings.put("scaleio.systemName", "elsewhere");

        assertTrue(wrong(examine()).stream().anyMatch(EnumSet.of(Check.ARRAY, Check.POOL)::contains));
    }

    @Test
    void missingDomainIsDiagnosed() throws IOException {
        settings.put("scaleio.protectionDomainName", "pd9");

        assertDiagnosed(Check.POOL, examine());
    }

    @Test
    void missingPoolIsDiagnosedWithThoseThatThereAre() throws IOException {
        settings.put("scaleio.storagePoolName", "tape");

        List<Finding> findings = examine();

        assertDiagnosed(Check.POOL, findings);
        assertTrue(of(Check.POOL, findings).remedy().contains("hdd"), findings.toString());
    }

    @Test
    void hostThatTheArrayDoesNotKnowIsDiagnosed() throws IOException {
        settings.put("scaleio.guid", "99999999-0F4A-4D16-9E21-6A5D80C3F714");

        assertDiagnosed(Check.SDC_KNOWN, examine());
    }

    @Test
    void deadDaemonIsDiagnosed() throws IOException {
        daemon.close();

        assertDiagnosed(Check.PLUGIN, examine());
    }

    @Test
    void missingDaemonIsDiagnosed() throws IOException {
        Files.delete(directory.resolve("s.sock"));

        assertDiagnosed(Check.PLUGIN, examine());
    }

    @Test
    void mountThatIsNotSharedIsDiagnosed() {
        List<String> root = List.of("1 0 8:1 / / rw shared:1 - ext4 /dev/sda1 rw",
                "2 1 8:2 / /var/lib rw,relatime - ext4 /dev/sda2 rw");

        assertEquals(Verdict.OK, HostChecks.propagation(root, Path.of("/srv/volumes")).verdict());
        Finding finding = HostChecks.propagation(root, Path.of("/var/lib/rexray/volumes"));
        assertEquals(Verdict.WRONG, finding.verdict());
        assertTrue(finding.remedy().contains("mount --make-rshared /var/lib"), finding.toString());
    }
}
