package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rexray lab status}: whether an emulated cluster runs, and how it does. */
@Command(name = "status", footer = "rexray lab status --dir /srv/lab", description = "Shows the emulated cluster: profile, capacity, SDCs, sessions.")
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The directory of the lab's gateway.")
    private Path directory = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (LabApi api = LabApi.of(new LabDirectory(directory))) {
            JsonNode lab = api.get(StatusRoute.PATH);
            api.logIn();
            JsonNode system = api.get("/api/types/System/instances").path(0);
            JsonNode capacity = api
                    .get("/api/instances/System::" + system.path("id").asText() + "/relationships/Statistics");
            JsonNode sdcs = api.get("/api/types/Sdc/instances");
            PrintWriter out = spec.commandLine().getOut();
            out.printf("EMULATED ScaleIO cluster, no real array%n");
            out.printf("System: %s Name: %s%n", system.path("id").asText(), system.path("name").asText());
            out.printf("Profile: %s (%s)%n", lab.path("profile").asText(), system.path("systemVersionName").asText());
            out.printf("Gateway: %s%n", lab.path("url").asText());
            out.printf("Capacity: %d GB, %d GB of them taken by %d volumes%n",
                    lab.path("capacityInGb").asLong(), lab.path("allocatedInGb").asLong(),
                    capacity.path("numOfVolumes").asLong());
            out.printf("Sessions: %d%n", lab.path("sessions").asInt());
            out.printf("SDCs: %d%n", sdcs.size());
            for (JsonNode sdc : sdcs) {
                out.printf(" SDC ID: %s Name: %s IP: %s GUID: %s %s%n", sdc.path("id").asText(),
                        sdc.hasNonNull("name") ? sdc.get("name").asText() : "(none)", sdc.path("sdcIp").asText(),
                        sdc.path("sdcGuid").asText(), sdc.path("mdmConnectionState").asText());
            }
            out.flush();
        }
        return 0;
    }
}
