package rexray.log;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

final class JournalEntryTest {
    @Test
    void whatTheEventIsAboutAreFields() {
        byte[] entry = JournalEntry.of(LoggedEvent.of(Level.WARN, "volume db is away", null,
                new KeyValuePair("volume", "db"), new KeyValuePair("durationMillis", 12L)));

        assertEquals("""
            MESSAGE=volume db is away
            PRIORITY=4
            SYSLOG_IDENTIFIER=rexray
            REXRAY_VOLUME=db
            REXRAY_DURATION_MILLIS=12
            """, new String(entry, UTF_8));
    }

    @Test
    void stackIsOneFieldOfItsLength() {
        String entry = new String(JournalEntry.of(LoggedEvent.of(Level.ERROR, "defect", new IOException("full"))),
                ISO_8859_1);

        String start = "MESSAGE\n";
        long length = ByteBuffer.wrap(entry.substring(start.length(), start.length() + 8).getBytes(ISO_8859_1))
                .order(ByteOrder.LITTLE_ENDIAN).getLong();
        String message = entry.substring(start.length() + 8, start.length() + 8 + (int) length);
        assertEquals("defect\njava.io.IOException: full", message.substring(0, message.indexOf("\n\tat ")));
        assertEquals("\nPRIORITY=3\nSYSLOG_IDENTIFIER=rexray\n", entry.substring(start.length() + 8 + (int) length));
    }

    @Test
    void textFromElsewhereCannotForgeAField() {
        String entry = new String(JournalEntry.of(LoggedEvent.of(Level.INFO, "x\nPRIORITY=0", null,
                new KeyValuePair("volume", "a\nMESSAGE=b"))), ISO_8859_1);

        assertEquals("MESSAGE=x | PRIORITY=0\nPRIORITY=6\nSYSLOG_IDENTIFIER=rexray\nREXRAY_VOLUME\n\13\0\0\0\0\0\0\0"
                + "a\nMESSAGE=b\n", entry);
    }
}
