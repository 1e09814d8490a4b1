package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every {@link Host} does. An implementation's test says how its world is changed behind the host's back. */
public abstract class HostContract {
    private static final UUID UUID_OF_TEST = UUID.fromString("6c0d7ad5-92d5-4a8e-9b4f-2f1a3c5e7d90");

    protected abstract Host host();

    /** A link to a new blank device of {@link #deviceSize}. */
    protected abstract Path plug();

    /** In bytes; enough for every file system type. */
    protected abstract long deviceSize();

    /** The device gets contents that the host neither mounts nor formats. */
    protected abstract void writeForeignContents(Path link);

    /** The device is there, and no read or write reaches it any more. */
    protected abstract void cutOff(Path link);

    /** A place that is no directory yet. */
    protected abstract Path newMountpoint();

    protected abstract boolean isDirectory(Path directory);

    /** A process works in a directory, until the test ends. */
    protected abstract void occupy(Path directory);

    /** A container takes a copy of the mount, until {@link #letGo}. */
    protected abstract void hold(Path mountpoint);

    protected abstract void letGo();

    @Test
    void linkThatLeadsNowhereHasNoDevice() {
        Path link = plug();
        assertEquals(Optional.empty(), host().device(link.resolveSibling("no-such-link")));
    }

    @Test
    void deviceHasItsSize() {
        assertEquals(deviceSize(), device(plug()).sizeInBytes());
    }

    @Test
    void newDeviceIsBlank() {
        assertEquals(new Content.Blank(), probe(device(plug())));
    }

    @ParameterizedTest
    @EnumSource
    void formattedDeviceHoldsTheFileSystem(FileSystemType type) {
        Content.FileSystem found = assertInstanceOf(Content.FileSystem.class, probe(formatted(type)));
        assertEquals(type, found.type());
        assertEquals(UUID_OF_TEST, found.uuid());
        assertTrue(found.clean());
    }

    @Test
    void newExt4IsKnownToBeUnmountedSoFar() {
        BlockDevice device = formatted(FileSystemType.EXT4);
        assertTrue(assertInstanceOf(Content.FileSystem.class, probe(device)).neverMounted());
        Path mountpoint = mounted(device, FileSystemType.EXT4);
        host().unmount(mountpoint, soon());
        assertFalse(assertInstanceOf(Content.FileSystem.class, probe(device)).neverMounted());
    }

    @ParameterizedTest
    @EnumSource
    void unfinishedWorkIsFormattedAgain(FileSystemType type) {
        BlockDevice device = formatted(type);
        UUID other = UUID.fromString("00000000-0000-4000-8000-000000000001");
        host().format(device, type, other, soon());
        assertEquals(other, assertInstanceOf(Content.FileSystem.class, probe(device)).uuid());
    }

    @ParameterizedTest
    @EnumSource
    void mountedDeviceIsNotFormatted(FileSystemType type) {
        BlockDevice device = formatted(type);
        mounted(device, type);
        assertThrows(InUse.class, () -> host().format(device, type, UUID_OF_TEST, soon()));
    }

    @Test
    void foreignContentsAreNamed() {
        Path link = plug();
        writeForeignContents(link);
        assertFalse(assertInstanceOf(Content.Foreign.class, probe(device(link))).what().isBlank());
    }

    @ParameterizedTest
    @EnumSource
    void mountShowsInTheTable(FileSystemType type) {
        BlockDevice device = formatted(type);
        Path mountpoint = mounted(device, type);
        Mount mount = mountsAt(mountpoint).getFirst();
        assertTrue(mount.isOf(device));
        assertEquals("/", mount.root());
        assertEquals(type.toString(), mount.type());
        assertFalse(mount.readOnly());
        assertTrue(isDirectory(mountpoint));
    }

    @ParameterizedTest
    @EnumSource
    void mountCanBeRepeated(FileSystemType type) {
        BlockDevice device = formatted(type);
        Path mountpoint = mounted(device, type);
        host().mount(device, type, mountpoint, soon());
        assertEquals(1, mountsAt(mountpoint).size());
    }

    @ParameterizedTest
    @EnumSource
    void whatHoldsNoFileSystemIsNotMounted(FileSystemType type) {
        BlockDevice device = device(plug());
        Path mountpoint = newMountpoint();
        assertThrows(HostFailure.class, () -> host().mount(device, type, mountpoint, soon()));
        assertEquals(List.of(), mountsAt(mountpoint));
        assertFalse(isDirectory(mountpoint));
    }

    @Test
    void nothingIsMountedOverAnotherDevice() {
        BlockDevice first = formatted(FileSystemType.EXT4);
        BlockDevice second = formatted(FileSystemType.EXT4);
        Path mountpoint = mounted(first, FileSystemType.EXT4);
        assertThrows(HostFailure.class, () -> host().mount(second, FileSystemType.EXT4, mountpoint, soon()));
        assertEquals(1, mountsAt(mountpoint).size());
    }

    @ParameterizedTest
    @EnumSource
    void unmountTakesMountAndDirectoryAway(FileSystemType type) {
        Path mountpoint = mounted(formatted(type), type);
        host().unmount(mountpoint, soon());
        assertEquals(List.of(), mountsAt(mountpoint));
        assertFalse(isDirectory(mountpoint));
    }

    @Test
    void unmountCanBeRepeated() {
        Path mountpoint = mounted(formatted(FileSystemType.EXT4), FileSystemType.EXT4);
        host().unmount(mountpoint, soon());
        host().unmount(mountpoint, soon());
        assertFalse(isDirectory(mountpoint));
    }

    @Test
    void busyMountStaysAndItsUserIsNamed() {
        Path mountpoint = mounted(formatted(FileSystemType.EXT4), FileSystemType.EXT4);
        occupy(mountpoint);
        InUse refusal = assertThrows(InUse.class, () -> host().unmount(mountpoint, soon()));
        assertTrue(refusal.problem().matches(".* sleep \\(pid \\d+\\).*"), refusal.problem());
        assertEquals(1, mountsAt(mountpoint).size());
    }

    @Test
    void directoryOnAVolumeStaysWhenItIsUnmountedAndMountedAgain() {
        BlockDevice device = formatted(FileSystemType.EXT4);
        Path mountpoint = mounted(device, FileSystemType.EXT4);
        Path data = mountpoint.resolve("data");
        host().makeDirectory(data, 0700, soon());
        host().makeDirectory(data, 0700, soon());
        assertTrue(isDirectory(data));
        host().unmount(mountpoint, soon());
        assertFalse(isDirectory(data));
        host().mount(device, FileSystemType.EXT4, mountpoint, soon());
        assertTrue(isDirectory(data));
    }

    @ParameterizedTest
    @EnumSource
    void fileOnAVolumeIsReadByTheNextMount(FileSystemType type) {
        BlockDevice device = formatted(type);
        Path mountpoint = mounted(device, type);
        Path file = mountpoint.resolve("file.json");
        assertEquals(Optional.empty(), look(mountpoint, file).beside());
        host().writeFile(file, "old", soon());
        host().writeFile(file, "new é\n", soon());
        host().unmount(mountpoint, soon());
        host().mount(device, type, mountpoint, soon());
        assertEquals(Optional.of("new é\n"), look(mountpoint, file).beside());
    }

    @Test
    void directoryIsNewOnce() {
        Path mountpoint = mounted(formatted(FileSystemType.EXT4), FileSystemType.EXT4);
        assertTrue(look(mountpoint, mountpoint.resolve("file.json")).isNew());
        assertFalse(look(mountpoint, mountpoint.resolve("file.json")).isNew());
    }

    @ParameterizedTest
    @EnumSource
    void mountBecomesReadOnlyAndWritableAgain(FileSystemType type) {
        Path mountpoint = mounted(formatted(type), type);
        host().remount(mountpoint, MountOptions.parse("nosuid"), Access.READ_ONLY, soon());
        host().remount(mountpoint, MountOptions.parse("nosuid"), Access.READ_ONLY, soon());
        assertTrue(mountsAt(mountpoint).getFirst().readOnly());
        assertThrows(HostFailure.class, () -> host().writeFile(mountpoint.resolve("file.json"), "text", soon()));
        host().remount(mountpoint, MountOptions.NONE, Access.READ_WRITE, soon());
        host().writeFile(mountpoint.resolve("file.json"), "text", soon());
    }

    @ParameterizedTest
    @EnumSource
    void fileSystemHoldsLessThanItsDevice(FileSystemType type) {
        long capacity = host().capacity(mounted(formatted(type), type), soon()).orElseThrow().bytes();
        assertTrue(capacity < deviceSize() && capacity > deviceSize() / 2, () -> capacity + " bytes");
    }

    @Test
    void mountedDeviceIsInUse() {
        BlockDevice device = formatted(FileSystemType.EXT4);
        host().requireUnused(device);
        Path mountpoint = mounted(device, FileSystemType.EXT4);
        assertThrows(InUse.class, () -> host().requireUnused(device));
        host().unmount(mountpoint, soon());
        host().requireUnused(device);
    }

    @Test
    void deviceIsInUseAsLongAsAContainerHoldsIt() {
        BlockDevice device = formatted(FileSystemType.EXT4);
        Path mountpoint = mounted(device, FileSystemType.EXT4);
        hold(mountpoint);
        host().unmount(mountpoint, soon());
        assertThrows(InUse.class, () -> host().requireUnused(device));
        letGo();
        host().requireUnused(device);
    }

    @Test
    void ownMountIsNobodyElsesAndAContainersIs() {
        BlockDevice device = formatted(FileSystemType.EXT4);
        Path mountpoint = mounted(device, FileSystemType.EXT4);
        assertEquals(List.of(), host().holdersElsewhere(device));
        hold(mountpoint);
        assertEquals(1, host().holdersElsewhere(device).size());
        host().unmount(mountpoint, soon());
        assertEquals(1, host().holdersElsewhere(device).size());
        letGo();
        assertEquals(List.of(), host().holdersElsewhere(device));
    }

    @Test
    void deviceIsReadableUntilItIsCutOff() {
        Path link = plug();
        BlockDevice device = device(link);
        assertTrue(host().isReadable(device, soon()));
        cutOff(link);
        assertFalse(host().isReadable(device, soon()));
    }

    @ParameterizedTest
    @EnumSource
    void detachedFileSystemLivesAsLongAsAContainerHoldsIt(FileSystemType type) {
        Path mountpoint = mounted(formatted(type), type);
        FileSystemMark mark = host().mark(mountsAt(mountpoint).getFirst());
        assertTrue(host().holderOf(mark).isPresent());
        hold(mountpoint);
        host().detach(mountpoint, soon());
        host().detach(mountpoint, soon());
        assertEquals(List.of(), mountsAt(mountpoint));
        assertTrue(host().holderOf(mark).orElseThrow().matches(".*sleep \\(pid \\d+\\)"),
                () -> host().holderOf(mark).toString());
        letGo();
        assertEquals(Optional.empty(), host().holderOf(mark));
    }

    @Test
    void detachedFileSystemLivesAsLongAsAProcessWorksInIt() {
        Path mountpoint = mounted(formatted(FileSystemType.EXT4), FileSystemType.EXT4);
        FileSystemMark mark = host().mark(mountsAt(mountpoint).getFirst());
        occupy(mountpoint);
        host().detach(mountpoint, soon());
        assertTrue(host().holderOf(mark).orElseThrow().matches("sleep \\(pid \\d+\\)"),
                () -> host().holderOf(mark).toString());
    }

    @ParameterizedTest
    @EnumSource
    void fileSystemCanBeShutDownAgainAndThenDetached(FileSystemType type) {
        Path link = plug();
        BlockDevice device = device(link);
        host().format(device, type, UUID_OF_TEST, soon());
        Path mountpoint = mounted(device, type);
        Mount mount = mountsAt(mountpoint).getFirst();
        cutOff(link);
        host().shutDown(mount, soon());
        host().shutDown(mount, soon());
        host().detach(mountpoint, soon());
        assertFalse(isDirectory(mountpoint));
    }

    @Test
    void contentsOfADeviceThatIsCutOffCannotBeTold() {
        Path link = plug();
        BlockDevice device = device(link);
        cutOff(link);
        assertThrows(HostFailure.class, () -> probe(device));
    }

    protected static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    protected BlockDevice device(Path link) {
        return host().device(link).orElseThrow();
    }

    protected Content probe(BlockDevice device) {
        return host().probe(device, soon());
    }

    protected BlockDevice formatted(FileSystemType type) {
        BlockDevice device = device(plug());
        host().format(device, type, UUID_OF_TEST, soon());
        return device;
    }

    protected Path mounted(BlockDevice device, FileSystemType type) {
        Path mountpoint = newMountpoint();
        host().mount(device, type, mountpoint, soon());
        return mountpoint;
    }

    private Host.DataDirectory look(Path mountpoint, Path file) {
        return host().makeDirectory(mountpoint.resolve("data"), 0700, Optional.of(file), 4096, soon());
    }

    private List<Mount> mountsAt(Path mountpoint) {
        return host().mounts().stream().filter(mount -> mount.mountpoint().equals(mountpoint)).toList();
    }
}
