package rexray.metrics;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class ExpositionTest {
    @Test
    void valueHasItsMeaningTypeAndLabels() {
        assertEquals("""
            # HELP rexray_info Always 1; the label has the version.
            # TYPE rexray_info gauge
            rexray_info{version="1.0\\"a\\\\b\\nc"} 1
            """, new Exposition().add(Metric.INFO, 1, "1.0\"a\\b\nc").toString());
    }

    @Test
    void durationsAreCountedUpToEachBound() {
        Durations requests = new Durations();
        requests.observe(Duration.ofMillis(10), "200");
        requests.observe(Duration.ofMillis(11), "200");
        requests.observe(Duration.ofSeconds(61), "200");

        String text = new Exposition().addDurations(Metric.GATEWAY_REQUESTS, Map.of("gold", requests)).toString();

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

        String text = new Exposition().addDurations(Metric.OPERATIONS, Map.of("gold", operations)).toString();

        assertTrue(text.contains(
                "rexray_operation_seconds_count{service=\"gold\",operation=\"VolumeDriver.Mount\",result=\"held-elsewhere\"} 1\n"),
                text);
        assertTrue(text.contains(
                "rexray_operation_seconds_count{service=\"gold\",operation=\"VolumeDriver.Mount\",result=\"ok\"} 1\n"),
                text);
    }

    @Test
    void eachLabelHasAValue() {
        assertTrue(new Exposition()
                .addByPart(Metric.CERTIFICATE, Map.of("gold", Map.of("https://gw2", 2L, "https://gw1", 1L))).toString()
                .endsWith("""
                    # TYPE rexray_gateway_certificate_expiry_seconds gauge
                    rexray_gateway_certificate_expiry_seconds{service="gold",gateway="https://gw1"} 1
                    rexray_gateway_certificate_expiry_seconds{service="gold",gateway="https://gw2"} 2
                    """));
    }
}
