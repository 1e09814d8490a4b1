package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code rexray lab fault}: lets things go wrong in the emulated cluster. */
@Command(name = "fault", description = "Injects faults into the emulated cluster.", subcommands = {
        FaultCommand.SetFault.class, FaultCommand.ListFaults.class, FaultCommand.ClearFaults.class})
final class FaultCommand {
    @Option(names = "--dir", required = true, scope = ScopeType.INHERIT, paramLabel = "DIR", description = "The directory of the lab's gateway.")
    private Path directory = Path.of("");

    private LabApi logIn() {
        LabApi api = LabApi.of(new LabDirectory(directory));
        api.logIn();
        return api;
    }

    /** {@code rexray lab fault set KIND}. */
    @Command(name = "set", footer = "rexray lab fault --dir /srv/lab set latency --value 200ms", description = "Makes requests or SDCs fail; docs/reference/lab.md lists the kinds of faults.")
    static final class SetFault implements Callable<Integer> {
        @ParentCommand
        private @Nullable FaultCommand parent;

        @Parameters(index = "0", paramLabel = "KIND", description = "The kind of fault, e.g. reply-lost.")
        private String kind = "";

        @Option(names = "--value", paramLabel = "VALUE", description = "What the kind needs: a time, a status, a name.")
        private String value = "";

        @Option(names = "--request", paramLabel = "TEXT", description = "Affects only requests whose METHOD and path contain this, e.g. addMappedSdc.")
        private String request = "";

        @Option(names = "--sdc", paramLabel = "SDC", description = "Affects only this SDC: its id, GUID, name or IP.")
        private String sdc = "";

        @Option(names = "--times", paramLabel = "N", defaultValue = "0", description = "How many requests it affects. Default: all, until it is cleared")
        private int times;

        @Override
        public Integer call() {
            try (LabApi api = of(parent).logIn()) {
                api.post(LabRoutes.FAULTS, new FaultOrder(kind, value, request, sdc, times));
            }
            return 0;
        }
    }

    /** {@code rexray lab fault list}. */
    @Command(name = "list", footer = "rexray lab fault --dir /srv/lab list", aliases = "ls", description = "Lists the faults that are set.")
    static final class ListFaults implements Callable<Integer> {
        @ParentCommand
        private @Nullable FaultCommand parent;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            try (LabApi api = of(parent).logIn()) {
                PrintWriter out = spec.commandLine().getOut();
                for (JsonNode fault : api.get(LabRoutes.FAULTS)) {
                    StringBuilder line = new StringBuilder(fault.path("kind").asText());
                    for (String member : List.of("value", "request", "sdc")) {
                        String text = fault.path(member).asText();
                        line.append(text.isEmpty() ? "" : " " + member + "=" + text);
                    }
                    int times = fault.path("times").asInt();
                    out.println(line.append(times == 0 ? " until cleared" : " times=" + times));
                }
                out.flush();
            }
            return 0;
        }
    }

    /** {@code rexray lab fault clear [KIND]}. */
    @Command(name = "clear", footer = "rexray lab fault --dir /srv/lab clear", description = "Ends all faults, or those of one kind.")
    static final class ClearFaults implements Callable<Integer> {
        @ParentCommand
        private @Nullable FaultCommand parent;

        @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "The kind to end.")
        private String kind = "";

        @Override
        public Integer call() {
            if (!kind.isEmpty()) {
                kind = FaultKind.of(kind).wireName();
            }
            try (LabApi api = of(parent).logIn()) {
                api.post(LabRoutes.CLEAR_FAULTS, Api.done().put("kind", kind));
            }
            return 0;
        }
    }

    private static FaultCommand of(@Nullable FaultCommand parent) {
        if (parent == null) {
            throw new IllegalStateException("not run as a command");
        }
        return parent;
    }
}
