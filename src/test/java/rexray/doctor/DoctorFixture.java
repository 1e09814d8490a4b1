package rexray.doctor;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import rexray.config.ConfigFile;
import rexray.config.ServiceConfig;
import rexray.doctor.Finding.Verdict;
import rexray.lab.LabArray;
import rexray.scaleio.SdcCommand;
import rexray.scaleio.SdcNode;
import rexray.volume.VolumeOptions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** A whole lab: an array, and a host with an SDC, a daemon and Docker. Tests break it in one way each. */
abstract class DoctorFixture {
    static final String BOOT = "boot-1";

    @TempDir
    Path directory;
    LabArray array;
    ServerSocketChannel daemon;
    InstantSource clock = InstantSource.system();
    String searchPath;
    Surroundings.Docker docker = () -> Optional.of(Set.of("local", "s"));
    final Map<String, String> settings = new LinkedHashMap<>();
    /** What drv_cfg answers, by its option. */
    final Map<String, SdcCommand.Result> sdc = new LinkedHashMap<>();

    @BeforeEach
    void startWholeLab() throws IOException {
        array = LabArray.startWithTls(Files.createDirectory(directory.resolve("array")));
        daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        daemon.bind(UnixDomainSocketAddress.of(directory.resolve("s.sock")));
        Files.createDirectory(directory.resolve("bin"));
        searchPath = directory.resolve("bin").toString();
        for (String tool : List.of("mkfs.ext4", "mkfs.xfs", "e2fsck", "xfs_io", "blkid", "mount", "umount", "stat",
                "dd", "find", "resize2fs", "xfs_growfs", "drv_cfg")) {
            Files.createFile(directory.resolve("bin").resolve(tool),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        put("proc/self/mountinfo", "1 0 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n");
        process("1", "mnt:[1]");
        process("100", "mnt:[1]");
        process("200", "mnt:[1]");
        put("run/rexray.pid", "100\n");
        put("docker.pid", "200");
        sdc.put("--query_guid", new SdcCommand.Result(0, LabArray.GUID_1 + "\n", ""));
        sdc.put("--query_mdms", new SdcCommand.Result(0, "MDM-ID " + array.systemId() + " SDC ID 1\n", ""));
        settings.putAll(Map.of("scaleio.endpoint", array.endpoint().toString(), "scaleio.caFile",
                array.caFile().toString(), "scaleio.userName", LabArray.USER, "scaleio.password",
                "'" + array.password() + "'", "scaleio.protectionDomainName", "pd1", "scaleio.storagePoolName", "hdd",
                "scaleio.drvCfg", directory.resolve("bin/drv_cfg").toString(), "rexray.events.file",
                directory.resolve("events").toString(), "rexray.modules.default-docker.host",
                "unix://" + directory.resolve("s.sock")));
    }

    @AfterEach
    void end() throws IOException {
        daemon.close();
        array.close();
    }

    void put(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A process of the host, with the name of its mount namespace. */
    void process(String pid, String namespace) throws IOException {
        Path link = directory.resolve("proc").resolve(pid).resolve("ns/mnt");
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(namespace));
    }

    private SdcNode node(ServiceConfig config) {
        return new SdcNode(config.scaleio(), (program, arguments, deadline) -> sdc.getOrDefault(arguments.getFirst(),
                new SdcCommand.Result(1, "", "no such option")), directory.resolve("dev"));
    }

    /** The same but that notes are below the directory. */
    private VolumeOptions volumes(ServiceConfig config) {
        VolumeOptions there = config.volumes();
        return new VolumeOptions(there.mountRoot(), there.dataDirectory(), there.dataDirectoryMode(),
                there.defaultSize(), there.fileSystem(), there.preempt(), directory.resolve("run"),
                directory.resolve("lib"), there.mountTimeout(), there.otherTimeout(), there.forgottenAfter());
    }

    Path writeConfig() throws IOException {
        Path file = directory.resolve("config.yml");
        Files.write(file, settings.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).toList());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    List<Finding> examine() throws IOException {
        return examine(writeConfig());
    }

    List<Finding> examine(Path file) {
        Surroundings host = new Surroundings(this::node, this::volumes, docker, List.of(directory), searchPath,
                directory.resolve("proc"), directory.resolve("run/rexray.pid"), directory.resolve("docker.pid"), BOOT);
        return new Doctor(host, clock).examine(new ConfigFile(file, Map.of()), Optional.empty());
    }

    /** What is not in order, whether it is wrong or doubtful. */
    static Set<Check> ill(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.WRONG || finding.verdict() == Verdict.DOUBTFUL)
                .map(Finding::check).collect(Collectors.toCollection(() -> EnumSet.noneOf(Check.class)));
    }

    static Finding of(Check check, List<Finding> findings) {
        return findings.stream().filter(finding -> finding.check() == check).findFirst().orElseThrow();
    }

    /** Diagnosed by this code alone, with a remedy. */
    static Finding assertDiagnosed(Check check, List<Finding> findings) {
        assertEquals(Set.of(check), ill(findings), findings.toString());
        Finding finding = of(check, findings);
        assertFalse(finding.remedy().isEmpty(), "no remedy");
        assertEveryCheckIsTold(findings);
        return finding;
    }

    static void assertEveryCheckIsTold(List<Finding> findings) {
        assertEquals(EnumSet.allOf(Check.class), findings.stream().map(Finding::check).collect(Collectors.toSet()));
    }
}
