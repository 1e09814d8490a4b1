package rexray.cli;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rexray.config.ServiceConfig;
import rexray.systemd.Supervisor;

/** {@code rexray service start}. */
@Command(name = "start", description = "Starts the service and waits until Docker can use it. Running already is success.")
final class StartCommand extends SessionCommand {
    private static final Logger log = LoggerFactory.getLogger(StartCommand.class);
    @Option(names = {"-f", "--foreground"}, description = "Stays in the foreground and logs to the terminal.")
    private boolean foreground;

    StartCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        session().requireRoot("rexray service start");
        ServiceConfig config = session().loadConfig();
        if (foreground) {
            serve(config);
        } else {
            new Starter(session(), out()).start(config);
        }
        return ExitCode.OK;
    }

    /** Serves until the process is told to end. */
    private void serve(ServiceConfig config) throws InterruptedException {
        LogSetup.setLevel(session().namedLogLevel().orElse(config.logLevel()));
        session().configFile().exposure().ifPresent(log::warn);
        Announcements service = new Announcements(session().files().claim(config.socket(), Clock.systemUTC()),
                Supervisor.of(System.getenv()));
        service.starting();
        Backend.Serving serving;
        try {
            serving = session().backend().serve(config, service);
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(serving, service), "shutdown"));
        log.info("rexray {} serves Docker on {}", Version.current(), config.socket());
        service.serving(config.socket());
        new CountDownLatch(1).await();
    }

    /** Halts, since a Java that a signal ends does not say 0 otherwise, and systemd would see a failure. */
    private static void end(Backend.Serving serving, Announcements service) {
        int code = ExitCode.OK;
        try (service; serving) {
            log.info("rexray ends; its mounts stay");
            service.ending();
        } catch (RuntimeException e) {
            log.error("rexray did not end properly", e);
            code = ExitCode.FAILED;
        }
        Runtime.getRuntime().halt(code);
    }
}
