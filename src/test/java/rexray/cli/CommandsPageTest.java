package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code docs/reference/commands.md}: below "Commands" it is what the code says. After a change of the code, copy
 * {@code target/commands.md} there.
 */
final class CommandsPageTest {
    private static final Path PAGE = Path.of("docs/reference/commands.md");
    private static final String HEADING = "## Commands";

    @Test
    void pageHasEveryCommandAndOption() throws IOException {
        List<String> written = Files.readAllLines(PAGE);
        List<String> page = new ArrayList<>(written.stream().takeWhile(line -> !line.equals(HEADING)).toList());
        page.add(HEADING);
        CommandLine model = new RexrayCommand(new FakeBackend(), TestProgram.places(Path.of("."))).model();
        addOptions(page, model.getCommandSpec().options());
        add(page, model.getCommandSpec());
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/commands.md"), page);

        assertEquals(String.join("\n", page), String.join("\n", written));
    }

    /** A list of commands shows no more than the first line of each. */
    @Test
    void firstLineOfEachDescriptionIsWhole() {
        CommandLine model = new RexrayCommand(new FakeBackend(), TestProgram.places(Path.of("."))).model();

        requireWholeFirstLines(model);
    }

    private static void requireWholeFirstLines(CommandLine model) {
        model.getSubcommands().values().forEach(command -> {
            String line = command.getCommandSpec().usageMessage().description()[0];
            assertTrue(line.matches(".*[.)]"), line);
            requireWholeFirstLines(command);
        });
    }

    private static void add(List<String> page, CommandSpec spec) {
        spec.subcommands().values().stream().distinct().map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden()).forEach(command -> {
                    if (command.subcommands().isEmpty()) {
                        describe(page, command);
                    }
                    add(page, command);
                });
    }

    private static void describe(List<String> page, CommandSpec command) {
        String operands = command.positionalParameters().stream()
                .map(operand -> " "
                        + (operand.arity().min() == 0 ? "[" + operand.paramLabel() + "]" : operand.paramLabel())
                        + (operand.arity().max() > 1 ? "..." : ""))
                .reduce("", String::concat);
        page.addAll(List.of("", "### " + command.qualifiedName() + operands, ""));
        page.addAll(List.of(command.usageMessage().description()));
        if (command.aliases().length > 0) {
            page.addAll(List.of("", "Also: `" + String.join("`, `", command.aliases()) + "`."));
        }
        addOptions(page, command.options().stream().filter(option -> !option.inherited() && !option.usageHelp())
                .toList());
        if (!Examples.of(command).isEmpty()) {
            page.add("");
            Examples.of(command).forEach(example -> page.add("    " + example));
        }
    }

    /** Whoever looks for the command's words finds a line to copy. */
    @Test
    void everyCommandWithOperandsOrOptionsHasAnExample() {
        requireExamples(new RexrayCommand(new FakeBackend(), TestProgram.places(Path.of("."))).model());
    }

    private static void requireExamples(CommandLine line) {
        CommandSpec command = line.getCommandSpec();
        boolean takesArguments = !command.positionalParameters().isEmpty()
                || command.options().stream().anyMatch(option -> !option.inherited() && !option.usageHelp());
        if (takesArguments && command.subcommands().isEmpty()) {
            String name = command.qualifiedName();
            assertFalse(Examples.of(command).isEmpty(), name);
            Examples.of(command).forEach(example -> assertTrue(
                    example.startsWith(name) || example.startsWith(name.replace("rexray service ", "rexray ")),
                    example));
        }
        line.getSubcommands().values().forEach(CommandsPageTest::requireExamples);
    }

    private static void addOptions(List<String> page, List<OptionSpec> options) {
        if (!options.isEmpty()) {
            page.addAll(List.of("", "| option | meaning |", "|---|---|"));
            options.forEach(option -> page.add("| `" + String.join("`, `", option.names()) + "`"
                    + (option.arity().max() > 0 ? " " + option.paramLabel() : "") + " | "
                    + String.join(" ", option.description()).replace("|", "\\|") + " |"));
        }
    }
}
