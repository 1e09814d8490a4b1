package rexray.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static rexray.metrics.Durations.BOUNDS;

/**
 * The text that Prometheus reads, see https://prometheus.io/docs/instrumenting/exposition_formats/, or in its other form,
 * https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md. For one thread.
 */
public final class Exposition {
    private static final Pattern QUALITY = Pattern.compile(";q=([01](?:\\.[0-9]{0,3})?)(?:;|$)");
    /** Of a counter's values; in OpenMetrics the counter itself is named without it. */
    private static final String OF_A_COUNTER = "_total";
    private final Format format;
    private final StringBuilder text = new StringBuilder();

    public Exposition(Format format) {
        this.format = format;
    }

    /** What the same values are written in. */
    public enum Format {
        PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
        OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        public String contentType() {
            return contentType;
        }

        /**
         * OpenMetrics for whoever asks for it by name and does not like plain text better.
         *
         * @param accept the header of that name; empty if there is none
         */
        public static Format preferredBy(String accept) {
            double open = 0;
            double plain = 0;
            for (String part : accept.toLowerCase(Locale.ROOT).replaceAll("\\s", "").split(",", -1)) {
                if (part.matches("application/openmetrics-text(;.*)?")
                        && part.matches("((?!;version=).)*(;version=1\\..*)?")) {
                    open = Math.max(open, quality(part));
                } else if (part.matches("text/plain(;.*)?")) {
                    plain = Math.max(plain, quality(part));
                }
            }
            return open > 0 && open >= plain ? OPEN_METRICS : PROMETHEUS;
        }

        private static double quality(String part) {
            Matcher quality = QUALITY.matcher(part);
            return quality.find() ? Double.parseDouble(quality.group(1)) : 1;
        }
    }

    /** @param labels the values of the metric's labels, in its order */
    public Exposition add(Metric metric, long value, String... labels) {
        head(metric);
        line(metric.toString(), labels(metric, List.of(labels)), Long.toString(value));
        return this;
    }

    /** What is not known has no value. */
    public Exposition add(Metric metric, OptionalLong value) {
        head(metric);
        value.ifPresent(known -> line(metric.toString(), "", Long.toString(known)));
        return this;
    }

    /** @param values by the value of the metric's only label */
    public Exposition add(Metric metric, Map<String, Long> values) {
        head(metric);
        new TreeMap<>(values).forEach((label, value) -> line(metric.toString(), labels(metric, List.of(label)),
                Long.toString(value)));
        return this;
    }

    /** @param values by the values of the metric's two labels */
    public Exposition addByPart(Metric metric, Map<String, Map<String, Long>> values) {
        head(metric);
        new TreeMap<>(values).forEach((whole, parts) -> new TreeMap<>(parts).forEach((part,
                value) -> line(metric.toString(), labels(metric, List.of(whole, part)), Long.toString(value))));
        return this;
    }

    /** @param durations by the value of the metric's first label */
    public Exposition addDurations(Metric metric, Map<String, Durations> durations) {
        head(metric);
        new TreeMap<>(durations).forEach((first, of) -> addSeries(metric, first, of));
        return this;
    }

    private void addSeries(Metric metric, String first, Durations durations) {
        durations.series().forEach((values, series) -> {
            String labels = labels(metric, Stream.concat(Stream.of(first), values.stream()).toList());
            for (int bucket = 0; bucket < BOUNDS.size(); bucket++) {
                String bound = Double.toString(BOUNDS.get(bucket).toMillis() / 1000.0);
                line(metric + "_bucket", labels + ",le=\"" + bound + "\"", Long.toString(series.upTo(bucket)));
            }
            String all = Long.toString(series.upTo(BOUNDS.size()));
            line(metric + "_bucket", labels + ",le=\"+Inf\"", all);
            line(metric + "_sum", labels, Double.toString(series.seconds()));
            line(metric + "_count", labels, all);
        });
    }

    /** All that was added. */
    public String text() {
        return format == Format.OPEN_METRICS ? text + "# EOF\n" : text.toString();
    }

    private void head(Metric metric) {
        String name = format == Format.OPEN_METRICS && metric.type() == Metric.Type.COUNTER
                ? metric.toString().substring(0, metric.toString().length() - OF_A_COUNTER.length())
                : metric.toString();
        text.append("# HELP ").append(name).append(' ').append(metric.help()).append('\n').append("# TYPE ")
                .append(name).append(' ').append(switch (metric.type()) {
                    case GAUGE -> "gauge";
                    case COUNTER -> "counter";
                    case HISTOGRAM -> "histogram";
                }).append('\n');
    }

    private void line(String name, String labels, String value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }

    private static String labels(Metric metric, List<String> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> metric.labels().get(i) + "=\"" + escaped(values.get(i)) + "\"")
                .collect(Collectors.joining(","));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
