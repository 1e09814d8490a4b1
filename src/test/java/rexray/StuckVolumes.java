package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import rexray.docker.PluginClient.Answer;
import rexray.lab.LabCluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Volumes of one host whose devices hang: a container writes to one, one is being unmounted, one is being formatted. */
final class StuckVolumes implements AutoCloseable {
    private static final String WRITTEN = "written";
    private static final String LEAVING = "leaving";
    private static final String COMING = "coming";
    static final List<String> ALL = List.of(WRITTEN, LEAVING, COMING);
    private static final Duration SOON = Duration.ofSeconds(60);
    private final TestHost host;
    private final LabCluster lab;
    private final HangingDisk disk;
    private List<CompletableFuture<Answer>> asked = List.of();

    private StuckVolumes(TestHost host, LabCluster lab, HangingDisk disk) {
        this.host = host;
        this.lab = lab;
        this.disk = disk;
    }

    static StuckVolumes on(TestHost host, LabCluster lab) throws IOException {
        return new StuckVolumes(host, lab, HangingDisk.mount(lab.disks()));
    }

    /** Makes them, and returns when somebody hangs in the kernel on each. */
    void getStuck() throws Exception {
        for (String volume : ALL) {
            succeed(host.create(volume, "\"size\":\"8\""));
            disk.take(lab.file(volume));
        }
        Path written = host.mounted(WRITTEN, Story.FIRST);
        Files.writeString(host.mounted(LEAVING, Story.FIRST).resolve("file"), LEAVING);
        TestHost.Printed attached = host.rexray("volume attach " + COMING);
        assertEquals(0, attached.status(), attached::text);

        disk.freeze();
        new ProcessBuilder("dd", "if=/dev/zero", "of=" + written.resolve("file"), "bs=4096", "count=1", "conv=fsync")
                .redirectErrorStream(true).start();
        asked = List.of(TestHost.asking(() -> host.unmount(LEAVING, Story.FIRST)),
                TestHost.asking(() -> host.mount(COMING, Story.FIRST)));
        assertTrue(Await.upTo(SOON, () -> hanging().equals(Set.of("dd", "umount", "mkfs.ext4"))),
                () -> hanging() + "\n" + host.log());
    }

    /** No signal ended them, and nobody was told that it is done. */
    void assertStillStuck() {
        for (CompletableFuture<Answer> one : asked) {
            assertNotEquals(200, one.join().status());
        }
        assertEquals(Set.of("dd", "umount", "mkfs.ext4"), hanging());
    }

    /** What has to wait for the device fails, and says on what. */
    void assertNotServed() throws IOException {
        List<CompletableFuture<Answer>> mounts = Stream.of(LEAVING, COMING)
                .map(volume -> TestHost.asking(() -> host.mount(volume, Story.SECOND))).toList();
        for (CompletableFuture<Answer> mount : mounts) {
            String refusal = TestHost.refusal(mount.join());
            assertTrue(refusal.contains("dmesg"), refusal);
        }
    }

    /** Repeatable. */
    void goOn() {
        disk.thaw();
    }

    void assertServedAgain() throws Exception {
        assertTrue(Await.upTo(SOON, () -> hanging().isEmpty()), () -> "still hanging: " + hanging());
        for (String volume : List.of(LEAVING, COMING)) {
            assertTrue(Await.upTo(SOON, () -> host.mount(volume, Story.SECOND).status() == 200), host::log);
        }
        Path data = host.home().resolve("volumes");
        assertEquals(LEAVING, Files.readString(data.resolve(LEAVING + "/data/file")));
        assertEquals(4096, Files.size(data.resolve(WRITTEN + "/data/file")));
        succeed(host.unmount(WRITTEN, Story.FIRST));
        succeed(host.unmount(LEAVING, Story.SECOND));
        succeed(host.unmount(COMING, Story.SECOND));
        for (String volume : ALL) {
            succeed(host.remove(volume));
        }
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }

    /** The programs that are in an uninterruptible sleep, and have to do with this host. */
    private Set<String> hanging() {
        Set<String> hanging = new TreeSet<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes.filter(path -> path.getFileName().toString().matches("[0-9]+")).forEach(process -> {
                String command = read(process.resolve("cmdline"));
                String status = read(process.resolve("stat"));
                if (command.contains(host.home() + "/") && status.contains(") D ")) {
                    hanging.add(status.substring(status.indexOf('(') + 1, status.indexOf(')')));
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return hanging;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static void succeed(Answer answer) {
        assertEquals(200, answer.status(), answer::body);
    }
}
