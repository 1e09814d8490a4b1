package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The story of a mount when all goes well, and input that is refused. */
class VolumeServiceTest extends VolumeServiceFixture {
    @Test
    void anonymousVolumeIsRefusedWhereItIsNotWanted() {
        VolumeName name = new VolumeName("0123456789abcdef".repeat(4));
        VolumeService strict = node01.start(node01.options(Preempt.NEVER).with(VolumeOptions.Anonymous.REFUSED));
        RefusedInput refusal = assertThrows(RefusedInput.class,
                () -> strict.create(name, NewVolume.CONFIGURED));
        assertTrue(refusal.remedy().contains("-v NAME:/path"), refusal.remedy());
        assertEquals(List.of(), array.requests());
        node02.start().create(name, NewVolume.CONFIGURED);
        strict.mount(name, A);
    }

    @Test
    void firstMountFormatsAndGivesTheDataDirectory() {
        VolumeService service = withVolume(node01.start());
        assertEquals(Path.of("/var/lib/rexray/volumes/db/data"), service.mount(DB, A));
        assertEquals(List.of(node01.node.id()), array.holders("db"));
        assertEquals(1, node01.host.formatted().size());
        assertTrue(node01.host.hasDirectory(Path.of("/var/lib/rexray/volumes/db/data")));
    }

    @Test
    void lastUnmountLeavesNothing() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        service.unmount(DB, A);
        assertEquals(List.of(), array.holders("db"));
        assertEquals(List.of(), node01.host.mounts());
        assertNoNotes();
    }

    @Test
    void mountWaitsUntilTheDeviceOfAnEarlierMappingIsGone() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        service.unmount(DB, A);
        node01.host.leaveOldDevice(node01.node.device(array.id("db")), 3);
        service.mount(DB, A);
        assertEquals(1, node01.host.mounts().size());
    }

    @Test
    void deviceToWhichAnotherVolumesLinkLeadsIsNotMounted() {
        VolumeService service = withVolume(node01.start());
        VolumeName other = new VolumeName("other");
        service.create(other, NewVolume.CONFIGURED);
        service.byHand().attach(other);
        node01.host.leaveLink(link("db"), link("other"));

        HostFailure refusal = assertThrows(HostFailure.class, () -> service.mount(DB, A));

        assertTrue(refusal.problem().startsWith("volume db: its link " + link("db")), refusal.problem());
        assertTrue(refusal.problem().contains(link("other").toString()), refusal.problem());
        assertTrue(refusal.remedy().contains("udevadm trigger"), refusal.remedy());
        assertEquals(List.of(), node01.host.mounts());
        assertEquals(List.of(), node01.host.formatted());
        assertEquals(List.of(), array.holders("db"));
        assertEquals(List.of(node01.node.id()), array.holders("other"));
    }

    @Test
    void deviceToWhichAnotherVolumesLinkLeadsIsNotAttachedByHand() {
        VolumeService service = withVolume(node01.start());
        VolumeName other = new VolumeName("other");
        service.create(other, NewVolume.CONFIGURED);
        service.byHand().attach(other);
        node01.host.leaveLink(link("db"), link("other"));

        assertThrows(HostFailure.class, () -> service.byHand().attach(DB));

        assertEquals(List.of(), array.holders("db"));
    }

    @Test
    void linkOfAnotherVolumeThatIsAboutToGoIsWaitedFor() {
        VolumeService service = withVolume(node01.start());
        service.byHand().attach(DB);
        Path stale = Path.of("/dev/disk/by-id/emc-vol-" + new VolumeId(array.id("db").system(), "ff"));
        node01.host.leaveLink(stale, link("db"));
        node01.host.unplugAfterLooks(stale, 3);

        service.mount(DB, A);

        assertEquals(1, node01.host.mounts().size());
    }

    private Path link(String volume) {
        return node01.node.device(array.id(volume));
    }

    @Test
    void whatOneHostFormattedTheNextOneMountsAsItIs() {
        VolumeService first = withVolume(node01.start());
        first.mount(DB, A);
        first.unmount(DB, A);
        node02.start().mount(DB, B);
        assertEquals(List.of(), node02.host.formatted());
        assertEquals(List.of(node02.node.id()), array.holders("db"));
    }

    @Test
    void secondUserKeepsTheMountWhenTheFirstLeaves() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        service.mount(DB, B);
        service.unmount(DB, A);
        assertEquals(1, node01.host.mounts().size());
        service.unmount(DB, B);
        assertEquals(0, node01.host.mounts().size());
    }

    @Test
    void oneIdTwiceCountsTwice() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        service.mount(DB, A);
        service.unmount(DB, A);
        assertEquals(1, node01.host.mounts().size());
        service.unmount(DB, A);
        assertEquals(0, node01.host.mounts().size());
    }

    @Test
    void unmountByAStrangerChangesNothing() {
        VolumeService service = withVolume(node01.start());
        service.unmount(DB, A);
        service.mount(DB, A);
        service.unmount(DB, B);
        service.unmount(new VolumeName("nosuch"), A);
        assertEquals(1, node01.host.mounts().size());
    }

    @Test
    void requestsStayWithinTheBudget() {
        VolumeService service = node01.start();
        assertEquals(List.of("create"), requestsOf(() -> create(service)));
        assertEquals(List.of("resolve", "read", "map"), mountRequests(service, A));
        assertEquals(List.of("read"), mountRequests(service, B));
        assertEquals(List.of(), requestsOf(() -> service.get(DB)));
        assertEquals(List.of(), requestsOf(() -> service.path(DB)));
        assertEquals(List.of(), requestsOf(() -> service.unmount(DB, A)));
        assertEquals(List.of("unmap"), requestsOf(() -> service.unmount(DB, B)));
        assertEquals(List.of("resolve", "read"), requestsOf(() -> service.get(DB)));
        assertEquals(List.of("create", "resolve", "read"), requestsOf(() -> create(service)));
        assertEquals(List.of("list"), requestsOf(service::list));
        assertEquals(List.of("resolve", "remove"), requestsOf(() -> service.remove(DB)));
    }

    @Test
    void uncleanFileSystemIsCheckedBeforeItIsMounted() {
        VolumeService service = withVolume(node01.start());
        UUID uuid = UUID.randomUUID();
        array.disk("db").content = new Content.FileSystem(FileSystemType.XFS, uuid, false, false);
        service.mount(DB, A);
        assertEquals("xfs", node01.host.mounts().getFirst().type());
        assertEquals(List.of(), node01.host.formatted());
    }

    @Test
    void mountOfANameThatAnotherVolumeHasByNowIsNotCalledMissing() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        Deadline soon = Deadline.after(Duration.ofSeconds(5));
        array.cut("db", node01.node.id());
        array.remove(array.id("db"), soon);
        array.create(DB, Size.ofGb(8), Layout.CONFIGURED, soon);
        assertThrows(HostFailure.class, () -> service.mount(DB, B));
    }

    @Test
    void mountOfAMissingVolumeCreatesNothing() {
        NotFound refusal = assertThrows(NotFound.class, () -> node01.start().mount(DB, A));
        assertTrue(refusal.getMessage().contains("docker volume create"), refusal.getMessage());
        assertEquals(List.of(), node01.start().list());
    }

    @Test
    void createTwiceIsOneVolume() {
        VolumeService service = node01.start();
        service.create(DB, NewVolume.sized(Optional.of(Size.ofGb(10)), Layout.CONFIGURED));
        service.create(DB, NewVolume.sized(Optional.of(Size.ofGb(10)), Layout.CONFIGURED));
        service.create(DB, NewVolume.CONFIGURED);
        assertEquals(1, service.list().size());
        assertEquals(Size.ofGb(16), service.list().getFirst().volume().size());
    }

    @Test
    void createWithOtherOptionsThanThereAreIsRefused() {
        VolumeService service = node01.start();
        service.create(DB, NewVolume.sized(Optional.of(Size.ofGb(8)), Layout.CONFIGURED));
        assertThrows(RefusedInput.class,
                () -> service.create(DB, NewVolume.sized(Optional.of(Size.ofGb(9)), Layout.CONFIGURED)));
        assertThrows(RefusedInput.class,
                () -> service.create(DB, NewVolume.sized(Optional.empty(), Layout.in(Optional.of("ssd")))));
    }

    @Test
    void removeOfAVolumeInUseIsRefusedHereAndThere() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        assertThrows(InUse.class, () -> service.remove(DB));
        assertThrows(InUse.class, () -> node02.start().remove(DB));
        service.unmount(DB, A);
        service.remove(DB);
        service.remove(DB);
        assertEquals(List.of(), service.list());
    }

    @Test
    void manyMountsOfOneVolumeMapAndFormatOnce() throws Exception {
        VolumeService service = withVolume(node01.start());
        CountDownLatch all = new CountDownLatch(6);
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<Path>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Caller caller = new Caller("caller-" + i);
                answers.add(threads.submit(() -> {
                    all.countDown();
                    all.await();
                    return service.mount(DB, caller);
                }));
            }
            for (Future<Path> answer : answers) {
                assertEquals(Path.of("/var/lib/rexray/volumes/db/data"), answer.get());
            }
        }
        assertEquals(1, node01.host.formatted().size());
        assertEquals(1, array.requests().stream().filter("map"::equals).count());
        assertEquals(6, service.get(DB).orElseThrow().users());
    }

    @Test
    void mountThatHangsHoldsUpNeitherReadersNorOtherVolumes() throws Exception {
        VolumeService service = withVolume(node01.start());
        VolumeName other = new VolumeName("other");
        service.create(other, NewVolume.CONFIGURED);
        service.mount(other, A);
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        node01.host.onEachChange(() -> {
            hanging.countDown();
            awaitQuietly(release);
        });
        Thread stuck = Thread.ofPlatform().start(() -> service.mount(DB, A));
        hanging.await();
        assertTrue(service.get(DB).isPresent());
        assertEquals(2, service.list().size());
        assertEquals(Optional.empty(), service.path(DB));
        service.mount(other, B);
        service.unmount(DB, B);
        assertTrue(stuck.isAlive());
        release.countDown();
        stuck.join();
        assertTrue(service.path(DB).isPresent());
    }

    /** The fake node reads the array once more to make its device; that is not the service's request. */
    private List<String> mountRequests(VolumeService service, Caller caller) {
        List<String> requests = new ArrayList<>(requestsOf(() -> service.mount(DB, caller)));
        if (requests.contains("map")) {
            assertEquals("read", requests.removeLast());
        }
        return requests;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void longNameIsListedInFullWhereItWasSeen() {
        VolumeName anonymous = new VolumeName("0123456789abcdef".repeat(4));
        VolumeService first = node01.start();
        first.create(anonymous, NewVolume.CONFIGURED);
        assertEquals(List.of(anonymous.value()), listed(first));
        VolumeService second = node02.start();
        assertEquals(List.of("~" + anonymous.value()), listed(second));
        second.mount(anonymous, A);
        assertEquals(List.of(anonymous.value()), listed(node02.start()));
        second.unmount(anonymous, A);
        second.remove(anonymous);
        assertNoNotesOf("node02");
    }

    private static List<String> listed(VolumeService service) {
        return service.list().stream().map(view -> view.volume().name().orElseThrow()).toList();
    }
}
