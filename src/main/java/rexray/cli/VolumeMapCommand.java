package rexray.cli;

import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;

/** {@code rexray volume map}. */
@Command(name = "map", footer = "rexray volume map -f json", description = "Shows which device of this host is which volume.")
final class VolumeMapCommand extends VolumeCommand {
    private static final List<String> COLUMNS = List.of("ID", "Name", "Device", "Path");

    @Mixin
    private Printing printing = new Printing();

    VolumeMapCommand(Session session) {
        super(session);
    }

    @Override
    VolumeAccess.Purpose purpose() {
        return VolumeAccess.Purpose.READ;
    }

    @Override
    int run(Administration volumes) {
        printing.show(out(), volumes.volumes().stream().filter(volume -> volume.device().isPresent())
                .sorted(Comparator.comparing(VolumeEntry::name)).map(VolumeRow::new).toList(), COLUMNS);
        return ExitCode.OK;
    }
}
