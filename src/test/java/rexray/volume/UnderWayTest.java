package rexray.volume;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import rexray.Await;
import rexray.volume.UnderWay.Step;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What somebody who waits for a volume can be told. */
class UnderWayTest extends VolumeServiceFixture {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Optional<String> words(VolumeService service) {
        return service.underWay().of(DB).map(UnderWay.Doing::what);
    }

    /** Looks at the service each time that the host changes something. */
    private String duringTheFirstChange(VolumeService service, Runnable work) {
        CompletableFuture<String> seen = new CompletableFuture<>();
        node01.host.onEachChange(() -> seen.complete(words(service).orElse("nothing")));
        work.run();
        return seen.join();
    }

    @Test
    void formatOfAMountIsTold() {
        VolumeService service = withVolume(node01.start());
        assertEquals("formatting it with ext4", duringTheFirstChange(service, () -> service.mount(DB, A)));
    }

    @Test
    void formatOfACreateIsTold() {
        VolumeService service = node01.start();
        NewVolume wanted = NewVolume.CONFIGURED.formattedWith(FileSystemType.XFS);
        assertEquals("formatting it with xfs", duringTheFirstChange(service, () -> service.create(DB, wanted)));
    }

    @Test
    void growthOfAFileSystemIsTold() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        assertEquals("enlarging its ext4",
                duringTheFirstChange(service, () -> service.resize(DB, Size.ofGb(32))));
    }

    @Test
    void nothingIsToldOnceItIsDone() throws Exception {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        assertTrue(Await.upTo(SOON, () -> words(service).isEmpty()));
    }

    @Test
    void nothingIsToldOnceItHasFailed() throws Exception {
        withVolume(node02.start()).mount(DB, B);
        VolumeService service = node01.start();
        assertThrows(HeldElsewhere.class, () -> service.mount(DB, A));
        assertTrue(Await.upTo(SOON, () -> words(service).isEmpty()));
    }

    @Test
    void graceOfAHolderIsToldWithWhatIsLeftOfIt() throws Exception {
        VolumeService holder = withVolume(node02.start());
        holder.mount(DB, B);
        VolumeService service = node01.start(Preempt.ALWAYS.withGrace(Duration.ofSeconds(20)));
        CompletableFuture<?> mount = CompletableFuture.runAsync(() -> service.mount(DB, A));

        String waiting = "waiting for 10.0.0.1 (SDC " + node02.node.id() + ") to let go";
        assertTrue(Await.upTo(SOON, () -> words(service).equals(Optional.of(waiting))),
                () -> words(service).toString());
        assertTrue(service.underWay().of(DB).orElseThrow().left().isPresent());
        holder.unmount(DB, B);
        mount.join();
    }

    @Test
    void innermostOfSeveralIsTold() {
        UnderWay underWay = new UnderWay();
        try (var _ = underWay.begin(DB, Step.ATTACHING, "attaching it")) {
            try (var _ = underWay.begin(DB, Step.MOUNTING, "mounting it")) {
                assertEquals("mounting it", underWay.of(DB).orElseThrow().what());
            }
            assertEquals("attaching it", underWay.of(DB).orElseThrow().what());
        }
        assertEquals(Optional.empty(), underWay.of(DB));
    }

    @Test
    void whoWaitsForTheLockIsToldWhatItsHolderDoes() {
        VolumeService service = withVolume(node01.start());
        CompletableFuture<String> begun = new CompletableFuture<>();
        CompletableFuture<String> released = new CompletableFuture<>();
        node01.host.onEachChange(() -> {
            begun.complete("yes");
            released.join();
        });
        CompletableFuture<?> mount = CompletableFuture.runAsync(() -> service.mount(DB, A));
        begun.join();
        CompletableFuture<?> resize = CompletableFuture.runAsync(() -> service.resize(DB, Size.ofGb(32)));
        assertEquals(Optional.of("formatting it with ext4"), words(service));
        released.complete("yes");
        mount.join();
        resize.join();
    }
}
