package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.TimedOut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is left, and what is answered, when something fails on the way or the daemon starts anew. */
class RecoveryTest extends VolumeServiceFixture {
    @Test
    void unfinishedFormatOfOursIsFormattedAgainWithItsUuid() {
        VolumeService service = withVolume(node01.start());
        node01.host.onEachChange(() -> {
            node01.host.onEachChange(() -> {});
            throw new HostFailure("mkfs was killed", "look", null);
        });
        assertThrows(HostFailure.class, () -> service.mount(DB, A));
        UUID begun = node01.formatBegun();
        array.disk("db").content = new Content.FileSystem(FileSystemType.EXT4, begun, true, true);
        service.mount(DB, A);
        assertEquals(List.of(begun), node01.host.formatted());
    }

    @Test
    void whatAnotherHostFilledMeanwhileIsNeverFormattedAgain() {
        VolumeService service = withVolume(node01.start());
        node01.host.onEachChange(() -> {
            node01.host.onEachChange(() -> {});
            throw new HostFailure("the host crashed right after mkfs", "look", null);
        });
        assertThrows(HostFailure.class, () -> service.mount(DB, A));
        array.disk("db").content = new Content.FileSystem(FileSystemType.EXT4, node01.formatBegun(), true, false);
        service.mount(DB, A);
        assertEquals(List.of(), node01.host.formatted());
    }

    @Test
    void noteOfABrokenOffFormatGoesWithItsVolume() {
        VolumeService other = node02.start();
        VolumeService service = withVolume(node01.start());
        node01.host.onEachChange(() -> {
            throw new HostFailure("mkfs was killed", "look", null);
        });
        assertThrows(HostFailure.class, () -> service.mount(DB, A));
        service.remove(DB);
        assertNoNotes();
        create(service);
        assertThrows(HostFailure.class, () -> service.mount(DB, A));
        other.remove(DB);
        node01.start().requireReady(Deadline.after(Duration.ofSeconds(10)));
        assertNoNotes();
    }

    @Test
    void failedMountIsUndoneAndCountsNobody() {
        VolumeService service = withVolume(node01.start());
        node01.host.onEachChange(() -> {
            throw new HostFailure("mount failed", "look", null);
        });
        assertThrows(HostFailure.class, () -> service.mount(DB, A));
        assertEquals(List.of(), array.holders("db"));
        node01.host.onEachChange(() -> {});
        service.mount(DB, B);
        service.unmount(DB, B);
        assertEquals(List.of(), node01.host.mounts());
    }

    @Test
    void foreignContentsAreRefusedAndTheMappingUndone() {
        VolumeService service = withVolume(node01.start());
        array.disk("db").content = new Content.Foreign("an LVM2 member");
        RefusedInput refusal = assertThrows(RefusedInput.class, () -> service.mount(DB, A));
        assertTrue(refusal.getMessage().contains("an LVM2 member"), refusal.getMessage());
        assertEquals(new Content.Foreign("an LVM2 member"), array.disk("db").content);
        assertEquals(List.of(), array.holders("db"));
        assertNoNotes();
    }

    @Test
    void deviceThatNeverAppearsUndoesTheMapping() {
        VolumeService service = withVolume(node01.start());
        node01.node.deviceNeverAppears();
        assertThrows(HostFailure.class, () -> service.mount(DB, A));
        assertEquals(List.of(), array.holders("db"));
        assertNoNotes();
    }

    @Test
    void volumeThatAContainerStillHoldsStaysMapped() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        node01.host.hold(MOUNTPOINT);
        assertThrows(InUse.class, () -> service.unmount(DB, A));
        assertEquals(List.of(node01.node.id()), array.holders("db"));
        service.tidy();
        assertEquals(List.of(node01.node.id()), array.holders("db"));
        node01.host.letGo();
        service.tidy();
        assertEquals(List.of(), array.holders("db"));
    }

    @Test
    void failedUnmountIsNoUseAnyMore() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        node01.host.occupy(MOUNTPOINT);
        assertThrows(InUse.class, () -> service.unmount(DB, A));
        service.mount(DB, A);
        node01.host.vacate();
        service.unmount(DB, A);
        assertEquals(List.of(), array.holders("db"));
    }

    @Test
    void mountedVolumeIsAnsweredWithTheArrayAway() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        arrayGoesAway();
        VolumeView view = service.get(DB).orElseThrow();
        assertEquals(Size.ofGb(16), view.volume().size());
        assertEquals(Optional.of(Path.of("/var/lib/rexray/volumes/db/data")), view.mountpoint());
        assertEquals(1, view.users());
        assertTrue(node01.start().get(DB).isPresent());
    }

    @Test
    void unknownIsNotNoWhenTheArrayIsAway() {
        VolumeService service = node01.start();
        arrayGoesAway();
        assertThrows(ArrayUnavailable.class, () -> service.get(DB));
        assertThrows(ArrayUnavailable.class, service::list);
    }

    @Test
    void secondUserIsServedByAReadOfTheDeviceWithTheArrayAway() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        arrayGoesAway();
        service.mount(DB, B);
        assertEquals(2, service.get(DB).orElseThrow().users());
    }

    @Test
    void lastUnmountWithTheArrayAwayIsFinishedLater() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        arrayGoesAway();
        assertThrows(ArrayUnavailable.class, () -> service.unmount(DB, A));
        assertEquals(List.of(), node01.host.mounts());
        array.onEachRequest(() -> {});
        service.tidy();
        assertEquals(List.of(), array.holders("db"));
    }

    @Test
    void restartedDaemonKnowsTheUsers() {
        VolumeService before = withVolume(node01.start());
        before.mount(DB, A);
        before.mount(DB, B);
        VolumeService after = node01.start();
        after.unmount(DB, A);
        assertEquals(1, node01.host.mounts().size());
        after.unmount(DB, B);
        assertEquals(List.of(), array.holders("db"));
    }

    @Test
    void unmountThatACrashBrokeOffIsFinishedByItsRepetition() {
        VolumeService restarted = killedAfterTheCountFell();
        restarted.unmount(DB, A);
        assertEquals(List.of(), node01.host.mounts());
        assertEquals(List.of(), array.holders("db"));
    }

    @Test
    void unmountThatACrashBrokeOffIsFinishedUnasked() {
        VolumeService restarted = killedAfterTheCountFell();
        restarted.tidy();
        assertEquals(List.of(), node01.host.mounts());
        assertEquals(List.of(), array.holders("db"));
    }

    private VolumeService killedAfterTheCountFell() {
        VolumeService killed = withVolume(node01.start());
        killed.mount(DB, A);
        node01.host.occupy(MOUNTPOINT);
        assertThrows(InUse.class, () -> killed.unmount(DB, A));
        node01.host.vacate();
        return node01.start();
    }

    @Test
    void rebootForgetsUsersAndReleasesWhatTheyHeld() {
        withVolume(node01.start()).mount(DB, A);
        node01.reboot();
        VolumeService service = node01.start();
        assertEquals(List.of(node01.node.id()), array.holders("db"));
        service.tidy();
        assertEquals(List.of(), array.holders("db"));
        assertNoNotes();
    }

    @Test
    void noteOfAVolumeThatIsGoneDoesNotHideANewOneOfItsName() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        arrayGoesAway();
        assertThrows(ArrayUnavailable.class, () -> service.unmount(DB, A));
        array.onEachRequest(() -> {});
        array.unmap(array.id("db"), node01.node.id(), Deadline.after(Duration.ofSeconds(1)));
        array.remove(array.id("db"), Deadline.after(Duration.ofSeconds(1)));
        create(service);
        service.mount(DB, B);
        assertEquals(List.of(node01.node.id()), array.holders("db"));
        service.unmount(DB, B);
        assertEquals(List.of(), array.holders("db"));
    }

    @Test
    void slowArrayIsAnsweredForLikeOneThatIsAway() {
        VolumeService service = withVolume(node01.start());
        array.hold("db", node01.node.id());
        service.mount(DB, A);
        array.onEachRequest(() -> {
            throw new TimedOut("the array took too long", "try again");
        });
        service.mount(DB, B);
        assertEquals(2, service.get(DB).orElseThrow().users());
        assertThrows(TimedOut.class, () -> service.get(new VolumeName("other")));
    }
}
