package rexray.volume;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** An array and hosts in memory, and daemons that start and end on them. */
abstract class VolumeServiceFixture {
    static final VolumeName DB = new VolumeName("db");
    static final Path MOUNTPOINT = Path.of("/var/lib/rexray/volumes/db");
    static final Caller A = new Caller("a".repeat(64));
    static final Caller B = new Caller("b".repeat(64));

    @TempDir
    Path directory;

    /** How far the clock of all hosts is ahead of the machine's. */
    Duration ahead = Duration.ZERO;

    /** What happened on all hosts. */
    final List<Map<Event.Field, Object>> events = new CopyOnWriteArrayList<>();

    final FakeArray array = new FakeArray("node01", "node02", "node03");
    final Machine node01 = new Machine("node01");
    final Machine node02 = new Machine("node02");

    /** One host with its daemon. */
    final class Machine {
        final FakeHost host = new FakeHost();
        final FakeNode node;
        final FakeEngine engine = new FakeEngine();
        Duration mountTimeout = Duration.ofSeconds(20);
        private final String name;
        private String boot = "boot-1";

        Machine(String name) {
            this.name = name;
            node = new FakeNode(array, host, name);
        }

        /** A daemon that starts on this host, whatever an earlier one left. */
        VolumeService start(Preempt preempt) {
            return start(options(preempt));
        }

        VolumeOptions options(Preempt preempt) {
            return new VolumeOptions(Path.of("/var/lib/rexray/volumes"), "data", 0700, Size.ofGb(16),
                    FileSystemType.EXT4, preempt, directory.resolve(name + "/run"), directory.resolve(name + "/lib"),
                    mountTimeout, Duration.ofSeconds(20), VolumeOptions.FORGOTTEN_AFTER);
        }

        VolumeService start(VolumeOptions options) {
            VolumeService service = new VolumeService(array, node, host, engine, options, boot,
                    () -> Instant.now().plus(ahead),
                    UUID::randomUUID, new Journal(events::add, () -> Instant.now().plus(ahead)));
            service.load();
            return service;
        }

        VolumeService start() {
            return start(Preempt.NEVER);
        }

        /** The UUID of the file system that this host says it has begun to make. */
        UUID formatBegun() {
            return new NoteStore<>(directory.resolve(name + "/lib/formats"), FormatNote.class).get(array.id("db"))
                    .orElseThrow().uuid();
        }

        void reboot() {
            host.reboot();
            boot = "boot-2";
        }
    }

    static void create(VolumeService service) {
        service.create(DB, NewVolume.CONFIGURED);
    }

    static VolumeService withVolume(VolumeService service) {
        create(service);
        return service;
    }

    List<String> requestsOf(Runnable operation) {
        int before = array.requests().size();
        operation.run();
        return array.requests().subList(before, array.requests().size());
    }

    void arrayGoesAway() {
        array.onEachRequest(() -> {
            if (!array.requests().isEmpty()) {
                throw new ArrayUnavailable("the gateway does not answer", "look at it", null);
            }
        });
    }

    void assertNoNotes() {
        assertNoNotesOf("");
    }

    void assertNoNotesOf(String machine) {
        try (var files = Files.walk(directory.resolve(machine))) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
