package rexray.cli;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import rexray.config.Configuration;

/** {@code rexray service restart}. */
@Command(name = "restart", aliases = "force-reload", description = "Restarts the service. If the configuration is invalid, the running service is left alone.")
final class RestartCommand extends SessionCommand {
    RestartCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        session().requireRoot("rexray service restart");
        // First, so that a slip in the file does not end a service that works.
        Configuration config = session().loadConfig();
        PrintWriter out = out();
        Optional<Systemd> systemd = Systemd.find(session().places());
        if (systemd.isPresent()) {
            systemd.get().start("restart", session());
            out.println("rexray restarted by systemd");
        } else {
            new Stopper(session(), out, waitingLine()).stop();
            new Starter(session(), out, waitingLine()).startByItself(config);
        }
        return ExitCode.OK;
    }
}
