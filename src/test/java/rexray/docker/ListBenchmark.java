package rexray.docker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import rexray.volume.FakeArray;
import rexray.volume.FakeEngine;
import rexray.volume.FakeHost;
import rexray.volume.FakeNode;
import rexray.volume.FileSystemType;
import rexray.volume.Journal;
import rexray.volume.Size;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeService;

/** A List from the volumes that the array named to the JSON that the engine gets, over an array in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ListBenchmark {
    private final ObjectMapper json = new ObjectMapper();

    @Param({"1000", "10000"})
    private int volumes;

    private @Nullable Path directory;
    private @Nullable VolumeDriver driver;

    @Setup
    public void fillArray() throws IOException {
        Path temporary = Files.createTempDirectory("rexray");
        directory = temporary;
        FakeArray array = new FakeArray("node01");
        array.fill(volumes);
        FakeHost host = new FakeHost();
        VolumeOptions options = new VolumeOptions(Path.of("/var/lib/rexray/volumes"), "data", 0700, Size.ofGb(16),
                FileSystemType.EXT4, VolumeOptions.Preempt.NEVER, temporary.resolve("run"), temporary.resolve("lib"),
                Duration.ofSeconds(20), Duration.ofSeconds(20), VolumeOptions.FORGOTTEN_AFTER);
        driver = new VolumeDriver(new VolumeService(array, new FakeNode(array, host, "node01"), host, new FakeEngine(),
                options, "boot-1", InstantSource.system(), UUID::randomUUID,
                new Journal(event -> {}, InstantSource.system())), PluginServer.Role.of("scaleio"));
    }

    @TearDown
    public void removeDirectory() throws IOException {
        Files.delete(Objects.requireNonNull(directory));
    }

    @Benchmark
    public void write() throws IOException {
        json.writeValue(OutputStream.nullOutputStream(), Objects.requireNonNull(driver).list());
    }
}
