package rexray.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Every command that does something, from the model that help, completion and manual pages are made from. */
public final class AllCommands {
    private AllCommands() {}

    /**
     * Their names without {@code rexray}.
     *
     * @param more commands that the program has beside our own
     */
    public static List<String> names(Map<String, Supplier<?>> more) {
        return specs(more).map(AllCommands::name).toList();
    }

    /** The examples of one, as its help has to show them. */
    public static List<String> examples(Map<String, Supplier<?>> more, String name) {
        return specs(more).filter(command -> name(command).equals(name)).findFirst().map(Examples::of).orElseThrow();
    }

    /** What one prints with {@code --help}, which must succeed. */
    public static String help(Map<String, Supplier<?>> more, String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, UTF_8);
        assertEquals(0, new RexrayCommand(new FakeBackend(), TestProgram.places(Path.of(".")), more).run(out, out,
                (name + " --help").split(" ")), () -> bytes.toString(UTF_8));
        return bytes.toString(UTF_8);
    }

    private static Stream<CommandSpec> specs(Map<String, Supplier<?>> more) {
        return below(
                new RexrayCommand(new FakeBackend(), TestProgram.places(Path.of(".")), more).model().getCommandSpec());
    }

    private static Stream<CommandSpec> below(CommandSpec command) {
        return command.subcommands().isEmpty()
                ? Stream.of(command)
                : command.subcommands().values().stream().distinct().map(CommandLine::getCommandSpec)
                        .flatMap(AllCommands::below);
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName().substring("rexray ".length());
    }
}
