package rexray.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All that is wrong with a configuration, told at once, and what is wrong for several services once. The message has one line per problem, in the file's order. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConfigException(List<Problem> problems) {
        super(problems.stream().distinct().sorted(Comparator.comparingInt(problem -> problem.origin().line()))
                .map(Problem::toString).collect(Collectors.joining("\n")));
    }

    static ConfigException of(Origin origin, String problem, String remedy) {
        return new ConfigException(List.of(new Problem(origin, problem, remedy)));
    }

    /** One line per problem. */
    public List<String> lines() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
