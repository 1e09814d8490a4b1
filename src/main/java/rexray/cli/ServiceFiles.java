package rexray.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The files by which commands know a daemon: {@code service.lock}, which it holds a lock on as long as it lives,
 * {@code rexray.pid}, and {@code status.json}. A pid is believed only while the daemon lives, since the kernel gives pids
 * out again. Everybody may read the pid, and so could lock it; that decides nothing, except for users who may not open the
 * other file.
 */
final class ServiceFiles {
    private final Path directory;

    ServiceFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes this process the daemon.
     *
     * @param sockets those of plugins, for the status
     * @throws InUse if there is one
     */
    RunningService claim(List<Path> sockets, Clock clock) {
        try {
            Files.createDirectories(directory);
            FileChannel lock = LockFile.open(lockFile());
            if (tryLock(lock, Sharing.NONE).isEmpty()) {
                lock.close();
                throw new InUse("rexray is already running" + pid().map(pid -> " (pid " + pid + ")").orElse(""),
                        "stop it with 'rexray service stop'");
            }
            return begin(lock, sockets, clock);
        } catch (IOException e) {
            throw new HostFailure(pidFile() + " cannot be written: " + Reason.of(e),
                    "check the directory and its file system", e);
        }
    }

    private RunningService begin(FileChannel lock, List<Path> sockets, Clock clock) throws IOException {
        try {
            FileChannel pidFile = FileChannel.open(pidFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // For users who may not open the lock file; it decides nothing.
            tryLock(pidFile, Sharing.NONE);
            return new RunningService(lock, pidFile, statusFile(), sockets, Instant.now(clock));
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** The daemon that is running; empty if there is none. */
    Optional<ProcessHandle> running() {
        return pid().flatMap(ProcessHandle::of).filter(process -> isLocked());
    }

    /** What the running daemon said last; empty if it has not said anything yet. */
    Optional<Status> status(ProcessHandle daemon) {
        return read(statusFile()).flatMap(Status::parse).filter(status -> status.pid() == daemon.pid());
    }

    private Optional<Long> pid() {
        return read(pidFile()).map(String::strip).filter(text -> text.matches("[0-9]{1,9}")).map(Long::valueOf);
    }

    private boolean isLocked() {
        return isLocked(Files.isReadable(lockFile()) ? lockFile() : pidFile());
    }

    private static boolean isLocked(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return tryLock(channel, Sharing.READERS).isEmpty();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new HostFailure(file + " cannot be read: " + Reason.of(e), "run as root", e);
        }
    }

    private enum Sharing {
        NONE,
        READERS
    }

    private static Optional<FileLock> tryLock(FileChannel channel, Sharing sharing) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(0, Long.MAX_VALUE, sharing == Sharing.READERS));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new HostFailure(file + " cannot be read: " + Reason.of(e), "run as root", e);
        }
    }

    private Path lockFile() {
        return directory.resolve("service.lock");
    }

    private Path pidFile() {
        return directory.resolve("rexray.pid");
    }

    private Path statusFile() {
        return directory.resolve("status.json");
    }
}
