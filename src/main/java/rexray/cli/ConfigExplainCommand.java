package rexray.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rexray config explain}. */
@Command(name = "explain", footer = "rexray config explain scaleio.endpoint", description = "Shows where the values of keys come from, what they override, and which values are allowed.")
final class ConfigExplainCommand extends SessionCommand implements OfOneService {
    @Parameters(paramLabel = "KEY", arity = "1..*", description = "Dotted keys, such as scaleio.endpoint.")
    private List<String> keys = new ArrayList<>();

    ConfigExplainCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        keys.forEach(key -> session().configFile().explain(key, session().namedService())
                .forEach(out()::println));
        return ExitCode.OK;
    }
}
