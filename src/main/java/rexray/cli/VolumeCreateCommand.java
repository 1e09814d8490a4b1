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

    @Option(names = "--size", paramLabel = "SIZE", description = "Size of each, in GB or with a unit: 32, 32GB, 1TB; the configured default unless given. The array rounds up.")
    private @Nullable String size;

    @Option(names = {"--volumeType",
            "--type"}, paramLabel = "POOL", description = "Storage pool instead of the configured one.")
    private @Nullable String pool;

    @Option(names = "--from", paramLabel = "SOURCE", description = "Makes writable copies of that volume, or of a snapshot as VOLUME@LABEL, in its storage pool and of its size.")
    private @Nullable String source;

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
        if (source != null && (asked.isPresent() || from.isPresent())) {
            throw mistake("a copy has the size and the storage pool of its origin; leave --size and --volumeType out");
        }
        List<VolumeName> all = names.stream().map(VolumeName::new).toList();
        List<VolumeRow> done = new ArrayList<>();
        int code = each(all, conduct.goesOn() ? Diligence.GO_ON : Diligence.STOP, name -> {
            if (conduct.isDryRun()) {
                announce(volumes.volume(name), name, asked);
                return;
            }
            VolumeEntry volume = source == null
                    ? volumes.create(name, asked, from)
                    : volumes.copy(name, new VolumeName(source));
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
            return Optional.ofNullable(size).map(text -> Size.parse("--size", text));
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
