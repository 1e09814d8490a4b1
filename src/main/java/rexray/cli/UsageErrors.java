package rexray.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import rexray.config.Flags;
import rexray.config.Spelling;

/** What is said about a command line that is not understood: why, what was meant perhaps, and the usage line. */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String message = e instanceof UnmatchedArgumentException unmatched
                ? explain(command, unmatched.getUnmatched().getFirst())
                : e.getMessage();
        err.println("rexray: " + message);
        Help help = command.getHelp();
        err.print("Usage: " + help.synopsis("Usage: ".length()));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String explain(CommandLine command, String word) {
        boolean isOption = word.startsWith("-");
        String name = isOption ? word.replaceFirst("=.*", "") : word;
        String path = command.getCommandSpec().qualifiedName();
        return (isOption ? OriginalCommands.findOption(path, name) : OriginalCommands.find(path + " " + name))
                .map(entry -> (isOption ? name : path + " " + name) + ": " + entry)
                .or(() -> Flags.refusal(name))
                .orElseGet(() -> unknown(command, isOption ? "option" : what(command), name));
    }

    private static String what(CommandLine command) {
        return command.getSubcommands().isEmpty() ? "argument" : "command";
    }

    private static String unknown(CommandLine command, String what, String name) {
        List<String> known = Stream.concat(command.getSubcommands().keySet().stream(),
                Stream.concat(command.getCommandSpec().optionsMap().keySet().stream(),
                        Flags.help().keySet().stream()))
                .toList();
        return "unknown " + what + " '" + name + "'"
                + Spelling.nearest(name, known).map(word -> "; did you mean '" + word + "'?").orElse("");
    }
}
