package rexray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** What Prometheus's own checker says of the metrics page, the alerts and the dashboard. */
final class PrometheusIT {
    private static final Path ALERTS = Path.of("docs/how-to/alerts.yml");
    private static final Path TESTED = Path.of("src/test/resources/rexray/alerts-tested.yml");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void eachAlertIsRaisedByItsTroubleAndByNothingElse() {
        Shell.succeed("promtool", "test", "rules", TESTED);
    }

    /** Otherwise the alert would not be in the test above. */
    @Test
    void noAlertIsLeftOut() throws IOException {
        Set<String> alerts = names("- alert: ([A-Za-z]+)", ALERTS);

        assertFalse(alerts.isEmpty());
        assertEquals(alerts, names("alertname: ([A-Za-z]+), exp_alerts: \\[]", TESTED), "silent when all is well");
        assertEquals(alerts, names("alertname: ([A-Za-z]+)\n +exp_alerts:\n", TESTED), "raised");
    }

    /** Rules that record them are the form in which the checker reads single expressions. */
    @Test
    void dashboardAsksInPrometheusOwnLanguage() throws IOException {
        JsonNode panels = new ObjectMapper().readTree(Files.readString(Path.of("docs/how-to/dashboard.json")))
                .path("panels");
        List<String> questions = panels.findValuesAsText("expr");
        assertEquals(StreamSupport.stream(panels.spliterator(), false).mapToInt(panel -> panel.path("targets").size())
                .sum(), questions.size());
        StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
        questions.stream().distinct().forEach(question -> rules.append("  - record: asked\n    labels: {by: '")
                .append(questions.indexOf(question)).append("'}\n    expr: '").append(question.replace("'", "''"))
                .append("'\n"));

        Shell.succeed("promtool", "check", "rules", Files.writeString(directory.resolve("dashboard.yml"), rules));
    }

    @Test
    void pageIsAsPrometheusWantsIt() throws Exception {
        Site site = Site.start(directory);
        try {
            TestHost host = site.host("node01").startReady();
            host.create("db", "\"size\":\"8\"");
            Path page = Files.writeString(directory.resolve("page"), host.get("/metrics").body());

            assertEquals("", Shell.succeed("sh", "-c", "promtool check metrics <\"$1\"", "sh", page));
        } finally {
            site.close();
        }
    }

    private static Set<String> names(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern).matcher(Files.readString(file)).results()
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
