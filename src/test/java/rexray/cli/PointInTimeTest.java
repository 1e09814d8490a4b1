package rexray.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

final class PointInTimeTest {
    private final PointInTime time = new PointInTime();

    private static Instant local(int hour) {
        return LocalDateTime.of(2026, 3, 2, hour, 0).atZone(ZoneId.systemDefault()).toInstant();
    }

    @Test
    void durationIsHowLongAgo() {
        Instant before = Instant.now();
        Instant then = time.convert("3d");

        assertFalse(then.isBefore(before.minus(Duration.ofDays(3))));
        assertFalse(then.isAfter(Instant.now().minus(Duration.ofDays(3))));
    }

    @Test
    void dateIsInTheLocalZone() {
        assertEquals(local(0), time.convert("2026-03-02"));
        assertEquals(local(9), time.convert("2026-03-02T09:00"));
        assertEquals(local(9), time.convert("2026-03-02 09:00:00"));
    }

    @Test
    void timeOfTheFileIsOne() {
        assertEquals(Instant.parse("2026-03-02T08:14:08.022715Z"), time.convert("2026-03-02T08:14:08.022715Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "10", "-2h", "2026-13-01", ""})
    void anythingElseIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> time.convert(text));
    }
}
