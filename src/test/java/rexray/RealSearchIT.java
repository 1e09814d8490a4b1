package rexray;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The search for what nobody thought of with real daemons, mounts and writers: by default a few stories, always the same;
 * more where long tests run; with {@code -Drexray.search.minutes} others for so long; with {@code -Drexray.search.seed}
 * one that was found.
 */
class RealSearchIT {
    private static final int STORIES = 2;
    private static final int MANY_STORIES = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    private int written;

    @Test
    void everyAcknowledgedRecordIsThereWhateverHappens() throws Exception {
        long seed = Long.getLong("rexray.search.seed", 0);
        long minutes = Long.getLong("rexray.search.minutes", 0);
        if (seed > 0) {
            tell(seed);
        } else if (minutes > 0) {
            long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
            for (seed = System.currentTimeMillis() << 10; System.nanoTime() - end < 0; seed++) {
                tell(seed);
            }
        } else {
            tellAll(1, STORIES);
        }
    }

    @Tag("long")
    @Test
    void soItIsInManyMoreStories() throws Exception {
        tellAll(STORIES + 1, MANY_STORIES);
    }

    private void tellAll(int first, int last) throws Exception {
        for (int seed = first; seed <= last; seed++) {
            tell(seed);
        }
        assertTrue(written > 0, "no container wrote anything");
    }

    private void tell(long seed) throws Exception {
        try {
            written += new RealStory(seed, Files.createDirectories(directory.resolve("story-" + seed))).tell();
        } catch (AssertionError e) {
            throw new AssertionError("play it again with packaging/soak --real --seed " + seed + "; so far:\n"
                    + e.getMessage(), e);
        }
    }
}
