package rexray.lab;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rexray lab volumes}: what the emulated cluster knows of its volumes. */
@Command(name = "volumes", footer = "rexray lab volumes --dir /srv/lab", description = "Shows the volumes of the emulated cluster, as scli --query_all_volumes does.")
final class VolumesCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The directory of the lab's gateway.")
    private Path directory = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (LabApi api = LabApi.of(new LabDirectory(directory))) {
            api.logIn();
            spec.commandLine().getOut().print(VolumesReport.of(api).text());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
