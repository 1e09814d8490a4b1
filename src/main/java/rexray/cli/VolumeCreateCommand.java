package rexray.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;
import rexray.volume.CreateOptions;
import rexray.volume.Size;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeName;

/** {@code rexray volume create}. */
@Command(name = "create", footer = {"rexray volume create db --size 32",
        "rexray volume create web --size 1TB --fsType xfs --volumeType ssd"}, aliases = {"c", "n",
                "new"}, description = "Creates volumes. It is no error if one exists as requested.")
final class VolumeCreateCommand extends VolumeCommand {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The names of the new volumes.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--size", paramLabel = "SIZE", description = "Size of each, in GB or with a unit: 32, 32GB, 1TB. The array rounds up. Default: as configured")
    private @Nullable String size;

    @Option(names = {"--volumeType",
            "--type"}, paramLabel = "POOL", description = "Storage pool instead of the configured one.")
    private @Nullable String pool;

    @Option(names = "--from", paramLabel = "SOURCE", description = "Makes writable copies of this volume, or of a snapshot given as VOLUME@LABEL, in its storage pool and with its size.")
    private @Nullable String source;

    @Option(names = "--fsType", paramLabel = "TYPE", description = "ext4 or xfs: formats them now instead of at their first mount.")
    private @Nullable String fileSystem;

    @Option(names = "--iops", paramLabel = "NUMBER", description = "Limit on requests per second to each, for the host that has it. The original ignored this option.")
    private @Nullable String iops;

    @Option(names = "--availabilityZone", paramLabel = "DOMAIN", description = "Protection domain instead of the configured one. The original ignored this option.")
    private @Nullable String domain;

    @Option(names = {"-o",
            "--opt"}, paramLabel = "NAME=VALUE", mapFallbackValue = "", description = "Any option of `docker volume create -o`; `-o help` lists them. Can be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--attach", description = "Also attaches them to this host.")
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
        return conduct.dryRun().purpose();
    }

    @Override
    int run(Administration volumes) {
        if (options.keySet().stream().anyMatch(CreateOptions.Option.HELP.label()::equalsIgnoreCase)) {
            CreateOptions.help().forEach(out()::println);
            return ExitCode.OK;
        }
        if (names.isEmpty()) {
            throw mistake("which volume? Give its NAME");
        }
        CreateOptions wanted = wanted();
        List<VolumeName> all = names.stream().map(VolumeName::new).toList();
        List<VolumeRow> done = new ArrayList<>();
        int code = each(all, conduct.diligence(), name -> {
            if (conduct.dryRun().isOn()) {
                announce(volumes.volume(name), name, wanted.volume().size());
                return;
            }
            VolumeEntry volume = volumes.create(name, wanted);
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

    private CreateOptions wanted() {
        Map<String, @Nullable String> all = new LinkedHashMap<>(options);
        add(all, "--size", "size", size);
        add(all, "--volumeType", "volumeType", pool);
        add(all, "--from", "from", source);
        add(all, "--fsType", "fsType", fileSystem);
        add(all, "--iops", "iops", iops);
        add(all, "--availabilityZone", "availabilityZone", domain);
        try {
            return CreateOptions.parse(all);
        } catch (RefusedInput e) {
            throw mistake(e.getMessage());
        }
    }

    private void add(Map<String, @Nullable String> all, String word, String option, @Nullable String value) {
        if (value != null && all.put(option, value) != null) {
            throw mistake(word + " and -o " + option + " say the same; leave one of them out");
        }
    }

    private void announce(Optional<VolumeEntry> there, VolumeName name, Optional<Size> asked) {
        out().println("volume " + name + there
                .map(volume -> " exists already (" + volume.id().volume() + ", " + volume.size() + ")")
                .orElse(" would be created with "
                        + asked.map(Size::toString).orElse("the configured default size")));
    }
}
