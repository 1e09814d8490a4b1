package rexray.volume;

import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import rexray.volume.Event.Field;

/**
 * Tells what happens to volumes, to the log and to those who follow the events, from one and the same call, so that the two
 * cannot disagree. Many threads may use it.
 */
public final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private final Events events;
    private final InstantSource clock;
    private final Supplier<Optional<String>> service;

    /** Who takes events. */
    public interface Events {
        /** Takes one, in its fields; in their order a reader wants them. Never fails. */
        void add(Map<Field, Object> event);
    }

    /** Of the only service. */
    public Journal(Events events, InstantSource clock) {
        this(events, clock, Optional::empty);
    }

    /** @param service whose volumes they are, as long as there are several */
    public Journal(Events events, InstantSource clock, Supplier<Optional<String>> service) {
        this.events = events;
        this.clock = clock;
        this.service = service;
    }

    /** Tells a change that was made. */
    void tell(Event event) {
        Map<Field, Object> fields = event.fields();
        LoggingEventBuilder line = ofService(event.kind().isNotable() ? log.atWarn() : log.atInfo());
        for (Map.Entry<Field, Object> field : fields.entrySet()) {
            line = line.addKeyValue(field.getKey().toString(), field.getValue());
        }
        line.log(event.sentence());
        add(fields, event.sentence());
    }

    /** Tells that a request was refused or failed. It is an event if the thread's {@link Errand} is a volume. */
    public void failed(String operation, VolumeException e, Duration took) {
        String sentence = operation + ": " + e.getMessage() + " (" + e.code() + ")";
        LoggingEventBuilder line = ofService(log.atWarn()).addKeyValue(Field.RESULT.toString(), e.code())
                .addKeyValue(Field.DURATION.toString(), took.toMillis());
        (e.getSuppressed().length > 0 ? line.setCause(e) : line).log(sentence);
        if (Errand.now().containsKey(Field.VOLUME)) {
            Map<Field, Object> fields = new EnumMap<>(Field.class);
            fields.put(Field.EVENT, Event.Kind.FAILED.toString());
            fields.put(Field.OPERATION, operation);
            fields.put(Field.RESULT, e.code());
            fields.put(Field.WHY, e.problem());
            fields.put(Field.DURATION, took.toMillis());
            add(fields, sentence);
        }
    }

    private LoggingEventBuilder ofService(LoggingEventBuilder line) {
        return service.get().map(name -> line.addKeyValue(Field.SERVICE.toString(), name)).orElse(line);
    }

    private void add(Map<Field, Object> fields, String sentence) {
        Map<Field, Object> all = Errand.now();
        all.putAll(fields);
        service.get().ifPresent(name -> all.put(Field.SERVICE, name));
        all.put(Field.TIME, DateTimeFormatter.ISO_INSTANT.format(clock.instant()));
        all.put(Field.MESSAGE, sentence);
        events.add(all);
    }
}
