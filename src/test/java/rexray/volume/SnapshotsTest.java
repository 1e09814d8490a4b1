package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Snapshots of volumes, and copies that one can mount. */
class SnapshotsTest extends VolumeServiceFixture {
    private static final VolumeName LOG = new VolumeName("log");
    private static final VolumeName COPY = new VolumeName("copy");
    private static final SnapshotName BEFORE = new SnapshotName(DB, "before");
    private VolumeService service;
    private VolumeSnapshots snapshots;

    @BeforeEach
    void haveAVolume() {
        service = withVolume(node01.start());
        snapshots = service.snapshots();
    }

    @Test
    void snapshotIsFoundByVolumeAndLabel() {
        assertEquals(List.of(BEFORE), snapshots.create(List.of(DB), "before"));
        assertEquals(List.of("db@before"), listed(DB));
    }

    @Test
    void snapshotIsNoVolume() {
        snapshots.create(List.of(DB), "before");
        assertEquals(List.of("db"), service.list().stream().map(view -> view.volume().name().orElseThrow()).toList());
    }

    @Test
    void volumesAreTakenAtTheSameMoment() {
        service.create(LOG, NewVolume.CONFIGURED);
        assertEquals(1, requestsOf(() -> snapshots.create(List.of(DB, LOG), "before")).stream()
                .filter("takeSnapshots"::equals).count());
        assertEquals(List.of("db@before"), listed(DB));
        assertEquals(List.of("log@before"), listed(LOG));
    }

    @Test
    void snapshotCanBeTakenAgain() {
        snapshots.create(List.of(DB), "before");
        snapshots.create(List.of(DB), "before");
        assertEquals(1, listed(DB).size());
    }

    @Test
    void labelThatIsTakenForOneVolumeIsRefusedForSeveral() {
        service.create(LOG, NewVolume.CONFIGURED);
        snapshots.create(List.of(DB), "before");
        assertThrows(RefusedInput.class, () -> snapshots.create(List.of(DB, LOG), "before"));
        assertEquals(List.of(), listed(LOG));
    }

    @Test
    void snapshotOfAnEarlierVolumeOfThatNameIsNotTakenForOne() {
        snapshots.create(List.of(DB), "before");
        service.remove(DB);
        create(service);
        assertThrows(RefusedInput.class, () -> snapshots.create(List.of(DB), "before"));
        assertThrows(RefusedInput.class, () -> snapshots.restore(BEFORE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a/b", "-x", "a@b"})
    void labelThatWouldNotBeReadableIsRefused(String label) {
        assertThrows(RefusedInput.class, () -> snapshots.create(List.of(DB), label));
    }

    @Test
    void removeCanBeRepeatedAndLeavesTheVolume() {
        snapshots.create(List.of(DB), "before");
        snapshots.remove(BEFORE);
        snapshots.remove(BEFORE);
        assertEquals(List.of(), listed(DB));
        assertTrue(service.get(DB).isPresent());
    }

    @Test
    void snapshotOutlivesItsVolumeAndCanBeSeenAndRemoved() {
        snapshots.create(List.of(DB), "before");
        service.remove(DB);
        assertEquals("volume db does not exist; check the name with 'rexray volume ls', or create it with"
                + " 'docker volume create -d rexray db'",
                assertThrows(NotFound.class, () -> snapshots.list(DB)).getMessage());
        assertEquals(List.of("db@before"), names(snapshots.list()));
        assertEquals(List.of(), service.list());
        snapshots.remove(BEFORE);
        assertEquals(List.of(), snapshots.list());
    }

    @Test
    void volumeThatSomebodyNamedLikeASnapshotIsNotRemovedAsOne() {
        array.create(BEFORE.full(), Size.ofGb(8), Optional.empty(), Deadline.after(Duration.ofSeconds(5)));
        assertEquals("db@before is a volume, not a snapshot; remove it with 'rexray volume rm'",
                assertThrows(RefusedInput.class, () -> snapshots.remove(BEFORE)).getMessage());
    }

    @Test
    void restoreBringsTheContentsBack() {
        service.mount(DB, A);
        service.unmount(DB, A);
        Content contents = array.disk("db").content;
        snapshots.create(List.of(DB), "before");
        array.disk("db").content = new Content.Foreign("rubbish");
        snapshots.restore(BEFORE);
        assertEquals(contents, array.disk("db").content);
    }

    @Test
    void mountedVolumeIsNotRestored() {
        snapshots.create(List.of(DB), "before");
        service.mount(DB, A);
        assertThrows(InUse.class, () -> snapshots.restore(BEFORE));
        assertThrows(InUse.class, () -> node02.start().snapshots().restore(BEFORE));
    }

    @Test
    void copyOfASnapshotIsMountedBesideItsOrigin() {
        array.disk("db").content = new Content.FileSystem(FileSystemType.XFS, UUID.randomUUID(), true, false);
        service.mount(DB, A);
        snapshots.create(List.of(DB), "before");
        service.create(COPY, NewVolume.copyOf(BEFORE.full()));
        assertEquals(Path.of("/var/lib/rexray/volumes/copy/data"), service.mount(COPY, B));
        service.unmount(DB, A);
        service.mount(DB, A);
    }

    @Test
    void copyOfAVolumeCanBeMadeAgainAndRemoved() {
        service.create(COPY, NewVolume.copyOf(DB));
        service.create(COPY, NewVolume.copyOf(DB));
        assertEquals(array.id("db"), service.get(COPY).orElseThrow().volume().ancestor().orElseThrow());
        service.remove(COPY);
        assertEquals(Optional.empty(), service.get(COPY));
    }

    @Test
    void nameOfAnotherVolumeIsNotTakenForACopy() {
        service.create(LOG, NewVolume.CONFIGURED);
        assertThrows(RefusedInput.class, () -> service.create(LOG, NewVolume.copyOf(DB)));
        assertThrows(NotFound.class, () -> service.create(COPY, NewVolume.copyOf(new VolumeName("nothing"))));
    }

    private List<String> listed(VolumeName volume) {
        return names(snapshots.list(volume));
    }

    private static List<String> names(List<Volume> volumes) {
        return volumes.stream().map(volume -> volume.name().orElseThrow()).toList();
    }

    @Test
    void fileSystemThatIsAskedForIsMadeAtOnce() {
        service.create(LOG, withFileSystem(FileSystemType.XFS));
        assertEquals(List.of(), array.holders("log"));
        assertEquals(FileSystemType.XFS, ((Content.FileSystem) array.disk("log").content).type());
        node02.start().mount(LOG, B);
        assertEquals("xfs", node02.host.mounts().getFirst().type());
    }

    @Test
    void fileSystemIsMadeOnceAndAnotherOneRefused() {
        service.create(LOG, withFileSystem(FileSystemType.XFS));
        service.create(LOG, withFileSystem(FileSystemType.XFS));
        assertEquals(1, node01.host.formatted().size());
        assertThrows(RefusedInput.class, () -> service.create(LOG, withFileSystem(FileSystemType.EXT4)));
        service.mount(LOG, A);
        service.create(LOG, withFileSystem(FileSystemType.XFS));
        assertThrows(RefusedInput.class, () -> service.create(LOG, withFileSystem(FileSystemType.EXT4)));
        assertEquals(1, array.holders("log").size());
    }

    @Test
    void formatThatBrokeOffIsFinishedByTheSameCreate() {
        node01.host.onEachChange(() -> {
            throw new VolumeException.HostFailure("mkfs failed", "look", null);
        });
        assertThrows(VolumeException.HostFailure.class, () -> service.create(LOG, withFileSystem(FileSystemType.XFS)));
        node01.host.onEachChange(() -> {});
        service.create(LOG, withFileSystem(FileSystemType.XFS));
        assertEquals(FileSystemType.XFS, ((Content.FileSystem) array.disk("log").content).type());
    }

    private static NewVolume withFileSystem(FileSystemType type) {
        return NewVolume.CONFIGURED.formattedWith(type);
    }
}
