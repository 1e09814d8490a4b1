package rexray.cli;

import java.util.List;
import picocli.CommandLine.Command;
import rexray.config.LogLevel;
import rexray.doctor.Finding;
import rexray.log.LogSetup;

/** {@code rexray doctor}: what was found, a line each; failed if anything is wrong. */
@Command(name = "doctor", description = "Checks everything that this host needs for volumes, and says what is wrong and how to fix it. Changes nothing.")
final class DoctorCommand extends SessionCommand implements OfOneService {
    DoctorCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        // What it prints says all.
        LogSetup.setLevel(session().namedLogLevel().orElse(LogLevel.WARN));
        List<Finding> findings = session().backend().diagnose(session().configFile(),
                session().namedService());
        findings.forEach(out()::println);
        return findings.stream().anyMatch(Finding::isWrong) ? ExitCode.FAILED : ExitCode.OK;
    }
}
