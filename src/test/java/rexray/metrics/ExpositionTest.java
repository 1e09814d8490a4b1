package rexray.metrics;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.metrics.Exposition.Format.OPEN_METRICS;
import static rexray.metrics.Exposition.Format.PROMETHEUS;

final class ExpositionTest {
    @Test
    void valueHasItsMeaningTypeAndLabels() {
        assertEquals("""
            # HELP rexray_info Always 1; the label has the version.
            # TYPE rexray_info gauge
            rexray_info{version="1.0\\"a\\\\b\\nc"} 1
            """, new Exposition(PROMETHEUS).add(Metric.INFO, 1, "1.0\"a\\b\nc").text());
    }

    @Test
    void durationsAreCountedUpToEachBound() {
        Durations requests = new Durations();
        requests.observe(Duration.ofMillis(10), "200");
        requests.observe(Duration.ofMillis(11), "200");
        requests.observe(Duration.ofSeconds(61), "200");

        String text = new Exposition(PROMETHEUS).addDurations(Metric.GATEWAY_REQUESTS, Map.of("gold", requests)).text();

        assertTrue(text.endsWith("""
            # TYPE rexray_gateway_request_seconds histogram
            rexray_gateway_request_seconds_bucket{service="gold",code="200",le="0.01"} 1
            rexray_gateway_request_seconds_bucket{service="gold",code="200",le="0.1"} 2
            rexray_gateway_request_seconds_bucket{service="gold",code="200",le="1.0"} 2
            rexray_gateway_request_seconds_bucket{service="gold",code="200",le="10.0"} 2
            rexray_gateway_request_seconds_bucket{service="gold",code="200",le="60.0"} 2
            rexray_gateway_request_seconds_bucket{service="gold",code="200",le="+Inf"} 3
            rexray_gateway_request_seconds_sum{service="gold",code="200"} 61.021
            rexray_gateway_request_seconds_count{service="gold",code="200"} 3
            """), text);
    }

    @Test
    void eachResultIsCountedApart() {
        Durations operations = new Durations();
        operations.observe(Duration.ZERO, "VolumeDriver.Mount", "ok");
        operations.observe(Duration.ZERO, "VolumeDriver.Mount", "held-elsewhere");

        String text = new Exposition(PROMETHEUS).addDurations(Metric.OPERATIONS, Map.of("gold", operations)).text();

        assertTrue(text.contains(
                "rexray_operation_seconds_count{service=\"gold\",operation=\"VolumeDriver.Mount\",result=\"held-elsewhere\"} 1\n"),
                text);
        assertTrue(text.contains(
                "rexray_operation_seconds_count{service=\"gold\",operation=\"VolumeDriver.Mount\",result=\"ok\"} 1\n"),
                text);
    }

    @Test
    void eachLabelHasAValue() {
        assertTrue(new Exposition(PROMETHEUS)
                .addByPart(Metric.CERTIFICATE, Map.of("gold", Map.of("https://gw2", 2L, "https://gw1", 1L))).text()
                .endsWith("""
                    # TYPE rexray_gateway_certificate_expiry_seconds gauge
                    rexray_gateway_certificate_expiry_seconds{service="gold",gateway="https://gw1"} 1
                    rexray_gateway_certificate_expiry_seconds{service="gold",gateway="https://gw2"} 2
                    """));
    }

    @Test
    void openMetricsNamesACounterWithoutItsEndingAndSaysWhereItEnds() {
        assertEquals("""
            # HELP rexray_takeovers Volumes taken over from another host.
            # TYPE rexray_takeovers counter
            rexray_takeovers_total{service="gold"} 2
            # HELP rexray_ready %s
            # TYPE rexray_ready gauge
            rexray_ready{service="gold"} 1
            # EOF
            """.formatted(Metric.READY.help()), new Exposition(OPEN_METRICS).add(Metric.TAKEOVERS, 2, "gold")
                .add(Metric.READY, 1, "gold").text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "OPEN_METRICS | application/openmetrics-text",
            "OPEN_METRICS | application/openmetrics-text; version=1.0.0; charset=utf-8",
            "OPEN_METRICS | application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.2",
            "OPEN_METRICS | text/plain;version=0.0.4;q=0.5, application/openmetrics-text;version=1.0.0",
            "PROMETHEUS | text/plain, application/openmetrics-text;q=0.5",
            "PROMETHEUS | application/openmetrics-text;version=0.0.1",
            "PROMETHEUS | application/openmetrics-text;q=0",
            "PROMETHEUS | text/plain",
            "PROMETHEUS | */*",
            "PROMETHEUS | ''"})
    void callerGetsTheFormThatItPrefers(Exposition.Format format, String accept) {
        assertEquals(format, Exposition.Format.preferredBy(accept));
    }
}
