package rexray.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.cli.Status.Stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

/**
 * The daemon's hold on its {@link ServiceFiles}. Many threads may use it. The pid file stays, empty, when the daemon
 * ends, as does the lock file: removing that could let two daemons lock two files of one name.
 */
final class RunningService implements Backend.Readiness, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningService.class);
    private final FileChannel lock;
    private final FileChannel pidFile;
    private final Path statusFile;
    private final Instant since;
    private List<Path> sockets;
    private Stage stage = Stage.STARTING;
    private Optional<String> reason = Optional.empty();

    /**
     * Takes over a lock that is held, and an open pid file.
     *
     * @throws IOException if that cannot be written; both are closed then
     */
    RunningService(FileChannel lock, FileChannel pidFile, Path statusFile, List<Path> sockets, Instant since)
            throws IOException {
        this.lock = lock;
        this.pidFile = pidFile;
        this.statusFile = statusFile;
        this.sockets = List.copyOf(sockets);
        this.since = since;
        try {
            Files.deleteIfExists(statusFile);
            pidFile.truncate(0);
            pidFile.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
        } catch (IOException e) {
            pidFile.close();
            lock.close();
            throw e;
        }
    }

    /** Says that nothing is known yet. */
    void starting() {
        become(Stage.STARTING, Optional.empty());
    }

    /** Says on which sockets Docker is served from now on. */
    synchronized void serves(List<Path> now) {
        sockets = List.copyOf(now);
        publish();
    }

    @Override
    public void ready() {
        become(Stage.READY, Optional.empty());
    }

    @Override
    public void notReady(String why) {
        become(Stage.NOT_READY, Optional.of(why));
    }

    private synchronized void become(Stage now, Optional<String> why) {
        stage = now;
        reason = why;
        publish();
    }

    /** A status that cannot be written is logged: it is no reason to end the service. */
    private synchronized void publish() {
        Status status = new Status(ProcessHandle.current().pid(), Version.current(), since, sockets, stage, reason);
        try {
            Path next = statusFile.resolveSibling(statusFile.getFileName() + ".next");
            Files.writeString(next, status.json(), UTF_8);
            Files.move(next, statusFile, ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("{} cannot be written, so that 'rexray service status' is out of date", statusFile, e);
        }
    }

    @Override
    public synchronized void close() {
        try (lock; pidFile) {
            Files.deleteIfExists(statusFile);
            pidFile.truncate(0);
        } catch (IOException e) {
            log.warn("{} cannot be removed", statusFile, e);
        }
    }
}
