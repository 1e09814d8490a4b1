package rexray.cli;

import picocli.CommandLine.Command;

/** {@code rexray service stop}. */
@Command(name = "stop", description = "Stops the service. Volumes stay mounted. It is no error if the service is not running.")
final class StopCommand extends SessionCommand {
    StopCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        session().requireRoot("rexray service stop");
        new Stopper(session(), out(), waitingLine()).stop();
        return ExitCode.OK;
    }
}
