package rexray.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rexray service stop}. */
@Command(name = "stop", description = "Stops the service; what it mounted stays mounted. Not running is success.")
final class StopCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    StopCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        session.requireRoot("rexray service stop");
        new Stopper(session, spec.commandLine().getOut()).stop();
        return ExitCode.OK;
    }
}
