package rexray.cli;

import picocli.CommandLine.Command;

/** {@code rexray service stop}. */
@Command(name = "stop", description = "Stops the service; what it mounted stays mounted. Not running is success.")
final class StopCommand extends SessionCommand {
    StopCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        session().requireRoot("rexray service stop");
        new Stopper(session(), out()).stop();
        return ExitCode.OK;
    }
}
