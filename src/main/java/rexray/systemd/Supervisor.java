package rexray.systemd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The systemd that started this process, if one did: hears when the service can be used, how it is, and that it lives.
 * Many threads may use it.
 */
public final class Supervisor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
    private static final int LONGEST_STATUS = 1000;
    private final Optional<NotifySocket> socket;
    private final Optional<Duration> watchdog;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Supervisor(Optional<NotifySocket> socket, Optional<Duration> watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /** What the environment tells of it; without a systemd nothing is done here. */
    public static Supervisor of(Map<String, String> environment) {
        return new Supervisor(NotifySocket.of(environment), watchdog(environment));
    }

    /** How long a sign of life may be missing, see sd_watchdog_enabled(3). */
    private static Optional<Duration> watchdog(Map<String, String> environment) {
        String ourPid = Long.toString(ProcessHandle.current().pid());
        return Optional.ofNullable(environment.get("WATCHDOG_USEC")).filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .filter(text -> environment.getOrDefault("WATCHDOG_PID", ourPid).equals(ourPid))
                .map(text -> Duration.ofMillis(Math.max(1, Long.parseLong(text) / 1000)));
    }

    /** The service answers on that socket, whatever it can do so far: systemd now starts those that wait for it. */
    public void serving(Path pluginSocket) {
        tell("READY=1");
        if (socket.isPresent() && watchdog.isPresent()) {
            Pulse pulse = new Pulse(pluginSocket);
            Duration pause = watchdog.get().dividedBy(3);
            Thread.ofPlatform().daemon().name("watchdog").start(() -> keepAlive(pulse, pause));
        }
    }

    /** @param text one line that {@code systemctl status} shows */
    public void status(String text) {
        tell("STATUS=" + (text.length() > LONGEST_STATUS ? text.substring(0, LONGEST_STATUS) + "…" : text)
                .replaceAll("\\R", " "));
    }

    /** The service is about to end. */
    @Override
    public void close() {
        ended.countDown();
        tell("STOPPING=1", "STATUS=ends; its mounts stay");
    }

    private void tell(String... assignments) {
        socket.ifPresent(known -> known.tell(assignments));
    }

    /** A socket that does not answer gets no sign of life, so that systemd starts the service anew. */
    private void keepAlive(Pulse pulse, Duration pause) {
        try {
            do {
                if (pulse.beats()) {
                    tell("WATCHDOG=1");
                } else {
                    log.warn("the plugin socket does not answer; if this persists, systemd restarts rexray");
                }
            } while (!ended.await(pause.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            log.debug("the watchdog was interrupted");
        }
    }
}
