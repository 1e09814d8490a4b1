package rexray.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;
import rexray.volume.Size;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeName;

/** {@code rexray volume create}. */
@Command(name = "create", aliases = {"c", "n",
        "new"}, description = "Creates volumes. One that is there already, as asked for, is success.")
final class VolumeCreateCommand extends VolumeCommand {
    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The names of the new volumes.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--size", paramLabel = "GB", description = "Size of each; the configured default unless given. The array rounds up.")
    private @Nullable String size;

    @Option(names = {"--volumeType",
            "--type"}, paramLabel = "POOL", description = "Storage pool instead of the configured one.")
    private @Nullable String pool;

    @Option(names = "--attach", description = "Attaches them to this host, too.")
    private boolean attach;

    @Mixin
    private Printing printing = new Printing();

    @Mixin
    private Conduct conduct = new Conduct();

    VolumeCreateCommand(Session session) {
        super(session);
    }

    @Override
    VolumeAccess.Purpose purpose() {
        return conduct.isDryRun() ? VolumeAccess.Purpose.READ : VolumeAccess.Purpose.CHANGE;
    }

    @Override
    int run(Administration volumes) {
        Optional<Size> asked = size();
        Optional<String> from = Optional.ofNullable(pool);
        List<VolumeName> all = names.stream().map(VolumeName::new).toList();
        List<VolumeRow> done = new ArrayList<>();
        int code = each(all, conduct.goesOn() ? Diligence.GO_ON : Diligence.STOP, name -> {
            if (conduct.isDryRun()) {
                announce(volumes.volume(name), name, asked);
                return;
            }
            VolumeEntry volume = volumes.create(name, asked, from);
            if (attach) {
                volumes.attach(name);
                volume = volumes.volume(name).orElse(volume);
            }
            done.add(new VolumeRow(volume));
        });
        if (!done.isEmpty()) {
            printing.show(out(), done, VolumeRow.COLUMNS);
        }
        return code;
    }

    private Optional<Size> size() {
        try {
            return Optional.ofNullable(size).map(text -> Size.parseGb("--size", text));
        } catch (RefusedInput e) {
            throw mistake(e.getMessage());
        }
    }

    private void announce(Optional<VolumeEntry> there, VolumeName name, Optional<Size> asked) {
        out().println("volume " + name + there
                .map(volume -> " exists already (" + volume.id().volume() + ", " + volume.size() + ")")
                .orElse(" would be created with "
                        + asked.map(Size::toString).orElse("the configured default size")));
    }
}
