package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rexray.Await;
import rexray.volume.VolumeException.TimedOut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A Mount whose mkfs or fsck takes longer than any request waits. */
final class LongMountTest extends VolumeServiceFixture {
    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private VolumeService service;

    @BeforeEach
    void startWithAFormatThatTakesLong() {
        node01.mountTimeout = Duration.ofMillis(100);
        service = withVolume(node01.start());
        node01.host.onEachChange(() -> {
            begun.countDown();
            awaitQuietly(released);
        });
    }

    @Test
    void answerSaysThatTheVolumeIsStillBeingFormatted() throws Exception {
        TimedOut answer = assertThrows(TimedOut.class, () -> service.mount(DB, A));
        assertTrue(answer.problem().contains("db is still being formatted"), answer.problem());
        assertTrue(answer.remedy().contains("try again"), answer.remedy());
        assertEquals(0, users());
        released.countDown();
        awaitReleased();
    }

    @Test
    void answerSaysThatTheFileSystemIsBeingChecked() throws Exception {
        CountDownLatch checking = new CountDownLatch(1);
        node01.host.onEachChange(() -> {});
        node01.host.onEachCheck(() -> {
            checking.countDown();
            awaitQuietly(released);
        });
        array.disk("db").content = new Content.FileSystem(FileSystemType.XFS, UUID.randomUUID(), false,
                false);
        TimedOut answer = assertThrows(TimedOut.class, () -> service.mount(DB, A));
        assertTrue(answer.problem().contains("db has its file system checked"), answer.problem());
        released.countDown();
        awaitReleased();
    }

    @Test
    void retryJoinsTheWorkAndGetsTheMount() throws Exception {
        assertThrows(TimedOut.class, () -> service.mount(DB, A));
        CompletableFuture<Path> retry = retryThatWaits();
        released.countDown();
        assertEquals(MOUNTPOINT.resolve("data"), retry.get(20, TimeUnit.SECONDS));
        assertEquals(1, node01.host.formatted().size());
        assertEquals(1, users());
        service.unmount(DB, A);
        awaitReleased();
    }

    @Test
    void workThatNobodyWaitsForIsReleased() throws Exception {
        assertThrows(TimedOut.class, () -> service.mount(DB, A));
        released.countDown();
        awaitReleased();
        assertEquals(1, node01.host.formatted().size());
        assertNoNotes();
        service.mount(DB, A);
        assertEquals(1, node01.host.formatted().size());
    }

    @Test
    void failureReachesEveryoneWhoJoined() throws Exception {
        assertThrows(TimedOut.class, () -> service.mount(DB, A));
        CompletableFuture<Path> retry = retryThatWaits();
        node01.host.onEachChange(() -> {
            throw new VolumeException.HostFailure("mount failed", "look", null);
        });
        released.countDown();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> retry.get(20, TimeUnit.SECONDS));
        assertInstanceOf(VolumeException.HostFailure.class, failure.getCause());
        awaitReleased();
        assertEquals(0, users());
    }

    @Test
    void unmountDuringAMountThatHangsIsCountedAtOnce() throws Exception {
        released.countDown();
        service.mount(DB, A);
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        node01.host.onEachDirectory(() -> {
            asking.countDown();
            awaitQuietly(answered);
        });
        CompletableFuture<Path> second = CompletableFuture.supplyAsync(() -> service.mount(DB, B), THREADS);
        asking.await();
        service.unmount(DB, A);
        assertFalse(second.isDone());
        assertEquals(0, new NoteStore<>(directory.resolve("node01/run/users"), UsersNote.class).all().size());
        answered.countDown();
        assertEquals(MOUNTPOINT.resolve("data"), second.get(20, TimeUnit.SECONDS));
        assertEquals(1, users());
        service.unmount(DB, B);
        assertEquals(List.of(), array.holders("db"));
    }

    @Test
    void volumeWhoseOnlyUserLeftDuringAFailingMountIsReleasedLater() throws Exception {
        released.countDown();
        service.mount(DB, A);
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        node01.host.onEachDirectory(() -> {
            asking.countDown();
            awaitQuietly(answered);
            throw new VolumeException.HostFailure("mkdir failed", "look", null);
        });
        CompletableFuture<Path> second = CompletableFuture.supplyAsync(() -> service.mount(DB, B), THREADS);
        asking.await();
        service.unmount(DB, A);
        answered.countDown();
        assertThrows(ExecutionException.class, () -> second.get(20, TimeUnit.SECONDS));
        node01.host.onEachDirectory(() -> {});
        service.tidy();
        assertEquals(List.of(), array.holders("db"));
        assertEquals(List.of(), node01.host.mounts());
    }

    /** Its own time would be up as well, so it waits with the patience of another daemon's request. */
    private CompletableFuture<Path> retryThatWaits() throws InterruptedException {
        begun.await();
        CompletableFuture<Path> retry = CompletableFuture.supplyAsync(() -> {
            while (true) {
                try {
                    return service.mount(DB, A);
                } catch (TimedOut e) {
                    assertTrue(e.remedy().contains("try again"), e.remedy());
                }
            }
        }, THREADS);
        return retry;
    }

    private int users() {
        return service.get(DB).orElseThrow().users();
    }

    private void awaitReleased() throws Exception {
        assertTrue(Await.upTo(Duration.ofSeconds(20),
                () -> array.holders("db").isEmpty() && node01.host.mounts().isEmpty() && mappingNotes().isEmpty()),
                () -> "still held by " + array.holders("db"));
    }

    private Map<VolumeId, MappingNote> mappingNotes() {
        return new NoteStore<>(directory.resolve("node01/lib/mappings"), MappingNote.class).all();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
