package rexray.cli;

import java.nio.file.Files;
import picocli.CommandLine.Command;

/** {@code rexray service initsys}. */
@Command(name = "initsys", description = "Prints the init system of this machine: systemd, or unknown.")
final class InitsysCommand extends SessionCommand {
    InitsysCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        out().println(Files.exists(session().places().systemd()) ? "systemd" : "unknown");
        return ExitCode.OK;
    }
}
