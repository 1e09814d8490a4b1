package rexray.linux;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.volume.BlockDevice;
import rexray.volume.Deadline;
import rexray.volume.FileSystemType;
import rexray.volume.Host;
import rexray.volume.SharedUuid;
import rexray.volume.VolumeException.HostFailure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** File systems of volumes that were copied or made larger by the array, on real devices. */
final class CopiesAndGrowthIT {
    private static final long MIB = 1L << 20;

    private final Host host = LinuxHost.create();
    @RegisterExtension
    private final ScratchDevices devices = new ScratchDevices();

    @ParameterizedTest
    @EnumSource
    void mountedFileSystemGrowsWithItsDevice(FileSystemType type) throws IOException {
        Path link = devices.plug(320 * MIB);
        Path mountpoint = mounted(link, type, "volume");
        Files.writeString(mountpoint.resolve("file"), "contents");
        try (RandomAccessFile file = new RandomAccessFile(devices.file(link).toFile(), "rw")) {
            file.setLength(640 * MIB);
        }
        Tools.run("losetup", "--set-capacity", link.toRealPath());
        if (type == FileSystemType.EXT4 && !mayResizeExt4()) {
            HostFailure refusal = assertThrows(HostFailure.class,
                    () -> host.grow(device(link), type, mountpoint, soon()));
            assertTrue(refusal.remedy().contains("CAP_SYS_RESOURCE"), refusal.getMessage());
            return;
        }
        host.grow(device(link), type, mountpoint, soon());
        assertTrue(Files.getFileStore(mountpoint).getTotalSpace() > 500 * MIB, "the file system has the new room");
        host.grow(device(link), type, mountpoint, soon());
        assertEquals("contents", Files.readString(mountpoint.resolve("file")));
    }

    @ParameterizedTest
    @EnumSource
    void copyIsMountedBesideItsOrigin(FileSystemType type) throws IOException {
        Path origin = devices.plug(320 * MIB);
        Path mountpoint = mounted(origin, type, "origin");
        Files.writeString(mountpoint.resolve("file"), "contents");
        Tools.run("sync", "-f", mountpoint);
        Path copy = devices.plug(320 * MIB);
        Tools.run("dd", "if=" + origin.toRealPath(), "of=" + copy.toRealPath(), "bs=1M", "conv=fsync", "status=none");
        Path other = devices.directory().resolve("volumes/copy");
        host.mount(device(copy), type, other, SharedUuid.MAY_BE, soon());
        assertEquals("contents", Files.readString(other.resolve("file")));
        host.unmount(mountpoint, soon());
        host.mount(device(origin), type, mountpoint, soon());
    }

    @Test
    void secondDeviceWithAnXfsOfOneUuidIsRefusedUnlessItIsACopy() throws IOException {
        Path origin = devices.plug(320 * MIB);
        mounted(origin, FileSystemType.XFS, "origin");
        Path copy = devices.plug(320 * MIB);
        Tools.run("dd", "if=" + origin.toRealPath(), "of=" + copy.toRealPath(), "bs=1M", "conv=fsync", "status=none");
        assertThrows(HostFailure.class, () -> host.mount(device(copy), FileSystemType.XFS,
                devices.directory().resolve("volumes/copy"), soon()));
    }

    /** Containers often lack what the kernel wants for it: CAP_SYS_RESOURCE, number 24 of capabilities(7). */
    private static boolean mayResizeExt4() throws IOException {
        String effective = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff:")).findFirst().orElseThrow();
        return (Long.parseUnsignedLong(effective.substring("CapEff:".length()).strip(), 16) & (1L << 24)) != 0;
    }

    private Path mounted(Path link, FileSystemType type, String name) {
        Path mountpoint = devices.directory().resolve("volumes/" + name);
        host.format(device(link), type, UUID.randomUUID(), soon());
        host.mount(device(link), type, mountpoint, soon());
        return mountpoint;
    }

    private BlockDevice device(Path link) {
        return host.device(link).orElseThrow();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(60));
    }
}
