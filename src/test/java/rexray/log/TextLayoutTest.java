package rexray.log;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class TextLayoutTest {
    private static String lay(Level level, String message, @Nullable Throwable thrown) {
        return new TextLayout().doLayout(LoggedEvent.of(level, message, thrown));
    }

    @Test
    void lineHasTimeLevelAndMessage() {
        assertTrue(lay(Level.INFO, "volume db1 mounted", null)
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) INFO  volume db1 mounted\n"));
    }

    @Test
    void textFromElsewhereCannotForgeALine() {
        assertTrue(lay(Level.WARN, "bad name a\nERROR b\u001b[1m", null).endsWith(" WARN  bad name a | ERROR b?[1m\n"));
    }

    @Test
    void warningNamesItsCauseInTheLine() {
        assertTrue(lay(Level.WARN, "not written", new IOException("disk full"))
                .endsWith(" WARN  not written (java.io.IOException: disk full)\n"));
    }

    @Test
    void errorHasItsStackBelow() {
        String[] lines = lay(Level.ERROR, "defect", new IOException("disk full")).split("\n", 3);

        assertEquals("java.io.IOException: disk full", lines[1]);
        assertTrue(lines[2].contains("at rexray.log.TextLayoutTest"));
    }

    @Test
    void lineNamesTheServiceWhereThereAreSeveral() {
        assertTrue(new TextLayout()
                .doLayout(LoggedEvent.of(Level.INFO, "volume db1 mounted", null, new KeyValuePair("service", "gold")))
                .endsWith(" INFO  volume db1 mounted [service gold]\n"));
    }
}
