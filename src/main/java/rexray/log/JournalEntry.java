package rexray.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An entry of systemd's journal, as its socket takes it: fields, each as {@code NAME=value} and a line feed, or, as a value
 * may have line feeds too, as name, line feed, length in eight bytes and value. See
 * https://systemd.io/JOURNAL_NATIVE_PROTOCOL/.
 */
final class JournalEntry {
    /** Before what an event is about, so that nobody takes it for a field of the journal's own. */
    private static final String OURS = "REXRAY_";
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private JournalEntry() {}

    static byte[] of(ILoggingEvent event) {
        JournalEntry entry = new JournalEntry();
        entry.add("MESSAGE", TextLayout.text(event));
        entry.add("PRIORITY", Integer.toString(JournalLayout.priority(event.getLevel())));
        entry.add("SYSLOG_IDENTIFIER", "rexray");
        for (Map.Entry<String, Object> field : LoggedFields.of(event).entrySet()) {
            entry.add(OURS + name(field.getKey()), String.valueOf(field.getValue()));
        }
        return entry.bytes.toByteArray();
    }

    /** {@code durationMillis} is {@code DURATION_MILLIS} there. */
    static String name(String field) {
        return field.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    private void add(String name, String value) {
        byte[] text = value.getBytes(UTF_8);
        bytes.writeBytes(name.getBytes(UTF_8));
        if (value.indexOf('\n') < 0) {
            bytes.write('=');
        } else {
            bytes.write('\n');
            bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length)
                    .array());
        }
        bytes.writeBytes(text);
        bytes.write('\n');
    }
}
