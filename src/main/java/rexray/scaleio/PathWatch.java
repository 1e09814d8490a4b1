package rexray.scaleio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.HostFailure;

/**
 * A wait for a path to exist, whose directory may be missing too. The kernel tells of new names at once; a look now and
 * then, from 10 ms up to 500 ms apart, makes up for what it does not tell: a link whose target comes later.
 */
final class PathWatch implements AutoCloseable {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(500);
    private final Path path;
    private final WatchService events;
    private @Nullable Path watched;
    private Duration next = SHORTEST;

    PathWatch(Path path) throws IOException {
        this.path = path.toAbsolutePath();
        this.events = this.path.getFileSystem().newWatchService();
    }

    /** Whether it exists when this returns, at the deadline at the latest. */
    boolean await(Deadline deadline) throws IOException {
        while (true) {
            watchNearestDirectory();
            if (Files.exists(path)) {
                return true;
            }
            if (deadline.hasPassed()) {
                return false;
            }
            pause(deadline);
        }
    }

    /** Before each look, so that nothing comes unseen between look and wait. */
    private void watchNearestDirectory() throws IOException {
        Path nearest = path.getParent();
        while (nearest != null && !Files.isDirectory(nearest)) {
            nearest = nearest.getParent();
        }
        if (nearest == null || nearest.equals(watched)) {
            return;
        }
        try {
            nearest.register(events, StandardWatchEventKinds.ENTRY_CREATE);
            watched = nearest;
        } catch (NoSuchFileException | NotDirectoryException e) {
            watched = null;
        }
    }

    private void pause(Deadline deadline) {
        Duration left = deadline.remaining();
        Duration wait = next.compareTo(left) < 0 ? next : left;
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        try {
            WatchKey key = events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostFailure("waiting for " + path + " was interrupted", "try again", e);
        }
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
