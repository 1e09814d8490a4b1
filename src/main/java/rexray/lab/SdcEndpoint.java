package rexray.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import rexray.linux.DeviceNumber;

/**
 * Where the emulated SDCs talk to the cluster: a call that is held until there is something new. An SDC counts as
 * connected while it calls, and for some seconds more.
 */
final class SdcEndpoint implements Routes, AutoCloseable {
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

    private final ObjectMapper json = new ObjectMapper();
    private final LoopData data;
    private final Duration patience;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lab-sdc-timer").factory());
    /** By SDC id: what will declare it disconnected unless it calls again. */
    private final Map<String, ScheduledFuture<?>> farewells = new ConcurrentHashMap<>();

    /** @param patience how long an SDC that does not call still counts as connected */
    SdcEndpoint(LoopData data, Duration patience) {
        this.data = data;
        this.patience = patience;
    }

    @Override
    public void addTo(RoutesConfig routes, Cluster cluster) {
        data.adopt();
        routes.post(SdcReport.PATH, context -> sync(context, cluster));
        routes.post(SdcReport.LEAVE_PATH, context -> leave(context, cluster));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void sync(Context context, Cluster cluster) throws IOException {
        SdcReport report = json.readValue(context.bodyAsBytes(), SdcReport.class);
        String sdcId = cluster.registerSdc(report.guid(), report.ip());
        stay(sdcId);
        try {
            var nodes = report.nodes().stream().map(DeviceNumber::parse).collect(Collectors.toSet());
            Duration wait = Duration.ofMillis(report.waitMillis());
            // Read before the devices: a change in between shows as a newer version in the next call.
            cluster.awaitChange(report.seenVersion(), wait.compareTo(LONGEST_HOLD) < 0 ? wait : LONGEST_HOLD);
            long version = cluster.version();
            List<AttachedDevice> devices = data.serve(sdcId, report.incarnation(), nodes);
            var orders = new SdcOrders(cluster.systemId(), sdcId, cluster.systemId(), version, devices);
            context.contentType("application/json").result(json.writeValueAsBytes(orders));
        } finally {
            leaveLater(sdcId, cluster);
        }
    }

    private void leave(Context context, Cluster cluster) throws IOException {
        SdcReport report = json.readValue(context.bodyAsBytes(), SdcReport.class);
        String sdcId = cluster.registerSdc(report.guid(), report.ip());
        stay(sdcId);
        cluster.disconnectSdc(sdcId);
    }

    private void stay(String sdcId) {
        ScheduledFuture<?> farewell = farewells.remove(sdcId);
        if (farewell != null) {
            farewell.cancel(false);
        }
    }

    private void leaveLater(String sdcId, Cluster cluster) {
        ScheduledFuture<?> farewell = timer.schedule(() -> cluster.disconnectSdc(sdcId), patience.toMillis(),
                TimeUnit.MILLISECONDS);
        ScheduledFuture<?> earlier = farewells.put(sdcId, farewell);
        if (earlier != null) {
            earlier.cancel(false);
        }
    }
}
