package rexray.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rexray.admin.Administration;
import rexray.volume.Size;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeName;

/** {@code rexray volume resize}. */
@Command(name = "resize", footer = "rexray volume resize db --size 64", description = "Enlarges a volume and its file system, in use or not. It is no error if"
        + " it has that size already.")
final class VolumeResizeCommand extends VolumeCommand {
    @Parameters(paramLabel = "VOLUME", description = "Its whole name.")
    private @Nullable String name;

    @Option(names = "--size", paramLabel = "SIZE", required = true, description = "The new size, in GB or with a"
            + " unit: 32, 32GB, 1TB. The array rounds up.")
    private @Nullable String size;

    @Mixin
    private DryRun dryRun = new DryRun();

    @Mixin
    private Printing printing = new Printing();

    VolumeResizeCommand(Session session) {
        super(session);
    }

    @Override
    VolumeAccess.Purpose purpose() {
        return dryRun.purpose();
    }

    @Override
    int run(Administration volumes) {
        VolumeName volume = new VolumeName(String.valueOf(name));
        Size wanted = Size.parse("--size", String.valueOf(size));
        if (dryRun.isOn()) {
            out().println(existing(volumes, volume).inWords() + " would be made at least " + wanted + " large");
            return ExitCode.OK;
        }
        volumes.resize(volume, wanted);
        printing.show(out(), List.of(new VolumeRow(volumes.volume(volume).orElseThrow(
                () -> new NotFound("volume " + volume + " is gone", "check who removes volumes at the array")))),
                VolumeRow.COLUMNS);
        return ExitCode.OK;
    }
}
