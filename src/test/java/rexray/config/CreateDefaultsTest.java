package rexray.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.CreateOptions;
import rexray.volume.Defaults;
import rexray.volume.FileSystemType;
import rexray.volume.MkfsOptions;
import rexray.volume.VolumeSettings;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The defaults of options that a volume remembers. */
final class CreateDefaultsTest {
    private static final String OPERATIONS = "libstorage.integration.volume.operations.";
    private static final String DEFAULT = OPERATIONS + "create.default.";

    private static ServiceConfig with(String... lines) {
        return ConfigText.service(ConfigText.NEEDED + String.join("\n", lines) + "\n");
    }

    private static List<String> problemsWith(String... lines) {
        return ConfigText.problemsOf(ConfigText.NEEDED + String.join("\n", lines) + "\n");
    }

    private static Defaults ofSocket(ServiceConfig config) {
        return config.modules().getFirst().defaults();
    }

    @Test
    void defaultsAreWhatTheOptionsOfTheirNamesWouldSay() {
        ServiceConfig config = with(DEFAULT + "IOPS: 500", DEFAULT + "bandwidth: 50MB", DEFAULT + "mkfsOptions: -m 0",
                DEFAULT + "mountOptions: noatime, nosuid", DEFAULT + "owner: 999:998");

        VolumeSettings asked = CreateOptions.parse(Map.of("iops", "500", "bandwidth", "50MB", "mkfsOptions", "-m 0",
                "mountOptions", "noatime, nosuid", "owner", "999:998")).volume().settings();
        assertEquals(asked, config.defaults().settings());
        assertEquals(asked, ofSocket(config).settings());
    }

    @Test
    void withoutThemNothingIsRememberedAndNothingFormattedAtOnce() {
        ServiceConfig config = with(DEFAULT + "IOPS: 0", DEFAULT + "bandwidth: 0");

        assertEquals(Defaults.NONE, config.defaults());
        assertEquals(VolumeSettings.NONE, ofSocket(config).settings());
        assertEquals(Optional.empty(), ofSocket(config).fileSystem());
    }

    @Test
    void mkfsOptionsAreOfTheConfiguredFileSystem() {
        ServiceConfig config = with(DEFAULT + "fsType: xfs", DEFAULT + "mkfsOptions: -m reflink=0");

        assertEquals(Optional.of(FileSystemType.XFS), config.defaults().fileSystem());
        assertEquals(Optional.of(FileSystemType.XFS), ofSocket(config).fileSystem());
    }

    @Test
    void moduleWithAnotherFileSystemHasOptionsForThat() {
        ServiceConfig config = with(DEFAULT + "mkfsOptions: -m 0", "rexray.modules.fast.type: docker",
                "rexray.modules.fast." + DEFAULT + "fsType: xfs",
                "rexray.modules.fast." + DEFAULT + "mkfsOptions: -m reflink=0");

        assertEquals(Optional.of(MkfsOptions.parse("-m 0")), config.defaults().settings().mkfsOptions());
        assertEquals(Optional.of(MkfsOptions.parse("-m reflink=0")),
                config.module("fast").orElseThrow().defaults().settings().mkfsOptions());
    }

    @Test
    void moduleWithAnotherFileSystemDoesNotGetThoseOfItsService() {
        ServiceConfig config = with(DEFAULT + "mkfsOptions: -m 0", DEFAULT + "owner: 1:1",
                "rexray.modules.fast.type: docker", "rexray.modules.fast." + DEFAULT + "fsType: xfs");

        Defaults fast = config.module("fast").orElseThrow().defaults();
        assertEquals(CreateOptions.parse(Map.of("owner", "1:1")).volume().settings(), fast.settings());
        assertEquals(Optional.of(FileSystemType.XFS), fast.fileSystem());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bandwidth: 50           | libstorage.integration.volume.operations.create.default.bandwidth '50' is not an amount of data with its unit; give whole MB a second, such as libstorage.integration.volume.operations.create.default.bandwidth=50MB, or 0 for no limit
        mkfsOptions: -m reflink=0 | the mkfs.ext4 option -m is not allowed to have the value 'reflink=0'; give a value with which REX-Ray can mount the file system everywhere, or leave the option out
        mkfsOptions: /dev/sda   | the mkfs.ext4 option '/dev/sda' is not allowed: it is unknown, set by REX-Ray itself, or names a device or file; use any of -E, -I, -J, -L, -N, -O, -T, -b, -i, -m, each followed by a space and its value
        mountOptions: discard   | the mount option 'discard' takes effect on xfs only when it is mounted first; run `fstrim` on the mount instead; use any of noatime, relatime, strictatime, nodiratime, lazytime, nodev, nosuid, noexec, sync
        owner: postgres         | libstorage.integration.volume.operations.create.default.owner 'postgres' is a name, which may mean another number on another host; give the numbers of both, as `id` shows them in the container: libstorage.integration.volume.operations.create.default.owner=999:999
        mode: 0750              | libstorage.integration.volume.operations.create.default.mode is what another key says; use linux.volume.filemode
        readOnly: true          | libstorage.integration.volume.operations.create.default.readOnly would make volumes that nobody could put anything on; give `-o readOnly=true` when you create a copy
        """)
    void mistakeIsToldWithItsPlace(String line, String message) {
        assertEquals(List.of("f:5:1: " + message), problemsWith(DEFAULT + line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"IOPS: 500", "bandwidth: 50MB", "mkfsOptions: -m 0", "mountOptions: noatime",
            "owner: 999:999"})
    void nothingIsStoredOnVolumesThatContainersGetAsAWhole(String line) {
        String key = DEFAULT + line.substring(0, line.indexOf(':'));

        assertEquals(List.of("f:6:1: " + key + " would be stored on the volume, which containers get as a whole"
                + " (rootPath: /) and could change; remove it, or set " + OPERATIONS + "mount.rootPath to /data"),
                problemsWith(OPERATIONS + "mount.rootPath: /", DEFAULT + line));
    }
}
