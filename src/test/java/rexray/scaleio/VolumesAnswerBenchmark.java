package rexray.scaleio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
import rexray.volume.Volume;

/** Reading the gateway's answer with all volumes, as each List does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VolumesAnswerBenchmark {
    private static final String DOMAIN = "3f1bd0a200000000";
    private static final String POOL = "29c2a44f00000000";

    @Param({"1000", "10000"})
    private int volumes;

    private byte[] answer = new byte[0];
    private final Topology topology = new Topology("2.0", new Topology.Part("2f9b5c1e7a3d4610", "system"),
            List.of(new Topology.Part(DOMAIN, "pd1")), List.of(new Topology.Pool(POOL, "hdd", DOMAIN, null, null)));

    @Setup
    public void writeAnswer() {
        answer = IntStream.range(0, volumes).mapToObj(VolumesAnswerBenchmark::volume)
                .collect(Collectors.joining(",", "[", "]")).getBytes(StandardCharsets.UTF_8);
    }

    private static String volume(int number) {
        String id = String.format("91c4e6a0%08x", number);
        String mapped = number % 10 == 0
                ? "[{\"sdcId\":\"b7e4d02900000001\",\"sdcIp\":\"10.0.0.1\",\"limitIops\":0,\"limitBwInMbps\":0}]"
                : "null";
        return ("{\"sizeInKb\":8388608,\"mappedSdcInfo\":%s,\"isObfuscated\":false,\"storagePoolId\":\"%s\","
                + "\"consistencyGroupId\":null,\"mappingToAllSdcsEnabled\":false,\"mappedScsiInitiatorInfo\":null,"
                + "\"ancestorVolumeId\":null,\"volumeType\":\"ThinProvisioned\",\"vtreeId\":\"%s\",\"useRmcache\":true,"
                + "\"creationTime\":1469000000,\"name\":\"volume%d\",\"id\":\"%s\",\"links\":[{\"rel\":\"self\","
                + "\"href\":\"/api/instances/Volume::%s\"},{\"rel\":\"/api/Volume/relationship/Statistics\","
                + "\"href\":\"/api/instances/Volume::%s/relationships/Statistics\"}]}")
                .formatted(mapped, POOL, id, number, id, id, id);
    }

    @Benchmark
    public List<Volume> read() throws IOException {
        return Json
                .list(VolumeAnswer.class,
                        volume -> Optional.of(volume).filter(VolumeAnswer::isMountableByName)
                                .map(match -> match.toVolume(topology)))
                .read(new ByteArrayInputStream(answer));
    }
}
