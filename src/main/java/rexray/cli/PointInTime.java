package rexray.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time that a user gives: how long ago, as {@code 10m}, or a date, with a time or without one, in the local zone. */
final class PointInTime implements ITypeConverter<Instant> {
    private static final List<Function<String, Instant>> FORMS = List.of(text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant(),
            text -> LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());

    @Override
    public Instant convert(String text) {
        if (text.matches("[0-9]{1,5}[smhd]")) {
            String iso = text.toUpperCase(Locale.ROOT);
            return Instant.now().minus(Duration.parse(iso.endsWith("D") ? "P" + iso : "PT" + iso));
        }
        for (Function<String, Instant> form : FORMS) {
            try {
                return form.apply(text.replace(' ', 'T'));
            } catch (DateTimeException e) {
                // Then it may be of the next form.
            }
        }
        throw new TypeConversionException(
                "'" + text + "' is no time; write how long ago, as 10m, 2h or 3d, or a date as 2026-03-02T09:14");
    }
}
