package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.lab.LabCluster;
import rexray.volume.Caller;
import rexray.volume.CreateOptions;
import rexray.volume.FileSystemType;
import rexray.volume.Interior;
import rexray.volume.Limits;
import rexray.volume.Size;
import rexray.volume.VolumeName;
import rexray.volume.VolumeOptions.Preempt;
import rexray.volume.VolumeService;
import rexray.volume.VolumeView;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is asked for when a volume is created on one host is in force on the next one: real devices and file systems. */
class SettingsIT {
    private static final VolumeName DB = new VolumeName("db");
    private static final Caller A = new Caller("a".repeat(64));
    private static final String[] OPTIONS = {"mountOptions", "noatime,nosuid,nodev", "owner", "999:998", "mode", "0750",
            "iops", "1000", "bandwidth", "50MB"};

    private LabCluster lab;
    private TakeoverHost node01;
    private TakeoverHost node02;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        Path directory = temporary.toRealPath();
        lab = LabCluster.start(directory);
        node01 = new TakeoverHost(lab, directory, "node01");
        node02 = new TakeoverHost(lab, directory, "node02");
    }

    @AfterEach
    void end() throws IOException {
        node01.close();
        node02.close();
        lab.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatOneHostWasAskedForIsInForceAtTheNext(FileSystemType type) throws Exception {
        create(node01.start(Preempt.NEVER, type), DB, OPTIONS);
        assertEquals(List.of(), lab.limits("db"), "nobody holds it after its creation");

        VolumeService second = node02.start(Preempt.NEVER, FileSystemType.EXT4);
        Path data = second.mount(DB, A);
        assertEquals(List.of("10.0.0.22 1000 51200"), lab.limits("db"));
        assertEquals("999:998 750", Shell.succeed("stat", "-c", "%u:%g %a", data).strip());
        String line = mountLine(data);
        assertTrue(line.contains(",nosuid,nodev,noatime ") && line.contains(" " + type + " "), line);

        second.unmount(DB, A);
        second.mount(DB, A);
        assertEquals(List.of("10.0.0.22 1000 51200"), lab.limits("db"), "limits end with the mapping and come back");
    }

    @Test
    void limitsChangedInUseAreThoseOfTheNextHost() throws Exception {
        VolumeService first = node01.start(Preempt.NEVER, FileSystemType.XFS);
        create(first, DB);
        first.mount(DB, A);
        assertEquals(List.of("10.0.0.21 0 0"), lab.limits("db"));
        first.limits().set(DB, Optional.of(200L), Optional.empty());
        assertEquals(List.of("10.0.0.21 200 0"), lab.limits("db"));
        first.unmount(DB, A);

        VolumeService second = node02.start(Preempt.NEVER, FileSystemType.EXT4);
        second.mount(DB, A);
        assertEquals(List.of("10.0.0.22 200 0"), lab.limits("db"));
        assertEquals(new Limits(200, 0), second.limits().of(DB));
    }

    @ParameterizedTest
    @EnumSource
    void readOnlyCopyIsReadAndNotWritten(FileSystemType type) throws Exception {
        VolumeService first = node01.start(Preempt.NEVER, type);
        create(first, DB, OPTIONS);
        Files.writeString(first.mount(DB, A).resolve("file"), "contents");
        first.unmount(DB, A);
        VolumeName copy = new VolumeName("copy");
        create(first, copy, "from", "db", "readOnly", "true");

        Path data = node02.start(Preempt.NEVER, type).mount(copy, A);
        assertEquals("contents", Files.readString(data.resolve("file")));
        assertThrows(IOException.class, () -> Files.writeString(data.resolve("other"), "text"));
        assertEquals(List.of("10.0.0.22 1000 51200"), lab.limits("copy"), "it has what its origin remembers, too");
    }

    @ParameterizedTest
    @EnumSource
    void fileSystemIsMadeAsAskedAndItsSizeTold(FileSystemType type) throws Exception {
        VolumeService first = node01.start(Preempt.NEVER, FileSystemType.EXT4);
        create(first, DB, "size", "5", "fsType", type.toString(), "mkfsOptions",
                type == FileSystemType.EXT4 ? "-b 2048" : "-b size=2048");
        Path data = first.mount(DB, A);
        assertEquals("2048", Shell.succeed("stat", "-f", "-c", "%S", data).strip());
        assertTrue(Await.upTo(Duration.ofSeconds(20), () -> {
            first.tidy();
            return first.get(DB).flatMap(VolumeView::interior).flatMap(Interior::capacity).isPresent();
        }));
        VolumeView view = first.get(DB).orElseThrow();
        Interior interior = view.interior().orElseThrow();
        assertEquals(Size.ofGb(5), interior.settings().asked().orElseThrow());
        assertEquals(Size.ofGb(8), view.volume().size());
        assertEquals(7, interior.capacity().orElseThrow().gb());
    }

    /** Of the page on the architecture, with the product's own driver. */
    @Test
    void whatAVolumeRemembersCostsFewRequests() throws Exception {
        VolumeService service = node01.start(Preempt.NEVER, FileSystemType.EXT4);
        VolumeName plain = new VolumeName("plain");
        create(service, new VolumeName("first"));
        service.limits().set(new VolumeName("first"), Optional.of(100L), Optional.empty());
        assertEquals(4, requests(() -> create(service, DB, OPTIONS)));
        assertEquals(4, requests(() -> service.mount(DB, A)));
        assertEquals(2, requests(() -> service.mount(DB, A)), "a second container");
        assertEquals(1, requests(() -> create(service, plain)));
        assertEquals(3, requests(() -> service.mount(plain, A)));
        assertEquals(0, requests(() -> service.get(DB)));
    }

    private int requests(Runnable operation) {
        int before = lab.requests().size();
        operation.run();
        return lab.requests().size() - before;
    }

    @Test
    void ordinaryVolumeHasNothingButItsDataDirectory() throws Exception {
        VolumeService first = node01.start(Preempt.NEVER, FileSystemType.XFS);
        create(first, DB);
        Path data = first.mount(DB, A);
        try (var files = Files.list(data.getParent())) {
            assertEquals(List.of(data), files.toList());
        }
        assertFalse(mountLine(data).contains("noatime"));
    }

    private static void create(VolumeService service, VolumeName name, String... namesAndValues) {
        Map<String, @Nullable String> options = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        service.create(name, CreateOptions.parse(options).volume());
    }

    private static String mountLine(Path data) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(" " + data.getParent() + " ")).findFirst().orElseThrow();
    }
}
