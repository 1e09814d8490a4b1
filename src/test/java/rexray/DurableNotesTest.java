package rexray;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.volume.Caller;
import rexray.volume.ContainerEngine;
import rexray.volume.ControlPlane;
import rexray.volume.FakeArray;
import rexray.volume.FakeHost;
import rexray.volume.FakeNode;
import rexray.volume.FileSystemType;
import rexray.volume.Host;
import rexray.volume.Journal;
import rexray.volume.NewVolume;
import rexray.volume.Node;
import rexray.volume.Size;
import rexray.volume.VolumeName;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeOptions.Preempt;
import rexray.volume.VolumeService;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A note survives a power cut before the act that it tells of begins: the file is synced, then its name. */
class DurableNotesTest {
    private static final VolumeName DB = new VolumeName("db");
    private static final Caller A = new Caller("a".repeat(64));

    /** What was done to files, in which order with calls of the ports. */
    private final List<String> done = new CopyOnWriteArrayList<>();

    private VolumeService service;

    @BeforeEach
    void start(@TempDir Path temporary) {
        WatchedFiles files = new WatchedFiles(this::note, this::note);
        Path home = files.watched(temporary);
        FakeArray array = new FakeArray("node01");
        FakeHost host = new FakeHost();
        VolumeOptions options = new VolumeOptions(Path.of("/volumes"), "data", 0700, Size.ofGb(8), FileSystemType.EXT4,
                Preempt.NEVER, home.resolve("run"), home.resolve("lib"), Duration.ofSeconds(20), Duration.ofSeconds(20),
                VolumeOptions.FORGOTTEN_AFTER);
        service = new VolumeService(noted(ControlPlane.class, array),
                noted(Node.class, new FakeNode(array, host, "node01")), noted(Host.class, host),
                name -> ContainerEngine.Word.NO_ENGINE, options, "boot-1", Instant::now, UUID::randomUUID,
                new Journal(event -> {}, Instant::now));
        service.load();
        service.create(DB, NewVolume.CONFIGURED);
    }

    @Test
    void mappingIsNotedBeforeItIsAskedFor() {
        service.mount(DB, A);
        assertDurable("mappings", done.indexOf("ControlPlane.map"));
    }

    @Test
    void formatIsNotedBeforeItBegins() {
        service.mount(DB, A);
        assertDurable("formats", done.indexOf("Host.format"));
    }

    @Test
    void useIsNotedBeforeTheMountIsAnswered() {
        service.mount(DB, A);
        assertDurable("users", done.size());
    }

    @Test
    void noteThatIsRemovedDoesNotComeBack() {
        service.mount(DB, A);
        service.unmount(DB, A);
        for (String kind : List.of("mappings", "formats", "users")) {
            assertInARow(List.of("before deleting a note of " + kind, "after deleting a note of " + kind,
                    "syncing the directory " + kind), done);
        }
    }

    private void assertDurable(String kind, int before) {
        assertTrue(before >= 0, done::toString);
        assertInARow(List.of("before writing a note of " + kind, "after writing a note of " + kind,
                "syncing a note of " + kind, "before renaming to a note of " + kind,
                "after renaming to a note of " + kind, "syncing the directory " + kind), done.subList(0, before));
    }

    private static void assertInARow(List<String> expected, List<String> events) {
        assertTrue(Collections.indexOfSubList(events, expected) >= 0, () -> expected + " is not in " + events);
    }

    private void note(String what) {
        done.add(what);
    }

    /** The same port, whose calls are noted when they begin. */
    private <T> T noted(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port}, (_, method, arguments) -> {
            note(port.getSimpleName() + "." + method.getName());
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
