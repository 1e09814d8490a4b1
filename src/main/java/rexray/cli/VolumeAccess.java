package rexray.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import rexray.admin.AdminSocket;
import rexray.admin.Administration;
import rexray.admin.RemoteAdministration;
import rexray.config.LogLevel;
import rexray.log.LogSetup;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.RefusedInput;

/**
 * A command's way to the volumes: the daemon's, or a service in this process under the lock of the host, which a daemon
 * that starts meanwhile waits for.
 */
record VolumeAccess(Administration volumes, Optional<HostLock> lock) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What a command wants with the volumes. */
    enum Purpose {
        READ,
        CHANGE
    }

    static VolumeAccess open(Session session, Purpose purpose, WaitingLine line) throws InterruptedException {
        Path directory = session.places().runDirectory();
        Optional<AdminSocket> daemon = AdminSocket.find(directory);
        if (daemon.isPresent() && !session.namesConfig()) {
            return new VolumeAccess(new RemoteAdministration(daemon.get(), session.namedService()), Optional.empty());
        }
        if (purpose == Purpose.READ) {
            return new VolumeAccess(direct(session), Optional.empty());
        }
        if (daemon.isPresent()) {
            throw otherConfiguration();
        }
        HostLock lock = lock(directory, line);
        try {
            return new VolumeAccess(direct(session), Optional.of(lock));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * The right to change what is not the service's own: the lock of the host, or nothing while a daemon runs, which has it.
     *
     * @throws RefusedInput if the command line says what the configuration of a daemon is
     */
    static Optional<HostLock> besideDaemon(Session session, WaitingLine line) throws InterruptedException {
        Path directory = session.places().runDirectory();
        if (AdminSocket.find(directory).isEmpty()) {
            return Optional.of(lock(directory, line));
        }
        if (session.namesConfig()) {
            throw otherConfiguration();
        }
        return Optional.empty();
    }

    private static HostLock lock(Path directory, WaitingLine line) throws InterruptedException {
        HostLock lock = line.during(HostLock.WAITING, () -> HostLock.acquire(directory, PATIENCE));
        try {
            if (AdminSocket.find(directory).isPresent()) {
                throw new InUse("a service has just started", "try again");
            }
            return lock;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static RefusedInput otherConfiguration() {
        return new RefusedInput("the running service uses its own configuration, not that of this command line",
                "leave -c and flags such as --scaleioEndpoint out, or stop the service first");
    }

    /** The command prints what it did, so that the log is for what needs a look. */
    private static Administration direct(Session session) {
        LogSetup.setLevel(session.namedLogLevel().orElse(LogLevel.WARN));
        return session.backend().open(session.loadConfig(), session.namedService());
    }

    @Override
    public void close() {
        try {
            volumes.close();
        } finally {
            lock.ifPresent(HostLock::close);
        }
    }
}
