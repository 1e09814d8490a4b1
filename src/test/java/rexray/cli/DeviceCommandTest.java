package rexray.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.admin.AdminSocket;
import rexray.volume.BlockDevice;
import rexray.volume.Content;
import rexray.volume.Deadline;
import rexray.volume.FakeTree;
import rexray.volume.FileSystemType;
import rexray.volume.VolumeException.InUse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class DeviceCommandTest extends CommandFixture {
    private static final Path DEVICE = Path.of("/dev/sdx");
    private static final Path MANAGED = Path.of("/mnt/vols/db");
    private Content content = new Content.Blank();

    private void plug() {
        backend.host.plug(DEVICE, 1 << 30, () -> content, made -> content = made, () -> true, new FakeTree());
    }

    /** Two services, of which one mounts in a directory of its own choice. */
    private void configure() throws IOException {
        Files.writeString(directory.resolve("config.yml"), """
            scaleio: {endpoint: 'https://gw', userName: u, password: hunter2}
            libstorage:
              service: scaleio
              server:
                services:
                  scaleio: {driver: scaleio}
                  gold:
                    driver: scaleio
                    scaleio: {endpoint: 'https://gold'}
                    libstorage: {integration: {volume: {operations: {mount: {path: /mnt/vols}}}}}
            """);
    }

    /** The service mounts a volume. */
    private void mountManaged() throws IOException {
        configure();
        plug();
        content = new Content.FileSystem(FileSystemType.EXT4, new UUID(1, 2), true, false);
        BlockDevice device = backend.host.device(DEVICE).orElseThrow();
        backend.host.mount(device, FileSystemType.EXT4, MANAGED, Deadline.after(Duration.ofMinutes(1)));
    }

    private ServerSocketChannel daemon() throws IOException {
        Path socket = AdminSocket.in(Files.createDirectories(directory.resolve("run")));
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    @Test
    void deviceIsFormattedOnlyIfBlankThenMountedAndUnmounted() {
        plug();

        assertEquals(1, run("device mount --deviceName /dev/sdx --mountPoint /mnt/x"));
        assertEquals("rexray: /dev/scini0 holds no ext4 or xfs; see 'blkid -p /dev/scini0'\n", err());
        assertEquals(0, run("device format --deviceName /dev/sdx --fsType xfs"));
        assertEquals("/dev/scini0 is formatted with xfs\n", out());
        assertEquals(1, run("device format --deviceName /dev/sdx"));
        assertEquals("rexray: /dev/scini0 holds xfs already; nothing that contains data is formatted\n", err());
        assertEquals(0, run("device mount --deviceName /dev/sdx --mountPoint /mnt/x"));
        assertEquals(0, run("device ls --mountPoint /mnt/x"));
        assertEquals(2, out().lines().count());
        assertEquals(0, run("device umount --mountPoint /mnt/x"));
        assertEquals(0, run("device ls -q --mountPoint /mnt/x"));
        assertEquals("", out());
    }

    @Test
    void dryRunOnADeviceChangesNothing() {
        plug();

        assertEquals(0, run("device format -n --deviceName /dev/sdx"));
        assertEquals("/dev/scini0 is blank, and would be formatted with ext4\n", out());
        assertEquals(new Content.Blank(), content);
        assertEquals(0, run("device format --deviceName /dev/sdx"));
        assertEquals(1, run("device format -n --deviceName /dev/sdx"));
        assertEquals(0, run("device mount -n --deviceName /dev/sdx --mountPoint /mnt/x"));
        assertEquals("/dev/scini0 (ext4) would be mounted on /mnt/x\n", out());
        assertEquals(0, run("device unmount -n --mountPoint /mnt/x"));
        assertEquals("nothing is mounted on /mnt/x\n", out());
    }

    @Test
    void dryRunOnAMountedDeviceLeavesIt() {
        plug();
        run("device format --deviceName /dev/sdx");
        run("device mount --deviceName /dev/sdx --mountPoint /mnt/x");

        assertEquals(0, run("device mount -n --deviceName /dev/sdx --mountPoint /mnt/x"));
        assertEquals("/dev/scini0 (ext4) is mounted on /mnt/x already\n", out());
        assertEquals(0, run("device unmount -n --mountPoint /mnt/x"));
        assertEquals("/dev/scini0 would be unmounted from /mnt/x, unless it is in use\n", out());
        assertEquals(0, run("device ls -q --mountPoint /mnt/x"));
        assertEquals("/mnt/x\n", out());
    }

    @Test
    void foreignContentsAreNeverFormatted() {
        plug();
        content = new Content.Foreign("an LVM2 member");

        assertEquals(1, run("device format --deviceName /dev/sdx"));
        assertEquals(
                "rexray: /dev/scini0 holds an LVM2 member; nothing that contains data is formatted; if the data is not needed, clear it with wipefs first\n",
                err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        device mount --deviceName /dev/no --mountPoint /mnt/x  | 4 | there is no device /dev/no; see 'lsblk'
        device format                                          | 2 | which device? Give --deviceName
        device unmount --mountPoint x                          | 2 | which mountpoint? Give --mountPoint with an absolute path
        """)
    void mistakeIsTold(String command, int status, String message) {
        assertEquals(status, run(command));
        assertEquals("rexray: " + message, err().lines().findFirst().orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"/var/lib/rexray/volumes/db, /var/lib/rexray/volumes",
            "/var/lib/rexray/volumes-gold/../volumes, /var/lib/rexray/volumes", "/mnt/vols/db, /mnt/vols"})
    void whereAnyServiceMountsNothingIsUnmounted(String mountpoint, String root) throws IOException {
        mountManaged();

        assertEquals(1, run("device unmount --mountPoint " + mountpoint));
        assertEquals("rexray: " + Path.of(mountpoint).normalize() + " is in " + root
                + ", where rexray mounts its volumes; use 'rexray volume mount' and 'rexray volume unmount'\n", err());
        assertEquals(1, backend.host.mounts().size());
    }

    @Test
    void whereAServiceMountsNothingElseIsMounted() throws IOException {
        configure();
        plug();
        run("device format --deviceName /dev/sdx");

        assertEquals(1, run("device mount --deviceName /dev/sdx --mountPoint /mnt/vols/other"));
        assertTrue(backend.host.mounts().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mount --mountPoint /mnt/x", "format", "format -n"})
    void deviceOfAMountedVolumeIsLeftAlone(String command) throws IOException {
        mountManaged();

        assertEquals(1, run("device " + command + " --deviceName /dev/sdx"));
        assertEquals("rexray: /dev/scini0 is the volume that rexray mounts on /mnt/vols/db; use 'rexray volume mount'"
                + " and 'rexray volume unmount'\n", err());
        assertEquals(1, backend.host.mounts().size());
    }

    @Test
    void anotherMountOfAVolumeIsLeftAlone() throws IOException {
        mountManaged();
        BlockDevice device = backend.host.device(DEVICE).orElseThrow();
        backend.host.mount(device, FileSystemType.EXT4, Path.of("/mnt/x"), Deadline.after(Duration.ofMinutes(1)));

        assertEquals(1, run("device unmount --mountPoint /mnt/x"));
        assertEquals("rexray: /mnt/x shows the volume that rexray mounts on /mnt/vols/db; if you mounted it there"
                + " yourself, use 'umount'\n", err());
        assertEquals(2, backend.host.mounts().size());
    }

    @Test
    void configurationThatCannotBeReadIsNoReasonToUnmount() throws IOException {
        mountManaged();
        Files.writeString(directory.resolve("config.yml"), "colour: blue\n");

        assertEquals(1, run("device unmount --mountPoint /mnt/vols/db"));
        assertEquals(1, backend.host.mounts().size());
    }

    @Test
    void nothingChangesWhileAnotherCommandIsAtWork() throws IOException, InterruptedException {
        plug();
        try (HostLock _ = HostLock.acquire(directory.resolve("run"), Duration.ofSeconds(1))) {
            assertEquals(ExitCode.of(new InUse("", "")), run("device format --deviceName /dev/sdx"));
        }
        assertTrue(err().startsWith("rexray: another rexray command, or a service"), err());
        assertEquals(new Content.Blank(), content);
    }

    @Test
    void lockOfTheHostIsGivenBack() {
        plug();

        assertEquals(0, run("device format --deviceName /dev/sdx"));
        assertEquals(1, run("device format --deviceName /dev/sdx"));
        assertTrue(err().contains("holds ext4 already"), err());
    }

    /** It has the lock as long as it lives. */
    @Test
    void runningServiceIsNotWaitedFor() throws IOException, InterruptedException {
        plug();
        try (ServerSocketChannel _ = daemon();
                HostLock _ = HostLock.acquire(directory.resolve("run"), Duration.ofSeconds(1))) {
            assertEquals(0, run("device format --deviceName /dev/sdx"), err());
        }
    }

    @Test
    void runningServiceKnowsBetterWhereItMounts() throws IOException {
        plug();
        configure();
        try (ServerSocketChannel _ = daemon()) {
            assertEquals(1, run("device format --deviceName /dev/sdx -c " + directory.resolve("config.yml")));
        }
        assertTrue(err().startsWith("rexray: the running service uses its own configuration"), err());
        assertEquals(new Content.Blank(), content);
    }
}
