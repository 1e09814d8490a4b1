package rexray.log;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class JournalLayoutTest {
    private final JournalLayout layout = new JournalLayout();

    @Test
    void levelIsThePriorityOfSyslog() {
        assertEquals("<3>away\n", layout.doLayout(LoggedEvent.of(Level.ERROR, "away")));
        assertEquals("<4>away\n", layout.doLayout(LoggedEvent.of(Level.WARN, "away")));
        assertEquals("<6>away\n", layout.doLayout(LoggedEvent.of(Level.INFO, "away")));
        assertEquals("<7>away\n", layout.doLayout(LoggedEvent.of(Level.DEBUG, "away")));
    }

    @Test
    void eachLineOfAStackHasThePriority() {
        String text = layout.doLayout(LoggedEvent.of(Level.ERROR, "defect", new IOException("disk full")));

        assertTrue(text.lines().count() > 2, text);
        assertTrue(text.lines().allMatch(line -> line.startsWith("<3>")), text);
    }

    @Test
    void textFromElsewhereCannotForgeAnEntry() {
        assertEquals("<4>bad name a | <0>b\n", layout.doLayout(LoggedEvent.of(Level.WARN, "bad name a\n<0>b")));
    }
}
