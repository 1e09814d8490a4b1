package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;

/** {@code rexray man}: the pages of man(1), one for each command, from what its help is made from. */
@Command(name = "man", footer = "rexray man /usr/local/share/man/man1", description = "Writes a manual page for each command into a directory, such as"
        + " /usr/share/man/man1.")
final class ManCommand implements Callable<Integer> {
    private final Supplier<CommandLine> model;

    @Parameters(paramLabel = "DIR", description = "The directory; created if it is missing.")
    private @Nullable Path directory;

    /** @param model all commands */
    ManCommand(Supplier<CommandLine> model) {
        this.model = model;
    }

    @Override
    public Integer call() {
        Path into = Objects.requireNonNull(directory);
        try {
            Files.createDirectories(into);
            for (CommandSpec command : all(model.get().getCommandSpec())) {
                Files.writeString(into.resolve(command.qualifiedName("-") + ".1"), page(command));
            }
        } catch (IOException e) {
            throw new HostFailure("cannot write the pages to " + into + ": " + Reason.of(e), "check the directory", e);
        }
        return ExitCode.OK;
    }

    private static List<CommandSpec> all(CommandSpec root) {
        List<CommandSpec> all = new ArrayList<>(List.of(root));
        root.subcommands().values().stream().distinct().map(CommandLine::getCommandSpec)
                .forEach(command -> all.addAll(all(command)));
        return all;
    }

    private static String page(CommandSpec command) {
        String name = command.qualifiedName("-");
        List<String> description = List.of(command.usageMessage().description());
        StringBuilder page = new StringBuilder(".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"\" \"REX-Ray "
                + Version.current() + "\"\n");
        page.append(".SH NAME\n").append(name).append(" \\- ")
                .append(escape(description.isEmpty() ? name : description.getFirst())).append('\n');
        page.append(".SH SYNOPSIS\n.nf\n").append(escape(new CommandLine.Help(command,
                CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF)).synopsis(0).strip())).append("\n.fi\n");
        page.append(".SH DESCRIPTION\n").append(escape(String.join("\n.br\n", description))).append('\n');
        if (!command.subcommands().isEmpty()) {
            page.append(".SH COMMANDS\n");
            command.subcommands().values().stream().distinct().map(CommandLine::getCommandSpec)
                    .forEach(below -> item(page, below.name(), String.join(" ", below.usageMessage().description())));
        }
        page.append(".SH OPTIONS\n");
        command.options().forEach(option -> item(page,
                String.join(", ", option.names()) + (option.arity().max() > 0 ? " " + option.paramLabel() : ""),
                String.join(" ", option.description())));
        List<String> examples = Examples.of(command);
        if (!examples.isEmpty()) {
            page.append(".SH EXAMPLES\n.nf\n").append(escape(String.join("\n", examples))).append("\n.fi\n");
        }
        page.append(".SH EXIT STATUS\n");
        ExitCode.meanings(command.userObject()).forEach((code, meaning) -> item(page, code, meaning));
        return page.toString();
    }

    private static void item(StringBuilder page, String name, String text) {
        page.append(".TP\n.B ").append(escape(name)).append('\n').append(escape(text)).append('\n');
    }

    /** Groff takes a line that begins with a dot or quote for a request, and a plain - for a hyphen. */
    private static String escape(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^(['.])(?!br$)", "\\\\&$1");
    }
}
