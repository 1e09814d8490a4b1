package rexray.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import rexray.volume.Event.Field;

/**
 * One event as it stands in the file.
 *
 * @param service of several; empty if there was one
 * @param json the line
 */
public record EventLine(Instant time, String event, String service, String volume, String message, String json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** Empty if the line is no event, such as one that a crash of the machine has cut. */
    public static Optional<EventLine> parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return Optional.of(new EventLine(Instant.parse(text(node, Field.TIME)), text(node, Field.EVENT),
                    text(node, Field.SERVICE),
                    text(node, Field.VOLUME), text(node, Field.MESSAGE), line));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode node, Field field) {
        return node.path(field.toString()).asText();
    }

    /** As a person reads it, in one line. */
    public String toString(ZoneId zone) {
        return TIME.withZone(zone).format(time) + "  " + String.format("%-16s", event) + "  "
                + (service.isEmpty() ? "" : "[" + service + "] ")
                + message.replaceAll("\\R", " | ").replaceAll("\\p{Cntrl}", "?");
    }
}
