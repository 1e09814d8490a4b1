package rexray;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The search for what nobody thought of with real daemons, mounts and writers. It is no part of the build, since it goes
 * on until it finds something: {@code packaging/soak --real} runs it, for {@code -Drexray.search.minutes} or with
 * {@code -Drexray.search.seed}.
 */
class RealSearch {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    private int written;

    @Test
    void everyAcknowledgedRecordIsThereWhateverHappens() throws Exception {
        long seed = Long.getLong("rexray.search.seed", 0);
        if (seed > 0) {
            tell(seed);
        } else {
            long end = System.nanoTime() + Duration.ofMinutes(Long.getLong("rexray.search.minutes", 1)).toNanos();
            for (seed = System.currentTimeMillis() << 10; System.nanoTime() - end < 0; seed++) {
                tell(seed);
            }
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
