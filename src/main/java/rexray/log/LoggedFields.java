package rexray.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an event is about, besides its message. */
final class LoggedFields {
    private LoggedFields() {}

    /** By name. What the event says of itself decides over what its thread is at work for. */
    static Map<String, Object> of(ILoggingEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>(event.getMDCPropertyMap());
        Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of())
                .forEach(pair -> fields.put(pair.key, pair.value));
        return fields;
    }
}
