package rexray.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import rexray.volume.BlockDevice;
import rexray.volume.Content;
import rexray.volume.FileSystemType;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What only a real kernel can show of mounting: namespaces, links, write protection, damage, and what messages name. */
final class MountSafetyIT {
    private static final long MIB = 1L << 20;

    private final LinuxHost host = LinuxHost.create();
    @RegisterExtension
    private final ScratchDevices devices = new ScratchDevices();

    @Test
    void unmountTakesNoMountFromAnotherNamespace() throws IOException {
        BlockDevice device = formatted(FileSystemType.EXT4);
        Path mountpoint = mounted(device);
        Process container = devices.startInNewNamespace("private");
        host.unmount(mountpoint, Tools.soon());
        MountTable itsTable = MountTable.read(Path.of("/proc/" + container.pid() + "/mountinfo"));
        assertTrue(itsTable.topAt(mountpoint).orElseThrow().isOf(device));
    }

    @Test
    void holderOfAMountInAnotherNamespaceIsNamed() {
        BlockDevice device = formatted(FileSystemType.EXT4);
        Path mountpoint = mounted(device);
        Process container = devices.startInNewNamespace("private");
        host.unmount(mountpoint, Tools.soon());
        InUse refusal = assertThrows(InUse.class, () -> host.requireUnused(device));
        assertTrue(refusal.problem().contains("the mount namespace of sleep (pid " + container.pid() + ")"),
                refusal.problem());
    }

    @Test
    void processThatHasTheDeviceOpenIsNamed() throws IOException {
        BlockDevice device = formatted(FileSystemType.EXT4);
        Process reader = devices.start(new ProcessBuilder("sh", "-c", "echo ready; exec sleep 1000")
                .redirectInput(device.path().toFile()));
        reader.inputReader().readLine();
        InUse refusal = assertThrows(InUse.class, () -> host.requireUnused(device));
        assertTrue(refusal.problem().contains("(pid " + reader.pid() + ")"), refusal.problem());
    }

    @Test
    void deviceThatIsSwapIsInUse() {
        BlockDevice device = formatted(FileSystemType.EXT4);
        Tools.run("mkswap", device);
        Tools.run("swapon", device);
        try {
            assertThrows(InUse.class, () -> host.requireUnused(device));
        } finally {
            Tools.run("swapoff", device);
        }
    }

    @Test
    void mountBelowTheMountpointIsNamed() throws IOException {
        Path mountpoint = mounted(formatted(FileSystemType.EXT4));
        Path below = Files.createDirectory(mountpoint.resolve("below"));
        Tools.run("mount", "-t", "tmpfs", "tmpfs", below);
        InUse refusal = assertThrows(InUse.class, () -> host.unmount(mountpoint, Tools.soon()));
        assertTrue(refusal.problem().contains(below.toString()), refusal.problem());
    }

    @Test
    void onlyTheTopmostOfTwoMountsIsTaken() {
        BlockDevice device = formatted(FileSystemType.EXT4);
        Path mountpoint = mounted(device);
        Tools.run("mount", "-t", "tmpfs", "tmpfs", mountpoint);
        host.unmount(mountpoint, Tools.soon());
        assertTrue(MountTable.read().topAt(mountpoint).orElseThrow().isOf(device));
    }

    @Test
    void filesBelowAnUnmountedMountpointStay() throws IOException {
        Path mountpoint = devices.directory().resolve("mountpoint");
        Mountpoints.make(mountpoint);
        Path file = Files.createFile(mountpoint.resolve("file"));
        host.mount(formatted(FileSystemType.EXT4), FileSystemType.EXT4, mountpoint, Tools.soon());
        assertFalse(Files.exists(file));
        host.unmount(mountpoint, Tools.soon());
        assertTrue(Files.exists(file));
    }

    @Test
    void unmountedMountpointAdmitsNobody() throws IOException {
        Path mountpoint = devices.directory().resolve("root/mountpoint");
        Mountpoints.make(mountpoint);
        assertEquals("---------", PosixFilePermissions.toString(Files.getPosixFilePermissions(mountpoint)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(mountpoint.getParent())));
    }

    /** Mode 0000 stops no root; that the directory is on the volume alone does. */
    @Test
    void directoryOfContainersCannotBeBoundUnlessTheVolumeIsMounted() throws IOException {
        Path mountpoint = mounted(formatted(FileSystemType.EXT4));
        Path data = mountpoint.resolve("data");
        host.makeDirectory(data, 0700, Tools.soon());
        Path inContainer = Files.createDirectory(devices.directory().resolve("container"));
        Tools.run("unshare", "--mount", "mount", "--bind", data, inContainer);

        host.unmount(mountpoint, Tools.soon());

        Mountpoints.make(mountpoint);
        AssertionError refusal = assertThrows(AssertionError.class,
                () -> Tools.run("unshare", "--mount", "mount", "--bind", data, inContainer));
        assertTrue(refusal.toString().contains(data.toString()), refusal.toString());
        try (Stream<Path> onTheHost = Files.list(mountpoint)) {
            assertEquals(List.of(), onTheHost.toList());
        }
    }

    @Test
    void linkInTheWayToTheMountpointIsRefused() throws IOException {
        Path real = Files.createDirectory(devices.directory().resolve("real"));
        Path link = Files.createSymbolicLink(devices.directory().resolve("link"), real);
        BlockDevice device = formatted(FileSystemType.EXT4);
        HostFailure refusal = assertThrows(HostFailure.class,
                () -> host.mount(device, FileSystemType.EXT4, link.resolve("db"), Tools.soon()));
        assertTrue(refusal.remedy().contains(real.toString()), refusal.remedy());
        host.requireUnused(device);
    }

    @Test
    void linkOnTheVolumeLeadsNoContainerToTheHost() throws IOException {
        Path mountpoint = mounted(formatted(FileSystemType.EXT4));
        Path data = Files.createSymbolicLink(mountpoint.resolve("data"), devices.directory());
        assertThrows(HostFailure.class, () -> host.makeDirectory(data, 0700, Tools.soon()));
    }

    @Test
    void directoryGetsItsModeWhateverTheUmask() throws IOException {
        Path data = mounted(formatted(FileSystemType.EXT4)).resolve("data");
        host.makeDirectory(data, 0777, Tools.soon());
        assertEquals("rwxrwxrwx", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
        host.makeDirectory(data, 0700, Tools.soon());
        assertEquals("rwxrwxrwx", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
    }

    @Test
    void writeProtectedDeviceIsNotMountedReadOnlyInstead() {
        Path link = devices.plug(320 * MIB);
        format(link, FileSystemType.EXT4);
        devices.writeProtect(link);
        BlockDevice device = host.device(link).orElseThrow();
        Path mountpoint = devices.directory().resolve("mountpoint");
        assertThrows(HostFailure.class, () -> host.mount(device, FileSystemType.EXT4, mountpoint, Tools.soon()));
        assertTrue(MountTable.read().topAt(mountpoint).isEmpty());
    }

    @Test
    void mountThatBecameReadOnlyIsNoSuccess() {
        BlockDevice device = formatted(FileSystemType.EXT4);
        Path mountpoint = mounted(device);
        Tools.run("mount", "-o", "remount,ro", mountpoint);
        assertThrows(HostFailure.class, () -> host.mount(device, FileSystemType.EXT4, mountpoint, Tools.soon()));
    }

    @Test
    void damagedExt4NeedsAPerson() {
        BlockDevice device = formatted(FileSystemType.EXT4);
        Tools.run("debugfs", "-w", "-R", "clri <2>", device);
        Tools.run("debugfs", "-w", "-R", "set_super_value state 2", device);
        Content.FileSystem found = (Content.FileSystem) host.probe(device, Tools.soon());
        assertFalse(found.clean());
        HostFailure refusal = assertThrows(HostFailure.class,
                () -> host.check(device, FileSystemType.EXT4, Tools.soon()));
        assertTrue(refusal.remedy().contains("e2fsck -f " + device), refusal.remedy());
    }

    @Test
    void damagedXfsNamesItsTool() {
        BlockDevice device = formatted(FileSystemType.XFS);
        // Makes a file of the root directory.
        Tools.run("xfs_db", "-x", "-c", "sb 0", "-c", "addr rootino", "-c", "write core.mode 0100644", device);
        HostFailure refusal = assertThrows(HostFailure.class, () -> mounted(device, FileSystemType.XFS));
        assertTrue(refusal.remedy().contains("is damaged: run `xfs_repair " + device), refusal.getMessage());
    }

    @Test
    void nodeThatStandsForAnotherDeviceNowIsNotTouched() {
        BlockDevice device = formatted(FileSystemType.EXT4);
        BlockDevice before = new BlockDevice(device.path(), device.major(), device.minor() + 1, device.sizeInBytes());
        assertFalse(host.isReadable(before, Tools.soon()));
        assertThrows(HostFailure.class, () -> host.probe(before, Tools.soon()));
        assertThrows(HostFailure.class, () -> mounted(before, FileSystemType.EXT4));
        assertThrows(HostFailure.class,
                () -> host.format(before, FileSystemType.EXT4, new UUID(1, 1), Tools.soon()));
    }

    @Test
    void fileIsNoDevice() throws IOException {
        Path file = Files.createFile(devices.directory().resolve("file"));
        assertThrows(HostFailure.class, () -> host.device(file));
    }

    private BlockDevice formatted(FileSystemType type) {
        return format(devices.plug(320 * MIB), type);
    }

    private BlockDevice format(Path link, FileSystemType type) {
        BlockDevice device = host.device(link).orElseThrow();
        host.format(device, type, new UUID(0x1234567812344000L, 0x8000000000000001L), Tools.soon());
        return device;
    }

    private Path mounted(BlockDevice device) {
        return mounted(device, FileSystemType.EXT4);
    }

    private Path mounted(BlockDevice device, FileSystemType type) {
        Path mountpoint = devices.directory().resolve("mountpoint");
        host.mount(device, type, mountpoint, Tools.soon());
        return mountpoint;
    }
}
