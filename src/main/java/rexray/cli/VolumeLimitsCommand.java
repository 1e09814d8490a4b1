package rexray.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rexray.admin.Administration;
import rexray.volume.Limits;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeName;

/** {@code rexray volume limits}. */
@Command(name = "limits", footer = {"rexray volume limits db",
        "rexray volume limits db --iops 2000 --bandwidth 100MB"}, description = "Shows or changes the I/O limits of a volume, which apply to the host that has it. They are stored on the volume. A limit that is not given stays as it is.")
final class VolumeLimitsCommand extends VolumeCommand {
    @Parameters(paramLabel = "VOLUME", description = "Its whole name.")
    private @Nullable String name;

    @Option(names = "--iops", paramLabel = "NUMBER", description = "Requests per second: 11 or more, or 0 for no limit.")
    private @Nullable String iops;

    @Option(names = "--bandwidth", paramLabel = "SIZE", description = "Data read and written per second, with its unit: 50MB, 1GB, or 0 for no limit.")
    private @Nullable String bandwidth;

    @Mixin
    private DryRun dryRun = new DryRun();

    @Mixin
    private Printing printing = new Printing();

    VolumeLimitsCommand(Session session) {
        super(session);
    }

    @Override
    VolumeAccess.Purpose purpose() {
        return isChange() ? dryRun.purpose() : VolumeAccess.Purpose.READ;
    }

    private boolean isChange() {
        return iops != null || bandwidth != null;
    }

    @Override
    int run(Administration volumes) {
        VolumeName volume = new VolumeName(String.valueOf(name));
        Optional<Long> requests = parsed(iops, text -> Limits.parseIops("--iops", text));
        Optional<Long> kilobytes = parsed(bandwidth, text -> Limits.parseBandwidth("--bandwidth", text));
        if (isChange() && dryRun.isOn()) {
            out().println(existing(volumes, volume).inWords() + " would be limited to "
                    + Stream.concat(requests.map(Limits::requests).stream(), kilobytes.map(Limits::data).stream())
                            .collect(Collectors.joining(" and "))
                    + " a second");
            return ExitCode.OK;
        }
        Limits limits = isChange() ? volumes.limit(volume, requests, kilobytes) : volumes.limits(volume);
        printing.show(out(), List.of(new Row(volume, limits)), Row.COLUMNS);
        return ExitCode.OK;
    }

    private Optional<Long> parsed(@Nullable String text, Function<String, Long> parser) {
        try {
            return Optional.ofNullable(text).map(parser);
        } catch (RefusedInput e) {
            throw mistake(e.getMessage());
        }
    }

    /** 0 is no limit. */
    private record Row(VolumeName name, Limits limits) implements Printing.Shown {
        private static final List<String> COLUMNS = List.of("Name", "IOPS", "Bandwidth");

        @Override
        public String id() {
            return name.value();
        }

        @Override
        public Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("Name", name.value());
            fields.put("IOPS", limits.iops() == 0 ? "unlimited" : Long.toString(limits.iops()));
            fields.put("Bandwidth", limits.kilobytes() == 0 ? "unlimited" : limits.kilobytes() / 1024 + " MB/s");
            return fields;
        }

        @Override
        public Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("name", name.value());
            json.put("iops", limits.iops());
            json.put("bandwidthInKb", limits.kilobytes());
            return json;
        }
    }
}
