package rexray.cli;

import java.util.List;
import picocli.CommandLine.Command;
import rexray.config.ConfigFile;

/** {@code rexray config check}. */
@Command(name = "check", description = "Reads the configuration as the service would, and reports everything that is wrong with it.")
final class ConfigCheckCommand extends SessionCommand {
    ConfigCheckCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        ConfigFile file = session().configFile();
        file.load();
        List<String> warnings = file.warnings();
        warnings.forEach(warning -> spec().commandLine().getErr().println("rexray: " + warning));
        out().println(file.path() + (warnings.isEmpty() ? " has no problems" : " can be used"));
        return ExitCode.OK;
    }
}
