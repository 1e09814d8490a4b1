package rexray.cli;

import java.util.List;
import picocli.CommandLine.Command;
import rexray.config.ServiceConfig;

/** {@code rexray adapter types} and {@code instances}. */
abstract class AdapterCommand extends SessionCommand {
    AdapterCommand(Session session) {
        super(session);
    }

    @Command(name = "types", aliases = {"ls", "list"}, description = "Lists the available storage drivers.")
    static final class Types extends AdapterCommand {
        Types(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            new Table().row("Name", "Driver").row("scaleio", "scaleio").lines(Table.Style.PLAIN)
                    .forEach(out()::println);
            return ExitCode.OK;
        }
    }

    @Command(name = "instances", aliases = {"i",
            "instance"}, description = "Shows the SDC GUID of this host, for each configured service.")
    static final class Instances extends AdapterCommand implements OfOneService {
        Instances(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            session().requireRoot(spec().qualifiedName());
            List<ServiceConfig> services = session().namedService().isPresent()
                    ? List.of(session().loadService())
                    : session().loadConfig().services();
            Table table = new Table().row("ID", "Service", "Driver");
            services.forEach(service -> table.row(session().backend().instance(service), service.name(), "scaleio"));
            table.lines(Table.Style.PLAIN).forEach(out()::println);
            return ExitCode.OK;
        }
    }
}
