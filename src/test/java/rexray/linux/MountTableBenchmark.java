package rexray.linux;

import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading the kernel's mount table, as almost every operation does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MountTableBenchmark {
    @Param({"30", "500"})
    private int mounts;

    private String text = "";

    @Setup
    public void writeTable() {
        text = IntStream.range(0, mounts)
                .mapToObj(
                        number -> "%d 28 16:%d / /var/lib/rexray/volumes/volume%d rw,relatime shared:%d - ext4 /dev/scini%d rw"
                                .formatted(100 + number, number, number, number, number))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Benchmark
    public Object parse() {
        return MountTable.parse(text);
    }
}
