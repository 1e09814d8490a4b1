package rexray.cli;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Commands by name, each made only when it is needed: picocli's model of all of them takes longer than most of them do. */
final class Menu {
    private final Map<String, Function<List<String>, Object>> commands = new LinkedHashMap<>();
    private final Set<String> groups = new HashSet<>();

    /** @param command what picocli takes for one; called when it is needed */
    Menu with(String name, Supplier<?> command) {
        commands.put(name, words -> command.get());
        return this;
    }

    /** A command that only holds others. */
    Menu with(String name, String description, Menu group) {
        commands.put(name, words -> group.line(name, description, words));
        groups.add(name);
        return this;
    }

    /** Whether the command of that name only holds others. */
    boolean isGroup(String name) {
        return groups.contains(name);
    }

    /**
     * A command that only holds these: the one that the first word names, or all if it names none by its full name, since
     * help and mistakes tell of all.
     */
    CommandLine line(String name, String description, List<String> words) {
        CommandLine line = new CommandLine(new CommandGroup());
        line.getCommandSpec().name(name).usageMessage().description(description);
        @Nullable
        Function<List<String>, Object> named = words.isEmpty() ? null : commands.get(words.getFirst());
        if (named != null) {
            line.addSubcommand(words.getFirst(), named.apply(words.subList(1, words.size())));
        } else {
            commands.forEach((each, command) -> line.addSubcommand(each, command.apply(List.of())));
        }
        return line;
    }
}
