package rexray.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import rexray.cli.Status.Stage;
import rexray.config.Configuration;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.HostFailure;

/** Starts the daemon as a process of its own and waits for what becomes of it. */
final class Starter {
    private static final Duration UNTIL_IT_ANSWERS = Duration.ofSeconds(60);
    private static final Duration UNTIL_IT_IS_READY = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private final Session session;
    private final PrintWriter out;
    private final WaitingLine line;

    Starter(Session session, PrintWriter out, WaitingLine line) {
        this.session = session;
        this.out = out;
        this.line = line;
    }

    /**
     * By systemd, which may have a password for it that no command sees, or by itself.
     *
     * @throws HostFailure if it does not start; says why, and no process is left
     */
    void start() throws InterruptedException {
        Optional<Systemd> systemd = Systemd.find(session.places());
        if (systemd.isPresent()) {
            systemd.get().start("start", session);
            out.println("rexray started by systemd");
        } else {
            startByItself(session.loadConfig());
        }
    }

    /**
     * @throws HostFailure if it does not start; says why, and no process is left
     */
    void startByItself(Configuration config) throws InterruptedException {
        Optional<ProcessHandle> running = session.files().running();
        if (running.isPresent()) {
            out.println("rexray is already running (pid " + running.get().pid() + ")");
            return;
        }
        startProcess(config);
    }

    private void startProcess(Configuration config) throws InterruptedException {
        DaemonProcess daemon = DaemonProcess.start(session);
        Optional<Status> status = line.during("starting rexray",
                () -> await(daemon, config.sockets().getFirst(), Deadline.after(UNTIL_IT_ANSWERS)));
        if (status.isEmpty()) {
            daemon.kill();
            throw new HostFailure("rexray did not answer on " + config.sockets().getFirst() + " within "
                    + UNTIL_IT_ANSWERS.toSeconds() + " s and was ended", "see " + session.places().log(), null);
        }
        out.println("rexray started (pid " + daemon.pid() + "), socket " + config.sockets().getFirst());
        status.flatMap(Status::reason).ifPresent(reason -> out.println("not ready yet: " + reason));
    }

    /** Waits for the socket, and a little longer for what the daemon says of the array. */
    private Optional<Status> await(DaemonProcess daemon, Path socket, Deadline deadline) throws InterruptedException {
        Optional<Status> status = Optional.empty();
        Deadline untilReady = deadline;
        while (!untilReady.hasPassed()) {
            if (daemon.waitFor(BETWEEN_LOOKS)) {
                throw new HostFailure("rexray did not start: " + daemon.lastWords(), "see " + session.places().log(),
                        null);
            }
            Optional<Status> now = session.files().status(daemon.handle()).filter(ignored -> answers(socket));
            if (now.isPresent() && status.isEmpty()) {
                untilReady = deadline.atMost(UNTIL_IT_IS_READY);
            }
            status = now;
            if (status.isPresent() && status.get().stage() != Stage.STARTING) {
                return status;
            }
        }
        return status;
    }

    private static boolean answers(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }
}
