package rexray.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import rexray.config.ServiceConfig;

/** {@code rexray adapter types} and {@code instances}. */
abstract class AdapterCommand extends SessionCommand {
    private static final String DRIVER = "scaleio";

    AdapterCommand(Session session) {
        super(session);
    }

    @Command(name = "types", footer = "rexray adapter types -f json", aliases = {"ls",
            "list"}, description = "Lists the available storage drivers.")
    static final class Types extends AdapterCommand {
        @Mixin
        private Printing printing = new Printing();

        Types(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            printing.show(out(), List.of(new Row(List.of(Map.entry("Name", DRIVER), Map.entry("Driver", DRIVER)))),
                    List.of("Name", "Driver"));
            return ExitCode.OK;
        }
    }

    @Command(name = "instances", footer = "rexray adapter instances -q", aliases = {"i",
            "instance"}, description = "Shows the SDC GUID of this host, for each configured service.")
    static final class Instances extends AdapterCommand implements OfOneService {
        @Mixin
        private Printing printing = new Printing();

        Instances(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            session().requireRoot(spec().qualifiedName());
            List<ServiceConfig> services = session().namedService().isPresent()
                    ? List.of(session().loadService())
                    : session().loadConfig().services();
            printing.show(out(), services.stream()
                    .map(service -> new Row(List.of(Map.entry("ID", session().backend().instance(service)),
                            Map.entry("Service", service.name()), Map.entry("Driver", DRIVER))))
                    .toList(), List.of("ID", "Service", "Driver"));
            return ExitCode.OK;
        }
    }

    /** Known by its first field. */
    private record Row(List<Map.Entry<String, String>> cells) implements Printing.Shown {
        @Override
        public String id() {
            return cells.getFirst().getValue();
        }

        @Override
        public Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            cells.forEach(cell -> fields.put(cell.getKey(), cell.getValue()));
            return fields;
        }

        @Override
        public Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            cells.forEach(cell -> json.put(cell.getKey().toLowerCase(Locale.ROOT), cell.getValue()));
            return json;
        }
    }
}
