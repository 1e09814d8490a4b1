package rexray.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others. Called by itself it is a mistake. */
@Command
final class CommandGroup implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? One of: "
                + String.join(", ", spec.subcommands().values().stream().map(command -> command.getCommandName())
                        .distinct().toList()));
    }
}
