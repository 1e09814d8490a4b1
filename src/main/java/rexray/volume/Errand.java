package rexray.volume;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.MDC;
import rexray.volume.Event.Field;

/**
 * What the thread is at work for, which all its lines of log and its events tell. It is SLF4J's context of the thread: who
 * says what it is for sees to it that the thread forgets it at the end.
 */
public final class Errand {
    private Errand() {}

    /** From now on the thread is at work for that. */
    public static void is(Field field, String value) {
        MDC.put(field.toString(), value);
    }

    /** The same, of the volume. */
    public static void isFor(VolumeName volume) {
        is(Field.VOLUME, volume.value());
    }

    /** The same, of who uses it. */
    public static void isFor(Caller caller) {
        if (!caller.id().isEmpty()) {
            is(Field.CALLER, caller.id());
        }
    }

    /** The thread is at work for nobody. */
    public static void isDone() {
        MDC.clear();
    }

    /** What the thread is at work for. */
    static Map<Field, Object> now() {
        Map<Field, Object> fields = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            Optional.ofNullable(MDC.get(field.toString())).ifPresent(value -> fields.put(field, value));
        }
        return fields;
    }

    /** The work as one that another thread does for this one's errand, and then has none. */
    static Runnable handOver(Runnable work) {
        Map<Field, Object> fields = now();
        return () -> {
            fields.forEach((field, value) -> is(field, value.toString()));
            try {
                work.run();
            } finally {
                isDone();
            }
        };
    }
}
