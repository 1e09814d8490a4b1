package rexray.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rexray.config.Flags;

/** {@code rexray completion}. */
@Command(name = "completion", footer = {"rexray completion bash > /etc/bash_completion.d/rexray",
        "rexray completion fish > /etc/fish/completions/rexray.fish"}, description = "Prints a script for shell completion. Use it with: source <(rexray completion bash)")
final class CompletionCommand implements Callable<Integer> {
    private final Supplier<CommandLine> model;

    @Parameters(paramLabel = "SHELL", converter = ShellConverter.class, description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** @param model all commands */
    CompletionCommand(Supplier<CommandLine> model) {
        this.model = model;
    }

    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        CommandLine root = model.get();
        CommandLine service = Objects.requireNonNull(root.getSubcommands().get("service"));
        Stream.of(root, root.getSubcommands().get("start"), service.getSubcommands().get("start"))
                .forEach(line -> addFlags(line.getCommandSpec()));
        // The script for bash calls bashcompinit by itself where zsh reads it.
        spec.commandLine().getOut().print(shell == Shell.FISH ? fish(root) : AutoComplete.bash("rexray", root));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /** Where a service is started; with those of all commands they would be most of the script. */
    private static void addFlags(CommandSpec spec) {
        Flags.help().forEach((flag, meaning) -> {
            if (!spec.optionsMap().containsKey(flag)) {
                spec.addOption(OptionSpec.builder(flag).arity("1").type(String.class).description(meaning).build());
            }
        });
    }

    private static String fish(CommandLine root) {
        StringBuilder text = new StringBuilder("complete -c rexray -f\n");
        fish(text, root.getCommandSpec(), List.of());
        return text.toString();
    }

    private static void fish(StringBuilder text, CommandSpec spec, List<String> path) {
        String here = condition(spec, path);
        spec.subcommands().values().stream().distinct().map(CommandLine::getCommandSpec).forEach(command -> {
            text.append("complete -c rexray -n ").append(here).append(" -a ").append(command.name()).append(" -d ")
                    .append(quoted(first(command.usageMessage().description()))).append('\n');
            fish(text, command, Stream.concat(path.stream(), Stream.of(command.name())).toList());
        });
        for (OptionSpec option : spec.options()) {
            text.append("complete -c rexray -n ").append(here);
            for (String name : option.names()) {
                text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + quoted(name.substring(1)));
            }
            text.append(" -d ").append(quoted(first(option.description()))).append('\n');
        }
    }

    /** Behind all words of the path, and before any that stands below it. */
    private static String condition(CommandSpec spec, List<String> path) {
        Stream<String> behind = path.stream().map(word -> "__fish_seen_subcommand_from " + word);
        Stream<String> before = spec.subcommands().isEmpty()
                ? Stream.of()
                : Stream.of("not __fish_seen_subcommand_from " + String.join(" ", spec.subcommands().keySet()));
        String all = String.join("; and ", Stream.concat(behind, before).toList());
        return quoted(all.isEmpty() ? "true" : all);
    }

    private static String first(String... lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
