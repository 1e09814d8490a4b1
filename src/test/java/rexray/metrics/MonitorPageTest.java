package rexray.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code docs/how-to/monitor.md} and its alerts: they speak of what there is. */
final class MonitorPageTest {
    private static final Pattern NAME = Pattern.compile("\\brexray_[a-z_]+");
    private static final Pattern SELECTION = Pattern.compile("(rexray_[a-z_]+)\\{([^}]*)}");

    @Test
    void pageHasEachMetricWithItsLabelsAndMeaning() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/how-to/monitor.md")).stream()
                .filter(line -> line.startsWith("| `rexray_")).toList();

        assertEquals(Arrays.stream(Metric.values()).map(metric -> "| `" + metric + "` | "
                + String.join(", ", metric.labels()) + " | " + metric.help() + " |").toList(), rows);
    }

    @Test
    void alertsAskForMetricsAndLabelsThatThereAre() throws IOException {
        String alerts = Files.readString(Path.of("docs/how-to/alerts.yml"));
        Set<String> asked = NAME.matcher(alerts).results().map(found -> metric(found.group()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertFalse(asked.isEmpty());
        assertTrue(Arrays.stream(Metric.values()).map(Metric::toString).toList().containsAll(asked), asked.toString());
        SELECTION.matcher(alerts).results().forEach(found -> {
            Metric metric = Arrays.stream(Metric.values())
                    .filter(one -> one.toString().equals(metric(found.group(1)))).findFirst().orElseThrow();
            Matcher labels = Pattern.compile("([a-z]+)[=!]~?\"").matcher(found.group(2));
            assertTrue(labels.results().allMatch(label -> metric.labels().contains(label.group(1))), found.group());
        });
    }

    private static String metric(String series) {
        return series.replaceAll("_(bucket|sum|count)$", "");
    }
}
