package rexray.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;

/**
 * The right to change volumes on this host, which one process has at a time: the daemon as long as it lives, or a command
 * that works without one. The kernel takes it from a process that ends.
 */
final class HostLock implements AutoCloseable {
    /** What is shown during a wait for it. */
    static final String WAITING = "waiting until another rexray command on this host is done";
    private final FileChannel channel;

    private HostLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for it.
     *
     * @throws InUse if another process still has it after {@code patience}
     */
    static HostLock acquire(Path runDirectory, Duration patience) throws InterruptedException {
        Path file = runDirectory.resolve("host.lock");
        FileChannel channel;
        try {
            Files.createDirectories(runDirectory);
            channel = LockFile.open(file);
        } catch (IOException e) {
            throw failure(file, e);
        }
        FutureTask<FileLock> waiting = new FutureTask<>(channel::lock);
        Thread.ofPlatform().daemon().name("host-lock").start(waiting);
        boolean locked = false;
        try {
            waiting.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            locked = true;
            return new HostLock(channel);
        } catch (TimeoutException e) {
            throw taken();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OverlappingFileLockException) {
                throw taken();
            }
            throw failure(file, Optional.ofNullable(e.getCause()).orElse(e));
        } finally {
            if (!locked) {
                close(channel);
            }
        }
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new HostFailure("the lock of this host cannot be given back: " + Reason.of(e),
                    "check the file system of /run",
                    e);
        }
    }

    private static InUse taken() {
        return new InUse("another rexray command, or a service that is starting or stopping, is at work on this host",
                "wait until it is done and try again");
    }

    private static HostFailure failure(Path file, Throwable e) {
        return new HostFailure(file + " cannot be locked: " + Reason.of(e), "check the directory and its file system",
                e);
    }
}
