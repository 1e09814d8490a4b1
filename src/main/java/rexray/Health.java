package rexray;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import rexray.cli.Backend.Readiness;
import rexray.cli.Version;
import rexray.http.Page;
import rexray.http.PageSource;
import rexray.metrics.Durations;
import rexray.metrics.Exposition;
import rexray.metrics.Metric;
import rexray.scaleio.Traffic;
import rexray.volume.Counts;

/**
 * What the daemon tells of itself to whoever watches it: pages for a person, an orchestrator and Prometheus. Many threads
 * may use it; a page is made of what is known on this host and asks nothing of an array. The daemon is ready when all of
 * its services are.
 */
final class Health {
    private static final String TEXT = "text/plain; charset=utf-8";
    private final Readiness listener;
    private final List<OfService> services = new CopyOnWriteArrayList<>();

    /**
     * What is measured of a service.
     *
     * @param poolFree bytes that its storage pools have left, by pool, as far as known
     */
    record Measures(Supplier<Counts> counts, Durations operations, Traffic traffic,
            Supplier<Map<String, Long>> poolFree) {}

    /** @param listener is told as well */
    Health(Readiness listener) {
        this.listener = listener;
    }

    /** One more service's part in it. */
    OfService add(String service, Measures measures) {
        OfService part = new OfService(service, measures);
        services.add(part);
        return part;
    }

    /** By the path at which each is shown. */
    Map<String, PageSource> pages() {
        return Map.of("/healthz", _ -> new Page(200, TEXT, "ok\n"), "/readyz", _ -> readiness(), "/metrics",
                accept -> metrics(Exposition.Format.preferredBy(accept)));
    }

    /** How one service is. */
    final class OfService implements Readiness {
        private final String name;
        private final Measures measures;
        private State state = new State.Starting();

        private OfService(String name, Measures measures) {
            this.name = name;
            this.measures = measures;
        }

        /** Its name, as long as there are several. */
        Optional<String> label() {
            return services.size() > 1 ? Optional.of(name) : Optional.empty();
        }

        @Override
        public void ready() {
            become(this, new State.Ready());
        }

        @Override
        public void notReady(String reason) {
            become(this, new State.NotReady(reason));
        }

        private String about(String what) {
            return label().map(service -> "service " + service + ": " + what).orElse(what);
        }
    }

    private sealed interface State {
        record Starting() implements State {}

        record Ready() implements State {}

        record NotReady(String reason) implements State {}
    }

    private synchronized void become(OfService service, State next) {
        service.state = next;
        List<String> reasons = obstacles(state -> state instanceof State.NotReady(String reason)
                ? Optional.of(reason)
                : Optional.empty());
        if (!reasons.isEmpty()) {
            listener.notReady(String.join("; ", reasons));
        } else if (services.stream().allMatch(each -> each.state instanceof State.Ready)) {
            listener.ready();
        }
    }

    private synchronized List<String> obstacles(Function<State, Optional<String>> which) {
        return services.stream().flatMap(each -> which.apply(each.state).map(each::about).stream()).toList();
    }

    private Page readiness() {
        List<String> obstacles = obstacles(state -> switch (state) {
            case State.Ready() -> Optional.empty();
            case State.Starting() -> Optional.of("starting");
            case State.NotReady(String reason) -> Optional.of(reason);
        });
        return obstacles.isEmpty()
                ? new Page(200, TEXT, "ready\n")
                : new Page(503, TEXT, "not ready: " + String.join("; ", obstacles) + "\n");
    }

    private synchronized Map<String, Long> readyByService() {
        return byService(each -> each.state instanceof State.Ready ? 1L : 0L);
    }

    private <T> Map<String, T> byService(Function<OfService, T> value) {
        return services.stream().collect(Collectors.toMap(each -> each.name, value));
    }

    private Page metrics(Exposition.Format format) {
        Map<String, Counts> now = byService(each -> each.measures.counts().get());
        Map<String, Traffic> traffic = byService(each -> each.measures.traffic());
        return new Page(200, format.contentType(), new Exposition(format)
                .add(Metric.INFO, 1, Version.current())
                .add(Metric.START, ProcessFacts.startSecond())
                .add(Metric.READY, readyByService())
                .add(Metric.MOUNTS, each(now, Counts::mounts))
                .add(Metric.USES, each(now, Counts::uses))
                .add(Metric.LOST, each(now, Counts::lost))
                .add(Metric.UNUSED, each(now, Counts::unused))
                .add(Metric.TAKEOVERS, each(now, Counts::takeovers))
                .addDurations(Metric.OPERATIONS, byService(each -> each.measures.operations()))
                .addDurations(Metric.GATEWAY_REQUESTS, each(traffic, Traffic::requests))
                .add(Metric.LOGINS, each(traffic, Traffic::logins))
                .addByPart(Metric.CERTIFICATE, each(traffic, Health::certificateEnds))
                .addByPart(Metric.POOL_FREE, byService(each -> each.measures.poolFree().get()))
                .add(Metric.HEAP, ProcessFacts.heapUsed())
                .add(Metric.HEAP_LIMIT, ProcessFacts.heapLimit())
                .add(Metric.RESIDENT, ProcessFacts.residentBytes())
                .add(Metric.THREADS, ProcessFacts.threads())
                .add(Metric.OPEN_FILES, ProcessFacts.openFiles()).text());
    }

    private static Map<String, Long> certificateEnds(Traffic traffic) {
        return traffic.certificateEnds().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().getEpochSecond()));
    }

    private static <T, V> Map<String, V> each(Map<String, T> all, Function<T, V> value) {
        return all.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> value.apply(entry.getValue())));
    }
}
