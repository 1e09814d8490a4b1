package rexray;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rexray.cli.Backend.Readiness;
import rexray.cli.Version;
import rexray.http.Page;
import rexray.metrics.Durations;
import rexray.metrics.Exposition;
import rexray.metrics.Metric;
import rexray.scaleio.Traffic;
import rexray.volume.Counts;

/**
 * What the daemon tells of itself to whoever watches it: pages for a person, an orchestrator and Prometheus. Many threads
 * may use it; a page is made of what is known on this host and asks nothing of the array.
 */
final class Health implements Readiness {
    private static final String TEXT = "text/plain; charset=utf-8";
    private final Readiness listener;
    private final Supplier<Counts> counts;
    private final Durations operations;
    private final Traffic traffic;
    private final Supplier<OptionalLong> poolFree;
    private volatile @Nullable String obstacle = "starting";

    /**
     * @param listener is told as well
     * @param poolFree bytes that the storage pool has left, as far as known
     */
    Health(Readiness listener, Supplier<Counts> counts, Durations operations, Traffic traffic,
            Supplier<OptionalLong> poolFree) {
        this.listener = listener;
        this.counts = counts;
        this.operations = operations;
        this.traffic = traffic;
        this.poolFree = poolFree;
    }

    @Override
    public void ready() {
        obstacle = null;
        listener.ready();
    }

    @Override
    public void notReady(String reason) {
        obstacle = reason;
        listener.notReady(reason);
    }

    /** By the path at which each is shown. */
    Map<String, Supplier<Page>> pages() {
        return Map.of("/healthz", () -> new Page(200, TEXT, "ok\n"), "/readyz", this::readiness, "/metrics",
                this::metrics);
    }

    private Page readiness() {
        String reason = obstacle;
        return reason == null ? new Page(200, TEXT, "ready\n") : new Page(503, TEXT, "not ready: " + reason + "\n");
    }

    private Page metrics() {
        Counts now = counts.get();
        return new Page(200, Exposition.CONTENT_TYPE, new Exposition()
                .add(Metric.INFO, 1, Version.current())
                .add(Metric.START, ProcessFacts.startSecond())
                .add(Metric.READY, obstacle == null ? 1 : 0)
                .add(Metric.MOUNTS, now.mounts())
                .add(Metric.USES, now.uses())
                .add(Metric.LOST, now.lost())
                .add(Metric.UNUSED, now.unused())
                .add(Metric.TAKEOVERS, now.takeovers())
                .add(Metric.OPERATIONS, operations)
                .add(Metric.GATEWAY_REQUESTS, traffic.requests())
                .add(Metric.LOGINS, traffic.logins())
                .add(Metric.CERTIFICATE, traffic.certificateEnds().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().getEpochSecond())))
                .add(Metric.POOL_FREE, poolFree.get())
                .add(Metric.HEAP, ProcessFacts.heapUsed())
                .add(Metric.HEAP_LIMIT, ProcessFacts.heapLimit())
                .add(Metric.RESIDENT, ProcessFacts.residentBytes())
                .add(Metric.THREADS, ProcessFacts.threads())
                .add(Metric.OPEN_FILES, ProcessFacts.openFiles()).toString());
    }
}
