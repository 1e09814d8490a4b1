package rexray.lab;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class RescansTest {
    private static final URI GOLD = URI.create("https://gold");
    private static final URI SILVER = URI.create("https://silver");
    private SdcDirectory directory;
    private Rescans rescans;
    private Path asked;

    @BeforeEach
    void ask(@TempDir Path temporary) throws Exception {
        directory = SdcDirectory.open(temporary);
        rescans = new Rescans(directory);
        rescans.done(GOLD, Set.of());
        rescans.done(SILVER, Set.of());
        asked = Files.createFile(temporary.resolve("rescans/4711"));
    }

    @AfterEach
    void close() throws Exception {
        directory.close();
    }

    @Test
    void rescanIsDoneWhenEveryConnectionHasDoneIt() throws Exception {
        rescans.done(GOLD, rescans.askedOf(GOLD));
        assertTrue(Files.exists(asked));

        rescans.done(SILVER, rescans.askedOf(SILVER));
        assertFalse(Files.exists(asked));
    }

    @Test
    void connectionDoesItOnce() throws Exception {
        rescans.done(GOLD, rescans.askedOf(GOLD));

        assertEquals(Set.of(), rescans.askedOf(GOLD));
        assertEquals(Set.of(asked), rescans.askedOf(SILVER));
    }

    @Test
    void connectionThatIsAwayIsNotWaitedFor() throws Exception {
        rescans.done(GOLD, rescans.askedOf(GOLD));

        rescans.leave(SILVER);
        rescans.done(GOLD, rescans.askedOf(GOLD));

        assertFalse(Files.exists(asked));
    }

    @Test
    void nobodyDoesItWhileAllAreAway() throws Exception {
        rescans.leave(GOLD);
        rescans.leave(SILVER);
        assertEquals(Set.of(asked), rescans.askedOf(GOLD));

        rescans.done(GOLD, rescans.askedOf(GOLD));
        assertFalse(Files.exists(asked));
    }

    @Test
    void sameProcessIdMayAskAgain() throws Exception {
        rescans.done(GOLD, rescans.askedOf(GOLD));
        rescans.done(SILVER, rescans.askedOf(SILVER));
        Files.createFile(asked);

        assertEquals(Set.of(asked), rescans.askedOf(GOLD));
    }
}
