package rexray.cli;

import picocli.CommandLine.Command;

/** {@code rexray env}. */
@Command(name = "env", description = "Prints the settings in force, as environment variables. Secrets are shown as ****.")
final class EnvCommand extends SessionCommand implements OfOneService {
    EnvCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        session().configFile().effective(session().namedService()).forEach(out()::println);
        return ExitCode.OK;
    }
}
