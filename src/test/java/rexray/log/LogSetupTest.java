package rexray.log;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.config.LogFormat;
import rexray.config.LogLevel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class LogSetupTest {
    private final Logger ours = LoggerFactory.getLogger("rexray.volume");
    private final Logger theirs = LoggerFactory.getLogger("org.eclipse.jetty");

    @AfterEach
    void restore() {
        LogSetup.setLevel(LogLevel.INFO);
    }

    @Test
    void changesAreLoggedUnlessToldOtherwise() {
        assertTrue(ours.isInfoEnabled());
        assertFalse(ours.isDebugEnabled());
    }

    @Test
    void levelIsThatOfOurOwnLines() {
        LogSetup.setLevel(LogLevel.DEBUG);

        assertTrue(ours.isDebugEnabled());
        assertFalse(theirs.isInfoEnabled());
        assertTrue(theirs.isWarnEnabled());
    }

    @Test
    void originalsRarestLevelsAreErrors() {
        for (LogLevel level : new LogLevel[]{LogLevel.PANIC, LogLevel.FATAL, LogLevel.ERROR}) {
            LogSetup.setLevel(level);

            assertTrue(ours.isErrorEnabled());
            assertFalse(ours.isWarnEnabled());
        }
    }

    @Test
    void formIsThatOfTheLinesFromNowOn() {
        PrintStream standard = System.err;
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        System.setErr(new PrintStream(lines, true, UTF_8));
        try {
            LogSetup.setFormat(LogFormat.JSON);
            ours.info("volume db mounted");
            LogSetup.setFormat(LogFormat.JOURNAL);
            ours.info("volume db unmounted");
        } finally {
            LogSetup.setFormat(LogFormat.AUTO);
            System.setErr(standard);
        }

        String[] seen = lines.toString(UTF_8).split("\n", -1);
        assertTrue(seen[0].startsWith("{\"time\":"), seen[0]);
        assertEquals("<6>volume db unmounted", seen[1]);
    }
}
