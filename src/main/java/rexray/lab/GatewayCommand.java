package rexray.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rexray.volume.Size;
import rexray.volume.VolumeException.RefusedInput;

/** The command {@code rexray lab gateway}: one emulated cluster behind its REST gateway, in the foreground. */
@Command(name = "gateway", footer = "rexray lab gateway --dir /srv/lab --listen 127.0.0.1:8443", description = "Runs an emulated ScaleIO gateway in the foreground, until it is stopped (SIGTERM).")
final class GatewayCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "Where everything is kept: state.json, ca.pem, password. Created if missing.")
    private Path directory = Path.of("");

    @Option(names = "--listen", required = true, paramLabel = "ADDR:PORT", description = "Where to listen with TLS; port 0 picks a free one.")
    private String https = "";

    @Option(names = "--http", paramLabel = "ADDR:PORT", description = "Where to listen without TLS, in addition.")
    private @Nullable String http;

    @Option(names = "--profile", paramLabel = "VERSION", defaultValue = "2.0", description = "The release of ScaleIO to behave like. Default: ${DEFAULT-VALUE}")
    private String profile = "";

    @Option(names = "--capacity", paramLabel = "GB", defaultValue = "1024", description = "Capacity of the pool. Default: ${DEFAULT-VALUE}")
    private String capacity = "";

    @Option(names = "--pool", paramLabel = "DOMAIN/POOL", description = "Another storage pool, as large as the first one, pd1/hdd. Can be repeated.")
    private List<String> pools = List.of();

    @Option(names = "--fine-pool", paramLabel = "DOMAIN/POOL", description = "The same with fine granularity, whose volumes are thin and may be compressed; since 3.5.")
    private List<String> finePools = List.of();

    @Option(names = "--uncached-pool", paramLabel = "DOMAIN/POOL", description = "The same without a cache in RAM.")
    private List<String> uncachedPools = List.of();

    @Option(names = "--latency", paramLabel = "TIME", defaultValue = "0ms", converter = DelayConverter.class, description = "Delay of each answer, e.g. 20ms. Default: ${DEFAULT-VALUE}")
    private Duration latency = Duration.ZERO;

    @Option(names = "--name", paramLabel = "HOST", description = "Another name or address for the certificate. Can be repeated.")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        RealSdc.refuseBeside(RealSdc.DEVICE);
        Faults faults = new Faults();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (LoopData data = LoopData.open(directory);
                SdcEndpoint sdcs = new SdcEndpoint(data, faults);
                LabGateway gateway = LabGateway
                        .start(options().withFaults(faults).withData(data).withRoutes(sdcs))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                end.countDown();
                awaitQuietly(closed);
            }, "lab gateway end"));
            PrintWriter out = spec.commandLine().getOut();
            out.println("EMULATION: this is no ScaleIO array. Volumes of this gateway are files on this machine.");
            out.println("ready " + gateway.url() + " ca=" + gateway.caFile() + " password=" + gateway.passwordFile()
                    + gateway.plainUrl().map(url -> " plain=" + url).orElse(""));
            out.flush();
            end.await();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // Nobody interrupts a shutdown hook; if somebody does, the machine ends without us having closed.
            Thread.currentThread().interrupt();
        }
    }

    private GatewayOptions options() {
        GatewayOptions options = GatewayOptions.https(directory.toAbsolutePath(), ListenAddress.parse(https))
                .withProfile(Profile.of(profile)).withNames(names).withLatency(latency)
                .withLayout(layout());
        return http == null ? options : options.withHttp(ListenAddress.parse(http));
    }

    private ClusterLayout layout() {
        ClusterLayout layout = ClusterLayout.usual().withCapacity(Size.parseGb("--capacity", capacity));
        layout = with(layout, "--pool", pools, PoolKind.USUAL);
        layout = with(layout, "--fine-pool", finePools, PoolKind.FINE);
        return with(layout, "--uncached-pool", uncachedPools, PoolKind.UNCACHED);
    }

    private static ClusterLayout with(ClusterLayout layout, String option, List<String> pools, PoolKind kind) {
        ClusterLayout next = layout;
        for (String pool : pools) {
            String[] names = pool.split("/", 2);
            if (names.length < 2 || !ObjectNames.isAllowed(names[0]) || !ObjectNames.isAllowed(names[1])) {
                throw new RefusedInput("'" + pool + "' names no storage pool",
                        "give " + option + " DOMAIN/POOL, e.g. pd1/ssd");
            }
            next = next.withPool(names[0], names[1], kind);
        }
        return next;
    }
}
