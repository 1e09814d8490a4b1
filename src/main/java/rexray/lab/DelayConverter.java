package rexray.lab;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 50ms} or {@code 3s}. */
final class DelayConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        if (text.matches("\\d{1,9}ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        if (text.matches("\\d{1,6}s")) {
            return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
        }
        throw new TypeConversionException("'" + text + "' is not a time; write for example 50ms or 3s");
    }
}
