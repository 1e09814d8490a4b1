package rexray.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.Access;
import rexray.volume.BlockDevice;
import rexray.volume.FileSystemType;
import rexray.volume.Host;
import rexray.volume.MkfsOptions;
import rexray.volume.MountOptions;
import rexray.volume.Owner;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files, directories and options of real mounts. */
final class VolumeFilesIT {
    private static final long MIB = 1L << 20;
    private static final int MOST = 4096;

    private final Host host = LinuxHost.create();
    @RegisterExtension
    private final ScratchDevices devices = new ScratchDevices();

    @ParameterizedTest
    @ValueSource(strings = {"ln -s /etc/passwd FILE", "mkdir FILE", "mkfifo FILE", "mknod -m 600 FILE c 1 3"})
    void whatIsNoOrdinaryFileIsNotOpened(String maker) {
        Path mountpoint = mounted(FileSystemType.EXT4);
        Tools.run("sh", "-c", maker.replace("FILE", mountpoint.resolve("file.json").toString()));
        HostFailure failure = assertThrows(HostFailure.class, () -> look(mountpoint));
        assertTrue(failure.problem().contains("not a regular file"), failure.problem());
    }

    @Test
    void fileIsReadUpToItsLimitAndNoFurther() throws IOException {
        Path mountpoint = mounted(FileSystemType.EXT4);
        Path file = mountpoint.resolve("file.json");
        Files.writeString(file, "x".repeat(MOST));
        assertEquals(Optional.of("x".repeat(MOST)), look(mountpoint).beside());
        Files.writeString(file, "x".repeat(MOST + 1));
        assertThrows(HostFailure.class, () -> look(mountpoint));
    }

    @Test
    void fileIsNotWrittenThroughALink() throws IOException {
        Path mountpoint = mounted(FileSystemType.EXT4);
        Path elsewhere = Files.writeString(devices.directory().resolve("elsewhere"), "untouched");
        Files.createSymbolicLink(mountpoint.resolve("file.json.new"), elsewhere);
        assertThrows(HostFailure.class, () -> host.writeFile(mountpoint.resolve("file.json"), "text", Tools.soon()));
        assertEquals("untouched", Files.readString(elsewhere));
    }

    @ParameterizedTest
    @EnumSource
    void mountOptionsAreInForce(FileSystemType type) throws IOException {
        Path mountpoint = mounted(type);
        host.remount(mountpoint, MountOptions.parse("noatime,nodiratime,lazytime,nodev,nosuid,noexec,sync"),
                Access.READ_WRITE, Tools.soon());
        String line = Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(each -> each.contains(" " + mountpoint + " ")).findFirst().orElseThrow();
        for (String word : List.of("noatime", "nodiratime", "lazytime", "nodev", "nosuid", "noexec", "sync")) {
            assertTrue(line.contains(word), line);
        }
        assertEquals(type == FileSystemType.EXT4, line.contains("errors=remount-ro"), line);
        Path program = Files.copy(Path.of("/bin/true"), mountpoint.resolve("true"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThrows(IOException.class, () -> new ProcessBuilder(program.toString()).start());
    }

    @ParameterizedTest
    @ValueSource(strings = {"relatime", "strictatime", "noatime"})
    void everyWayToTreatAccessTimesCanBeHad(String word) {
        Path mountpoint = mounted(FileSystemType.EXT4);
        host.remount(mountpoint, MountOptions.parse(word), Access.READ_WRITE, Tools.soon());
        assertTrue(MountTable.read().shows(mountpoint, MountOptions.parse(word), Access.READ_WRITE));
    }

    @Test
    void mountThatIsWrittenToDoesNotBecomeReadOnly() throws IOException {
        Path mountpoint = mounted(FileSystemType.EXT4);
        devices.start(new ProcessBuilder("sh", "-c",
                "exec 3>" + mountpoint.resolve("open") + "; echo ready; exec sleep 1000"))
                .inputReader().readLine();
        assertThrows(InUse.class,
                () -> host.remount(mountpoint, MountOptions.NONE, Access.READ_ONLY, Tools.soon()));
        assertFalse(MountTable.read().topAt(mountpoint).orElseThrow().readOnly());
    }

    @Test
    void directoryIsGivenToItsOwner() throws IOException {
        Path mountpoint = mounted(FileSystemType.XFS);
        look(mountpoint);
        host.own(mountpoint.resolve("data"), Optional.of(new Owner(999, 998)), Optional.of(02750), Tools.soon());
        assertEquals("999:998 2750", Tools.run("stat", "-c", "%u:%g %a", mountpoint.resolve("data")).strip());
    }

    @ParameterizedTest
    @EnumSource
    void fileSystemIsMadeAsAsked(FileSystemType type) {
        BlockDevice device = host.device(devices.plug(320 * MIB)).orElseThrow();
        MkfsOptions options = switch (type) {
            case EXT4 -> MkfsOptions.parse("-b 1024 -m 0 -i 8192 -O ^metadata_csum -E stride=16 -L data");
            case XFS -> MkfsOptions.parse("-b size=1024 -i size=512 -m reflink=0 -L data");
        };
        host.format(device, type, options, UUID.randomUUID(), Tools.soon());
        Path mountpoint = devices.directory().resolve("volumes/made");
        host.mount(device, type, mountpoint, Tools.soon());
        assertEquals("1024", Tools.run("stat", "-f", "-c", "%S", mountpoint).strip());
        assertEquals("data", Tools.run("blkid", "-p", "-s", "LABEL", "-o", "value", device).strip());
    }

    private Host.DataDirectory look(Path mountpoint) {
        return host.makeDirectory(mountpoint.resolve("data"), 0700, Optional.of(mountpoint.resolve("file.json")), MOST,
                Tools.soon());
    }

    private Path mounted(FileSystemType type) {
        BlockDevice device = host.device(devices.plug(320 * MIB)).orElseThrow();
        host.format(device, type, UUID.randomUUID(), Tools.soon());
        Path mountpoint = devices.directory().resolve("volumes/" + type);
        host.mount(device, type, mountpoint, Tools.soon());
        return mountpoint;
    }
}
