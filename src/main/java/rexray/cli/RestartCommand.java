package rexray.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rexray.config.ServiceConfig;

/** {@code rexray service restart}. */
@Command(name = "restart", aliases = {"reload",
        "force-reload"}, description = "Stops the service and starts it again, unless the configuration is wrong.")
final class RestartCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    RestartCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        session.requireRoot("rexray service restart");
        // First, so that a slip in the file does not end a service that works.
        ServiceConfig config = session.loadConfig();
        PrintWriter out = spec.commandLine().getOut();
        Optional<Systemd> systemd = Systemd.find(session);
        if (systemd.isPresent()) {
            systemd.get().run("restart");
            out.println("rexray restarted by systemd");
        } else {
            new Stopper(session, out).stop();
            new Starter(session, out).start(config);
        }
        return ExitCode.OK;
    }
}
