package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rexray lab requests}: what was asked of the emulated gateway, by whom, and how it ended. */
@Command(name = "requests", footer = "rexray lab requests --dir /srv/lab", description = "Shows the last requests to the gateway's API: time, caller, request, outcome, milliseconds.")
final class RequestsCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The directory of the lab's gateway.")
    private Path directory = Path.of("");

    @Option(names = {"-f",
            "--follow"}, description = "Keeps printing new requests until it is interrupted or the gateway stops.")
    private boolean follow;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (LabApi api = LabApi.of(new LabDirectory(directory))) {
            long last = print(api.get(LabRoutes.REQUESTS), 0);
            while (follow && !Thread.currentThread().isInterrupted()) {
                last = print(api.get(LabRoutes.REQUESTS + "?wait&after=" + last), last);
            }
        }
        return 0;
    }

    private long print(JsonNode requests, long before) {
        PrintWriter out = spec.commandLine().getOut();
        long last = before;
        for (JsonNode request : requests) {
            out.printf("%s %s %s -> %s, %d ms%n", request.path("begun").asText(), request.path("caller").asText(),
                    request.path("request").asText(), request.path("outcome").asText(),
                    request.path("millis").asLong());
            last = request.path("number").asLong();
        }
        out.flush();
        return last;
    }
}
