package rexray.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The results: times by scenario and operation, and single numbers; as text while they come, and as JSON. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final PrintStream out;
    private final Map<String, Map<String, Samples>> scenarios = new LinkedHashMap<>();
    private final Map<String, Double> numbers = new LinkedHashMap<>();

    Report(PrintStream out) {
        this.out = out;
    }

    /** Takes the operations of one scenario, and prints their table. */
    void add(String scenario, Map<String, Samples> operations) {
        scenarios.put(scenario, operations);
        out.printf("%n%s, milliseconds%n", scenario);
        out.printf("%-30s %5s %8s %8s %8s %8s %9s %9s %9s%n", "", "n", "min", "median", "p95", "p99", "gateway",
                "requests", "bytes");
        operations.forEach(
                (operation, samples) -> out.printf("%-30s %5d %8.2f %8.2f %8.2f %8.2f %9.2f %9d %9d%n", operation,
                        samples.count(), samples.quantile(0), samples.quantile(0.5), samples.quantile(0.95),
                        samples.quantile(0.99), samples.gateway(), samples.requests(), samples.bytes()));
        out.flush();
    }

    void add(String what, double number) {
        numbers.put(what, number);
        print(what, number);
    }

    void addNumbers(String scenario, Map<String, Double> more) {
        title(scenario);
        more.forEach((what, number) -> {
            numbers.put(scenario + ": " + what, number);
            print(what, number);
        });
    }

    private void print(String what, double number) {
        out.printf("%-60s %10.1f%n", what, number);
        out.flush();
    }

    void title(String title) {
        out.printf("%n%s%n", title);
    }

    void write(Path file) throws IOException {
        ObjectNode all = JSON.createObjectNode();
        scenarios.forEach((scenario, operations) -> {
            ObjectNode table = all.withObjectProperty("times").putObject(scenario);
            operations.forEach((operation, samples) -> table.putObject(operation).put("n", samples.count())
                    .put("min", samples.quantile(0)).put("median", samples.quantile(0.5))
                    .put("p95", samples.quantile(0.95)).put("p99", samples.quantile(0.99))
                    .put("gateway", samples.gateway()).put("requests", samples.requests())
                    .put("bytes", samples.bytes()));
        });
        numbers.forEach(all.withObjectProperty("numbers")::put);
        Files.writeString(file, all.toPrettyString() + "\n");
    }
}
