package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeOptions.Preempt;
import rexray.volume.VolumeOptions.Preempt.Mode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The host that lost a volume: what it notices, and what it never mistakes for a loss. */
class MountWatchTest extends VolumeServiceFixture {
    private static final VolumeName WEB = new VolumeName("web");
    /** Two reads count as spaced when they are two. */
    private static final Preempt HASTY = new Preempt(Mode.NEVER, Duration.ZERO, Duration.ZERO);

    private VolumeService service;
    private Path link;

    @BeforeEach
    void dbIsMounted() {
        service = withVolume(node01.start(HASTY));
        service.mount(DB, A);
        link = node01.node.device(array.id("db"));
    }

    @Test
    void lostMountIsShutDownDetachedAndReported() {
        takenByNode02();
        watch(2);
        assertTrue(node01.host.isShutDown(link));
        assertEquals(List.of(), node01.host.mounts());
        VolumeView view = service.get(DB).orElseThrow();
        assertTrue(view.lostSince().isPresent());
        assertEquals(Optional.empty(), view.mountpoint());
    }

    @Test
    void lossIsForgottenWhenNothingIsLeftOfIt() {
        takenByNode02();
        watch(2);
        service.tidy();
        assertEquals(0, service.counts().lost());
    }

    @Test
    void mountOfWhatWasJustTakenSaysWhoHasIt() {
        takenByNode02();
        HostFailure refusal = assertThrows(HostFailure.class, () -> service.mount(DB, B));
        assertTrue(refusal.getMessage().contains("the array says that it is held by "), refusal.getMessage());
    }

    @Test
    void mountOfWhatIsAmidATakeoverSaysThatNobodyHasIt() {
        array.cut("db", node01.node.id());
        node01.host.unplug(link);
        HostFailure refusal = assertThrows(HostFailure.class, () -> service.mount(DB, B));
        assertTrue(refusal.getMessage().contains("mapped to nobody"), refusal.getMessage());
    }

    @Test
    void oneReadWithoutUsIsNotEnough() {
        takenByNode02();
        watch(1);
        assertUntouched();
    }

    @Test
    void healthyMountIsUntouchedWhenTheListLacksIt() {
        mountWeb();
        array.hideFromLists("db");
        watch(5);
        assertUntouched();
    }

    @Test
    void healthyMountsAreUntouchedWhenTheListIsEmpty() {
        mountWeb();
        array.hideFromLists("db");
        array.hideFromLists("web");
        watch(5);
        assertUntouched();
    }

    @Test
    void healthyMountIsUntouchedWhateverTheArraySays() {
        array.denyHoldersOf("db");
        watch(5);
        assertUntouched();
    }

    @Test
    void healthyMountIsUntouchedUnderAnotherSdcId() {
        node01.node.becomes("node03");
        watch(5);
        assertUntouched();
    }

    @Test
    void healthyMountIsUntouchedUnderAnUnknownSdcId() {
        node01.node.becomes("unheard-of");
        watch(5);
        assertUntouched();
    }

    @Test
    void healthyMountIsUntouchedWhileTheArrayIsAway() {
        arrayGoesAway();
        watch(5);
        assertUntouched();
    }

    @Test
    void unreadableDeviceThatIsStillOursIsUntouched() {
        node01.host.failReads(link);
        watch(5);
        assertUntouched();
    }

    @Test
    void doubtAboutAllMountsAtOnceIsNoReasonToAct() {
        mountWeb();
        array.cut("db", node01.node.id());
        array.cut("web", node01.node.id());
        watch(5);
        assertUntouched();
        assertEquals(2, node01.host.mounts().size());
    }

    @Test
    void allMountsAreLostIfTheArrayNamesTheirNewHolder() {
        mountWeb();
        takenByNode02();
        node02.start(Preempt.ALWAYS).mount(WEB, B);
        watch(2);
        assertEquals(List.of(), node01.host.mounts());
    }

    @Test
    void lossOfOneAmongManyNeedsNoNewHolder() {
        mountWeb();
        array.cut("db", node01.node.id());
        watch(2);
        assertTrue(node01.host.isShutDown(link));
        assertEquals(1, node01.host.mounts().size());
    }

    @Test
    void suspicionEndsWhenTheVolumeIsOursAgain() {
        array.cut("db", node01.node.id());
        watch(1);
        array.hold("db", node01.node.id());
        watch(1);
        array.cut("db", node01.node.id());
        watch(1);
        assertUntouched();
    }

    @Test
    void volumeIsNotMappedHereWhileItsOldFileSystemLives() {
        node01.host.hold(MOUNTPOINT);
        VolumeService second = takenByNode02();
        watch(2);
        second.unmount(DB, B);
        InUse refusal = assertThrows(InUse.class, () -> service.mount(DB, B));
        assertTrue(refusal.getMessage().contains("still held by sleep (pid 1)"), refusal.getMessage());
        assertThrows(InUse.class, () -> node01.start(HASTY).mount(DB, B));
        assertEquals(List.of(), array.holders("db"));
        node01.host.letGo();
        service.mount(DB, B);
        assertEquals(List.of(node01.node.id()), array.holders("db"));
        assertEquals(Optional.empty(), service.get(DB).orElseThrow().lostSince());
    }

    @Test
    void unmountOfALostMountLeavesOnlyTheNoteOfTheFence() {
        takenByNode02();
        watch(2);
        service.unmount(DB, A);
        assertEquals(List.of(node02.node.id()), array.holders("db"));
        assertEquals(Optional.empty(), service.get(DB).orElseThrow().lostSince());
        service.unmount(DB, A);
        ahead = Duration.ofMinutes(11);
        node01.start(HASTY);
        assertNoNotesOf("node01");
    }

    @Test
    void unmountOfALostMountThatAContainerHoldsIsFinishedLater() {
        node01.host.hold(MOUNTPOINT);
        takenByNode02();
        watch(2);
        assertThrows(InUse.class, () -> service.unmount(DB, A));
        node01.host.letGo();
        service.tidy();
        assertEquals(Optional.empty(), service.get(DB).orElseThrow().lostSince());
        assertEquals(List.of(node02.node.id()), array.holders("db"));
    }

    @Test
    void shutdownThatFailedIsTriedAgain() {
        takenByNode02();
        node01.host.failNextShutDown();
        watch(2);
        assertEquals(1, node01.host.mounts().size());
        watch(1);
        assertTrue(node01.host.isShutDown(link));
        assertEquals(List.of(), node01.host.mounts());
    }

    @Test
    void lookTakesOneRequest() {
        assertEquals(List.of("heldBy"), requestsOf(service::watchMounts));
    }

    @Test
    void arrayIsNotAskedAgainSoonWhileTheDeviceIsThere() {
        VolumeService patient = node01.start(new Preempt(Mode.NEVER, Duration.ZERO, Duration.ofHours(1)));
        patient.watchMounts();
        int before = array.requests().size();
        patient.watchMounts();
        assertEquals(before, array.requests().size());
        node01.host.unplug(link);
        patient.watchMounts();
        assertTrue(array.requests().size() > before, "the device is gone");
    }

    private VolumeService takenByNode02() {
        VolumeService second = node02.start(Preempt.ALWAYS);
        second.mount(DB, B);
        return second;
    }

    private void mountWeb() {
        service.create(WEB, NewVolume.CONFIGURED);
        service.mount(WEB, A);
    }

    private void watch(int times) {
        for (int time = 0; time < times; time++) {
            service.watchMounts();
        }
    }

    private void assertUntouched() {
        assertFalse(node01.host.isShutDown(link));
        assertTrue(node01.host.mounts().stream().anyMatch(mount -> mount.mountpoint().equals(MOUNTPOINT)));
    }
}
