package rexray.cli;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code rexray service status}. */
@Command(name = "status", description = "Shows whether the service is running, since when, and whether it is ready.")
final class StatusCommand extends SessionCommand {
    StatusCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        PrintWriter out = out();
        Optional<ProcessHandle> running = session().files().running();
        if (running.isEmpty()) {
            out.println("rexray is not running");
            return ExitCode.NOT_RUNNING;
        }
        out.println("rexray is running (pid " + running.get().pid() + ")");
        session().files().status(running.get()).ifPresentOrElse(status -> show(status, out),
                () -> out.println("ready    no: starting"));
        return ExitCode.OK;
    }

    private static void show(Status status, PrintWriter out) {
        out.println("version  " + status.version());
        out.println("since    " + status.since().truncatedTo(ChronoUnit.SECONDS));
        status.sockets().forEach(socket -> out.println("socket   " + socket));
        out.println("ready    " + switch (status.stage()) {
            case READY -> "yes";
            case STARTING -> "no: starting";
            case NOT_READY -> "no: " + status.reason().orElse("unknown");
        });
    }
}
