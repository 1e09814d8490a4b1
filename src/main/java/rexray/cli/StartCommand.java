package rexray.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rexray.config.Configuration;
import rexray.log.LogSetup;
import rexray.systemd.Supervisor;

/** {@code rexray service start}. */
@Command(name = "start", footer = "rexray start -f", description = "Starts the service and waits until Docker can use it. It is no error if the service is running.")
final class StartCommand extends SessionCommand {
    private static final Logger log = LoggerFactory.getLogger(StartCommand.class);
    /** A command that works without a daemon may be at work; longer than any takes. */
    private static final Duration COMMANDS_PATIENCE = Duration.ofMinutes(3);

    @Option(names = {"-f", "--foreground"}, description = "Stays in the foreground and logs to the terminal.")
    private boolean foreground;

    StartCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        session().requireRoot("rexray service start");
        if (foreground) {
            serve(session().loadConfig());
        } else {
            new Starter(session(), out(), waitingLine()).start();
        }
        return ExitCode.OK;
    }

    /** Serves until the process is told to end. */
    private void serve(Configuration config) throws InterruptedException {
        LogSetup.setLevel(config.logLevel());
        LogSetup.setFormat(config.logFormat());
        session().configFile().warnings().forEach(log::warn);
        Announcements service = new Announcements(session().files().claim(config.sockets(), Clock.systemUTC()),
                Supervisor.of(System.getenv()));
        service.starting();
        Backend.Serving serving;
        HostLock lock;
        try {
            lock = waitingLine().during(HostLock.WAITING,
                    () -> HostLock.acquire(session().places().runDirectory(), COMMANDS_PATIENCE));
            serving = session().backend().serve(config, service);
        } catch (RuntimeException | InterruptedException e) {
            service.close();
            throw e;
        }
        Hangup.handle(new Reload(session(), config, serving, service::serves));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(serving, service, lock), "shutdown"));
        log.info("rexray {} serves Docker on {}", Version.current(),
                config.sockets().stream().map(Path::toString).collect(Collectors.joining(", ")));
        service.serving(config.sockets().getFirst());
        new CountDownLatch(1).await();
    }

    /** Halts, since a Java that a signal ends does not say 0 otherwise, and systemd would see a failure. */
    private static void end(Backend.Serving serving, Announcements service, HostLock lock) {
        int code = ExitCode.OK;
        try (lock; service; serving) {
            log.info("rexray ends; its mounts stay");
            service.ending();
        } catch (RuntimeException e) {
            log.error("rexray did not end properly", e);
            code = ExitCode.FAILED;
        }
        Runtime.getRuntime().halt(code);
    }
}
