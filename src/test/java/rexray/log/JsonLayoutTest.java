package rexray.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class JsonLayoutTest {
    private static JsonNode lay(ILoggingEvent event) throws IOException {
        String line = new JsonLayout().doLayout(event);
        assertEquals(line.length() - 1, line.indexOf('\n'), line);
        return new ObjectMapper().readTree(line);
    }

    @Test
    void lineHasTimeLevelAndMessage() throws IOException {
        JsonNode line = lay(LoggedEvent.of(Level.INFO, "volume \"a\"\nis\u001b mounted"));

        assertTrue(Instant.parse(line.path("time").asText()).isAfter(Instant.EPOCH));
        assertEquals("INFO", line.path("level").asText());
        assertEquals("volume \"a\"\nis\u001b mounted", line.path("message").asText());
        assertFalse(line.has("error"));
    }

    @Test
    void whatItIsAboutAreMembers() throws IOException {
        JsonNode line = lay(LoggedEvent.of(Level.INFO, "mounted", null, new KeyValuePair("volume", "db"),
                new KeyValuePair("durationMillis", 12L)));

        assertEquals("db", line.path("volume").asText());
        assertEquals(12, line.path("durationMillis").longValue());
        assertTrue(line.path("durationMillis").isNumber());
    }

    @Test
    void onlyErrorHasItsStack() throws IOException {
        JsonNode warning = lay(LoggedEvent.of(Level.WARN, "not written", new IOException("disk full")));
        JsonNode error = lay(LoggedEvent.of(Level.ERROR, "defect", new IOException("disk full")));

        assertEquals("java.io.IOException: disk full", warning.path("error").asText());
        assertFalse(warning.has("stack"));
        assertTrue(error.path("stack").asText().contains("at rexray.log.JsonLayoutTest"), error.toString());
    }
}
