package rexray;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rexray.cli.AllCommands;
import rexray.lab.LabCommand;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every command of the program, those of the lab too. What they do is shown by {@link EveryCommandIT}. */
final class EveryCommandTest {
    private static final Map<String, Supplier<?>> LAB = Map.of("lab", LabCommand::new);

    private static List<String> all() {
        return AllCommands.names(LAB);
    }

    /** Whole, so that they can be copied. */
    @ParameterizedTest
    @MethodSource("all")
    void helpShowsTheExamples(String name) {
        String help = AllCommands.help(LAB, name);

        AllCommands.examples(LAB, name)
                .forEach(example -> assertTrue(help.contains("\n  " + example + "\n"), () -> help));
    }
}
