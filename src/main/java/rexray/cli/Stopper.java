package rexray.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import rexray.volume.VolumeException.TimedOut;

/** Ends the daemon and waits until it has ended. */
final class Stopper {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Session session;
    private final PrintWriter out;
    private final WaitingLine line;

    Stopper(Session session, PrintWriter out, WaitingLine line) {
        this.session = session;
        this.out = out;
        this.line = line;
    }

    /**
     * @throws TimedOut if it is still running after a while; it was told to end and may yet
     */
    void stop() throws InterruptedException {
        Optional<Systemd> systemd = Systemd.find(session.places());
        if (systemd.isPresent()) {
            systemd.get().stop();
        }
        // Also with systemd: the daemon may have been started past it.
        Optional<ProcessHandle> running = session.files().running();
        if (running.isPresent()) {
            line.doing("stopping rexray", () -> end(running.get()));
            out.println("rexray stopped (pid " + running.get().pid() + "); its mounts stay");
        } else {
            out.println(systemd.isPresent() ? "rexray stopped by systemd" : "rexray is not running");
        }
    }

    private static void end(ProcessHandle daemon) throws InterruptedException {
        daemon.destroy();
        try {
            daemon.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new TimedOut("rexray (pid " + daemon.pid() + ") did not end within " + PATIENCE.toSeconds() + " s",
                    "wait, or see in its log what it is doing");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
