package rexray;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rexray.cli.Backend.Readiness;
import rexray.http.Page;
import rexray.metrics.Durations;
import rexray.metrics.Metric;
import rexray.scaleio.Traffic;
import rexray.volume.Counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class HealthTest {
    private Map<String, Long> free = Map.of();
    private final List<String> told = new ArrayList<>();
    private final Health health = new Health(new Readiness() {
        @Override
        public void ready() {
            told.add("ready");
        }

        @Override
        public void notReady(String reason) {
            told.add(reason);
        }
    });
    private final Health.OfService service = health.add("scaleio", measures());

    private Health.Measures measures() {
        return new Health.Measures(() -> new Counts(1, 2, 3, 4, 5), new Durations(), new Traffic(), () -> free);
    }

    private Page page(String path) {
        return Objects.requireNonNull(health.pages().get(path)).page("");
    }

    @Test
    void daemonThatAnswersIsHealthyWhateverTheArrayDoes() {
        service.notReady("the array is away");

        assertEquals(200, page("/healthz").status());
    }

    @Test
    void readinessFollowsWhatIsTold() {
        assertEquals(503, page("/readyz").status());
        service.notReady("the array is away");
        assertEquals("not ready: the array is away\n", page("/readyz").text());
        assertTrue(page("/metrics").text().contains("\nrexray_ready{service=\"scaleio\"} 0\n"));
        service.ready();
        assertEquals(200, page("/readyz").status());
        assertTrue(page("/metrics").text().contains("\nrexray_ready{service=\"scaleio\"} 1\n"));
        assertEquals(List.of("the array is away", "ready"), told);
    }

    @Test
    void everyMetricIsShown() {
        String text = page("/metrics").text();

        for (Metric metric : Metric.values()) {
            assertTrue(text.contains("\n# TYPE " + metric + " "), metric.toString());
        }
        assertTrue(text.contains("\nrexray_mounts{service=\"scaleio\"} 1\n"), text);
        assertTrue(text.contains("\nrexray_takeovers_total{service=\"scaleio\"} 5\n"), text);
    }

    @Test
    void whatIsNotKnownHasNoValue() {
        assertFalse(page("/metrics").text().contains("\nrexray_pool_free_bytes{"));
        free = Map.of("pd1/hdd", 0L);
        assertTrue(page("/metrics").text()
                .contains("\nrexray_pool_free_bytes{service=\"scaleio\",pool=\"pd1/hdd\"} 0\n"));
    }

    @Test
    void processIsMeasured() {
        String text = page("/metrics").text();

        for (String metric : List.of("rexray_start_time_seconds", "rexray_jvm_heap_used_bytes",
                "rexray_jvm_heap_max_bytes", "rexray_process_resident_memory_bytes", "rexray_process_threads",
                "rexray_process_open_fds")) {
            assertTrue(Pattern.compile("\n" + metric + " [1-9][0-9]*\n").matcher(text).find(), metric);
        }
    }

    @Test
    void daemonIsReadyWhenAllServicesAre() {
        Health.OfService silver = health.add("silver", measures());
        service.ready();
        assertEquals(List.of(), told);
        silver.notReady("the array is away");
        silver.ready();

        assertEquals(List.of("service silver: the array is away", "ready"), told);
    }

    @Test
    void eachServiceHasItsMetrics() {
        health.add("silver", measures());
        service.ready();

        String text = page("/metrics").text();
        assertTrue(text.contains("\nrexray_ready{service=\"scaleio\"} 1\nrexray_ready{service=\"silver\"} 0\n"), text);
        assertEquals(1, Pattern.compile("# TYPE rexray_operation_seconds ").matcher(text).results().count());
    }

    @Test
    void onlyServiceIsToldFromOthersOnceThereAreAny() {
        service.notReady("the array is away");
        health.add("silver", measures()).ready();

        assertEquals(List.of("the array is away", "service scaleio: the array is away"), told);
    }
}
