package rexray.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;
import rexray.admin.VolumeEntry.State;

/** {@code rexray volume ls}. */
@Command(name = "ls", footer = {"rexray volume ls --attached --path", "rexray volume ls web -f json"}, aliases = {"l",
        "list", "get"}, description = {
                "Lists volumes of the array: id, name, status, size in GB.",
                "available: nobody holds it. attached: this host holds it. unavailable: somebody else holds it."})
final class VolumeListCommand extends VolumeCommand {
    @Parameters(paramLabel = "VOLUME", arity = "0..*", description = "Name, id, an unambiguous prefix, or /regex/. Default: all volumes")
    private List<String> words = new ArrayList<>();

    @Option(names = "--attached", description = "Only volumes that this host holds.")
    private boolean attached;

    @Option(names = "--available", description = "Only volumes that nobody holds.")
    private boolean available;

    @Option(names = "--path", description = "Also shows where they are mounted.")
    private boolean path;

    @Mixin
    private Printing printing = new Printing();

    VolumeListCommand(Session session) {
        super(session);
    }

    @Override
    VolumeAccess.Purpose purpose() {
        return VolumeAccess.Purpose.READ;
    }

    @Override
    int run(Administration volumes) {
        if (attached && available) {
            throw mistake("--attached and --available leave no volume; give one of them");
        }
        List<VolumeEntry> all = volumes.volumes();
        List<VolumeEntry> chosen = new ArrayList<>();
        int code = ExitCode.OK;
        if (words.isEmpty()) {
            chosen.addAll(all);
        } else {
            Selection selection = new Selection(volumes, Selection.Precision.PREFIX);
            Set<VolumeEntry> named = new LinkedHashSet<>();
            code = each(words, Diligence.GO_ON, word -> named.addAll(selection.among(word, all)));
            chosen.addAll(named);
        }
        List<VolumeRow> rows = chosen.stream()
                .filter(volume -> !attached || volume.state() == State.ATTACHED)
                .filter(volume -> !available || volume.state() == State.AVAILABLE)
                .sorted(Comparator.comparing(VolumeEntry::name)).map(VolumeRow::new).toList();
        if (code == ExitCode.OK || !rows.isEmpty()) {
            printing.show(out(), rows, path ? VolumeRow.COLUMNS_WITH_PATH : VolumeRow.COLUMNS);
        }
        return code;
    }
}
