package rexray.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;
import rexray.volume.VolumeException.NotFound;

/** {@code rexray volume path}. */
@Command(name = "path", footer = "rexray volume path db", description = "Prints the directory that containers get of each volume, one per line. The volumes must be mounted here.")
final class VolumePathCommand extends VolumeCommand {
    @Parameters(paramLabel = "VOLUME", arity = "1..*", description = "Name, id, an unambiguous prefix, or /regex/.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private Printing printing = new Printing();

    VolumePathCommand(Session session) {
        super(session);
    }

    @Override
    VolumeAccess.Purpose purpose() {
        return VolumeAccess.Purpose.READ;
    }

    @Override
    int run(Administration volumes) {
        Selection selection = new Selection(volumes, Selection.Precision.PREFIX);
        List<VolumeEntry> found = new ArrayList<>();
        int code = each(words, Diligence.GO_ON, word -> selection.find(word).forEach(volume -> {
            if (volume.path().isEmpty()) {
                throw new NotFound("volume " + volume.name() + " is not mounted on this host",
                        "mount it with 'rexray volume mount " + volume.name() + "'");
            }
            found.add(volume);
        }));
        if (printing.isTable()) {
            found.forEach(volume -> out().println(volume.path().orElseThrow()));
        } else {
            printing.show(out(), found.stream().map(VolumeRow::new).toList(), VolumeRow.COLUMNS_WITH_PATH);
        }
        return code;
    }
}
