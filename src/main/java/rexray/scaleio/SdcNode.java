package rexray.scaleio;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Deadline;
import rexray.volume.Node;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeId;

/**
 * The ScaleIO data client (SDC) of this host. It shows a mapped volume as {@code /dev/scinia} and the like, and udev adds
 * the link {@code /dev/disk/by-id/emc-vol-SYSTEM-VOLUME}; both come a moment after the mapping. Any number of threads may
 * use it.
 */
public final class SdcNode implements Node {
    /** Where udev puts its links. */
    public static final Path BY_ID = Path.of("/dev/disk/by-id");

    private static final Logger log = LoggerFactory.getLogger(SdcNode.class);
    /** Every version, and what 1.x and 2.0 used. */
    private static final List<Path> USUAL_PLACES = List.of(Path.of("/opt/emc/scaleio/sdc/bin/drv_cfg"),
            Path.of("/bin/emc/scaleio/drv_cfg"));
    private static final String LINK = "emc-vol-";
    private static final String LINKS = LINK + "*";
    private static final Pattern GUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** A line for each system; ids of nothing but zeros until its MDM has answered. */
    private static final Pattern MDM = Pattern.compile("(?i)MDM-ID (?!0+ )([0-9a-f]+) SDC ID (?!0+ )([0-9a-f]+)");
    private static final Duration COMMAND = Duration.ofSeconds(10);

    private final Optional<String> configuredGuid;
    private final List<Path> places;
    private final SdcCommand command;
    private final Path byId;
    private final Waiting waiting;
    private volatile @Nullable String guid;

    public SdcNode(ScaleioOptions options, SdcCommand command) {
        this(options, command, BY_ID);
    }

    /** @param byId where the links to devices are, for a host whose {@code /dev} is elsewhere */
    public SdcNode(ScaleioOptions options, SdcCommand command, Path byId) {
        this(options.guid(), options.drvCfg().map(List::of).orElse(USUAL_PLACES), command, byId, Waiting.usual());
    }

    SdcNode(Optional<String> guid, List<Path> places, SdcCommand command, Path byId, Waiting waiting) {
        this.configuredGuid = guid;
        this.places = List.copyOf(places);
        this.command = command;
        this.byId = byId;
        this.waiting = waiting;
    }

    /**
     * How a device is waited for.
     *
     * @param rescanAfter when the SDC is asked to look again, once
     * @param atMost when it is given up; never later than the deadline
     */
    record Waiting(Duration rescanAfter, Duration atMost) {
        static Waiting usual() {
            return new Waiting(Duration.ofSeconds(2), Duration.ofSeconds(30));
        }
    }

    @Override
    public String identity(Deadline deadline) {
        String known = guid;
        if (known == null) {
            known = configuredGuid.orElseGet(() -> queryGuid(deadline)).toUpperCase(Locale.ROOT);
            guid = known;
        }
        return known;
    }

    /** The GUID that the SDC tells, whatever is configured. */
    public String toldIdentity(Deadline deadline) {
        return queryGuid(deadline).toUpperCase(Locale.ROOT);
    }

    /** The systems that the SDC is connected to, by their ids. */
    public Set<String> systems(Deadline deadline) {
        SdcCommand.Result result = drvCfg("--query_mdms", deadline);
        if (result.exitCode() != 0) {
            throw new HostFailure("this host's SDC does not report its MDMs: " + drvCfg() + " --query_mdms: "
                    + result.complaint(), "check the SDC with `systemctl status scini`", null);
        }
        return MDM.matcher(result.output()).results().map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The SDC's command.
     *
     * @throws HostFailure if there is none that can be run
     */
    public Path command() {
        return drvCfg();
    }

    @Override
    public Path device(VolumeId id) {
        return byId.resolve(LINK + id);
    }

    @Override
    public Optional<Path> rivalOf(VolumeId id) {
        Path own = device(id);
        try (DirectoryStream<Path> links = Files.newDirectoryStream(byId, LINKS)) {
            Optional<Object> device = leadsTo(own);
            for (Path link : links) {
                if (!link.equals(own) && device.isPresent() && leadsTo(link).equals(device)) {
                    return Optional.of(link);
                }
            }
            return Optional.empty();
        } catch (IOException | DirectoryIteratorException e) {
            throw new HostFailure("the links to devices in " + byId + " cannot be read: " + e.getMessage(),
                    "check that directory, and that udev runs", e);
        }
    }

    /** What tells the device node at the end of a link from others; empty if there is none. */
    private static Optional<Object> leadsTo(Path link) throws IOException {
        try {
            return Optional.ofNullable(Files.readAttributes(link, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Path awaitDevice(VolumeId id, Deadline deadline) {
        Path device = device(id);
        if (Files.exists(device)) {
            return device;
        }
        Deadline limit = deadline.atMost(waiting.atMost);
        try (PathWatch watch = new PathWatch(device)) {
            if (watch.await(limit.atMost(waiting.rescanAfter))) {
                return device;
            }
            String rescan = tryRescan(limit);
            if (watch.await(limit)) {
                return device;
            }
            throw new HostFailure(
                    "it is mapped to this host's SDC, but its device " + device + " did not appear (" + rescan + "; "
                            + connections(id.system()) + ")",
                    "check the SDC with `systemctl status scini`, `drv_cfg"
                            + " --query_mdms` and `dmesg`, and that udev runs",
                    null);
        } catch (IOException e) {
            throw new HostFailure("the directory " + byId + " cannot be watched: " + e.getMessage(),
                    "check the limits on inotify (fs.inotify.max_user_instances)", e);
        }
    }

    @Override
    public void rescan(Deadline deadline) {
        SdcCommand.Result result = drvCfg("--rescan", deadline.atMost(COMMAND));
        if (result.exitCode() != 0) {
            throw new HostFailure("this host's SDC did not rescan: " + drvCfg() + " --rescan: "
                    + result.complaint(), "check the SDC with `systemctl status scini` and `dmesg`", null);
        }
    }

    /** What the SDC answers to each of its questions, for a person; what it does not answer has the reason in its place. */
    public String answers(Deadline deadline) {
        StringBuilder text = new StringBuilder();
        for (String question : List.of("--query_version", "--query_guid", "--query_mdms", "--query_vols")) {
            text.append("$ drv_cfg ").append(question).append('\n');
            try {
                SdcCommand.Result result = drvCfg(question, deadline.atMost(COMMAND));
                text.append(result.exitCode() == 0 ? result.output() : result.complaint() + "\n");
            } catch (VolumeException e) {
                text.append(e.getMessage()).append('\n');
            }
        }
        return text.toString();
    }

    private String queryGuid(Deadline deadline) {
        SdcCommand.Result result = drvCfg("--query_guid", deadline);
        Matcher matcher = GUID.matcher(result.output());
        if (result.exitCode() != 0 || !matcher.find()) {
            throw new HostFailure(
                    "this host's SDC does not report its GUID: " + drvCfg() + " --query_guid: " + result.complaint(),
                    "check that the SDC runs (`systemctl status scini`, `lsmod |"
                            + " grep scini`) and that rexray runs as root",
                    null);
        }
        return matcher.group();
    }

    /** What became of it, for a message. */
    private String tryRescan(Deadline deadline) {
        try {
            SdcCommand.Result result = drvCfg("--rescan", deadline.atMost(COMMAND));
            return result.exitCode() == 0 ? "after a rescan" : "rescan failed: " + result.complaint();
        } catch (VolumeException e) {
            log.debug("rescan: {}", e.getMessage());
            return "rescan failed: " + e.problem();
        }
    }

    /**
     * The systems that the SDC is connected to, for a message. Asked when time is up, so with a little of its own.
     *
     * @param wanted the one of which a device is missing
     */
    private String connections(String wanted) {
        try {
            Set<String> systems = systems(Deadline.after(Duration.ofSeconds(2)));
            if (systems.isEmpty()) {
                return "the SDC is connected to no system";
            }
            return "the SDC is connected to system " + String.join(", ", systems)
                    + (systems.contains(wanted) ? "" : ", not to " + wanted);
        } catch (VolumeException e) {
            log.debug("query_mdms: {}", e.getMessage());
            return "it is unknown what the SDC is connected to";
        }
    }

    private SdcCommand.Result drvCfg(String argument, Deadline deadline) {
        return command.run(drvCfg(), List.of(argument), deadline);
    }

    private Path drvCfg() {
        Path found = places.stream().filter(Files::exists).findFirst()
                .orElseThrow(() -> new HostFailure(
                        "there is no ScaleIO SDC on this host: no "
                                + places.stream().map(Path::toString).collect(Collectors.joining(" and no ")),
                        "install the SDC (package EMC-ScaleIO-sdc), or set scaleio.drvCfg to its drv_cfg", null));
        if (!Files.isExecutable(found) || Files.isDirectory(found)) {
            throw new HostFailure("the SDC's command " + found + " is not executable",
                    "run as root, and check its mode with `ls -l " + found + "`", null);
        }
        return found;
    }
}
