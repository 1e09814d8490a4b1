package rexray.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code docs/reference/metrics.md}, the alerts and the dashboard: they speak of what there is. */
final class MonitorPageTest {
    private static final Pattern NAME = Pattern.compile("\\brexray_[a-z_]+");
    private static final Pattern SELECTION = Pattern.compile("(rexray_[a-z_]+)\\{([^}]*)}");
    private static final Pattern GROUPING = Pattern.compile("by \\(([a-z, ]+)\\) \\([a-z]*\\(?(rexray_[a-z_]+)");
    /** Prometheus adds it, and a histogram has the other. */
    private static final Set<String> OF_ALL = Set.of("instance", "le");

    @Test
    void pageHasEachMetricWithItsLabelsAndMeaning() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/reference/metrics.md")).stream()
                .filter(line -> line.startsWith("| `rexray_")).toList();

        assertEquals(Arrays.stream(Metric.values()).map(metric -> "| `" + metric + "` | "
                + String.join(", ", metric.labels()) + " | " + metric.help() + " |").toList(), rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "dashboard.json", "monitor.md"})
    void onlyMetricsThatThereAreAreAskedFor(String file) throws IOException {
        Set<String> asked = NAME.matcher(text(file)).results().map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));

        assertFalse(asked.isEmpty());
        asked.forEach(name -> assertTrue(metric(name).isPresent(), name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "dashboard.json"})
    void onlyLabelsThatAMetricHasAreAskedFor(String file) throws IOException {
        String text = text(file).replace("\\\"", "\"");
        SELECTION.matcher(text).results().forEach(found -> {
            Matcher labels = Pattern.compile("([a-z]+)[=!]~?\"").matcher(found.group(2));
            assertTrue(labels.results().allMatch(label -> has(found.group(1), label.group(1))), found.group());
        });
        GROUPING.matcher(text).results().forEach(found -> List.of(found.group(1).split(", ", -1))
                .forEach(label -> assertTrue(has(found.group(2), label), found.group())));
    }

    @Test
    void dashboardShowsSomethingInEachPanel() throws IOException {
        JsonNode panels = new ObjectMapper().readTree(text("dashboard.json")).path("panels");

        assertFalse(panels.isEmpty());
        panels.forEach(panel -> {
            assertFalse(panel.path("title").asText().isEmpty());
            assertTrue(NAME.matcher(panel.path("targets").toString()).find(), panel.toString());
        });
    }

    @Test
    void eachMetricIsOnTheDashboardOrInAnAlert() throws IOException {
        String text = text("dashboard.json") + text("alerts.yml");
        Set<Metric> unseen = Arrays.stream(Metric.values()).filter(metric -> !text.contains(metric.toString()))
                .collect(Collectors.toSet());

        assertEquals(Set.of(Metric.HEAP_LIMIT), unseen);
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of("docs/how-to").resolve(file));
    }

    private static boolean has(String series, String label) {
        return OF_ALL.contains(label) || metric(series).orElseThrow().labels().contains(label);
    }

    /** A histogram has several series. */
    private static Optional<Metric> metric(String series) {
        return Arrays.stream(Metric.values()).filter(metric -> metric.toString().equals(series)
                || (metric.type() == Metric.Type.HISTOGRAM && series.matches(metric + "_(bucket|sum|count)")))
                .findFirst();
    }
}
