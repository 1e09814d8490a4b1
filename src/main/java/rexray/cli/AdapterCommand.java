package rexray.cli;

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
            "instance"}, description = "Shows the SDC GUID of this host, for the configured service.")
    static final class Instances extends AdapterCommand {
        Instances(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            session().requireRoot(spec().qualifiedName());
            ServiceConfig config = session().loadConfig();
            new Table().row("ID", "Service", "Driver")
                    .row(session().backend().instance(config), config.service(), "scaleio").lines(Table.Style.PLAIN)
                    .forEach(out()::println);
            return ExitCode.OK;
        }
    }
}
