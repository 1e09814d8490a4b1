package rexray.cli;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.config.LogLevel;

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
}
