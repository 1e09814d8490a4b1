package rexray.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The examples of a command: the lines of its annotation's {@code footer}, each a command line that works. */
final class Examples {
    private Examples() {}

    /** As they are to be typed; empty if the command has none. */
    static List<String> of(CommandSpec command) {
        return Stream.of(command.usageMessage().footer()).map(String::strip).toList();
    }

    /** Has the command's help show them, below their heading. */
    static void show(CommandSpec command) {
        List<String> all = of(command);
        if (!all.isEmpty()) {
            command.usageMessage().footerHeading("%nExamples:%n")
                    .footer(all.stream().map(line -> "  " + line).toArray(String[]::new));
        }
    }
}
