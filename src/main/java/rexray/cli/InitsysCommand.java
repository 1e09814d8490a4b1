package rexray.cli;

import java.nio.file.Files;
import picocli.CommandLine.Command;

/** {@code rexray service initsys}. */
@Command(name = "initsys", description = "Prints how services start at boot here: systemd, updatercd or chkconfig (for SysV scripts), or unknown.")
final class InitsysCommand extends SessionCommand {
    InitsysCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        out().println(Files.exists(session().places().systemd()) ? "systemd" : sysv());
        return ExitCode.OK;
    }

    private String sysv() {
        return has("update-rc.d") ? "updatercd" : has("chkconfig") ? "chkconfig" : "unknown";
    }

    private boolean has(String program) {
        return session().places().administration().stream()
                .anyMatch(directory -> Files.isExecutable(directory.resolve(program)));
    }
}
