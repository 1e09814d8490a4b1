package rexray;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rexray.cli.Backend.Readiness;
import rexray.docker.Page;
import rexray.metrics.Durations;
import rexray.metrics.Metric;
import rexray.volume.Counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class HealthTest {
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
    }, () -> new Counts(1, 2, 3, 4, 5), new Durations(), new Durations());

    private Page page(String path) {
        return Objects.requireNonNull(health.pages().get(path)).get();
    }

    @Test
    void daemonThatAnswersIsHealthyWhateverTheArrayDoes() {
        health.notReady("the array is away");

        assertEquals(200, page("/healthz").status());
    }

    @Test
    void readinessFollowsWhatIsTold() {
        assertEquals(503, page("/readyz").status());
        health.notReady("the array is away");
        assertEquals("not ready: the array is away\n", page("/readyz").text());
        assertTrue(page("/metrics").text().contains("\nrexray_ready 0\n"));
        health.ready();
        assertEquals(200, page("/readyz").status());
        assertTrue(page("/metrics").text().contains("\nrexray_ready 1\n"));
        assertEquals(List.of("the array is away", "ready"), told);
    }

    @Test
    void everyMetricIsShown() {
        String text = page("/metrics").text();

        for (Metric metric : Metric.values()) {
            assertTrue(text.contains("\n# TYPE " + metric + " "), metric.toString());
        }
        assertTrue(text.contains("\nrexray_mounts 1\n"), text);
        assertTrue(text.contains("\nrexray_takeovers_total 5\n"), text);
    }
}
