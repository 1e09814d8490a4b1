package rexray.lab;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

final class DelayConverterTest {
    private final DelayConverter converter = new DelayConverter();

    @Test
    void delayIsANumberWithAUnit() {
        assertEquals(Duration.ofMillis(50), converter.convert("50ms"));
        assertEquals(Duration.ofSeconds(3), converter.convert("3s"));
    }

    @Test
    void otherDelaysAreRefused() {
        for (String text : new String[]{"50", "-1s", "1m", "", "99999999999s"}) {
            assertThrows(TypeConversionException.class, () -> converter.convert(text), text);
        }
    }
}
