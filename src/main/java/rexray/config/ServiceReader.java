package rexray.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rexray.scaleio.Fingerprint;
import rexray.scaleio.Login;
import rexray.scaleio.ScaleioOptions;
import rexray.scaleio.Secret;
import rexray.scaleio.Trust;
import rexray.volume.Defaults;
import rexray.volume.DirectoryMode;
import rexray.volume.FileSystemType;
import rexray.volume.Limits;
import rexray.volume.MkfsOptions;
import rexray.volume.MountOptions;
import rexray.volume.Owner;
import rexray.volume.Placement;
import rexray.volume.Size;
import rexray.volume.Switch;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeOptions.Anonymous;
import rexray.volume.VolumeOptions.Preempt;
import rexray.volume.VolumeSettings;

/**
 * The rules by which settings become one service: what is needed, and what goes together. A value that is a problem is
 * stood in for, so that the reading goes on to the next one.
 */
final class ServiceReader {
    static final URI NO_ENDPOINT = URI.create("https://missing");
    private final Values values;

    ServiceReader(Values values) {
        this.values = values;
    }

    /** @param modules that are on it */
    ServiceConfig read(String name, List<ModuleConfig> modules) {
        String missing = Stream.of(Key.ENDPOINT, Key.USER_NAME, Key.PASSWORD)
                .filter(key -> !values.isGiven(key) && (key != Key.PASSWORD || passwordSources().isEmpty()))
                .map(Key::toString).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            values.reportWhole(
                    (name.equals(ServiceConfig.STANDARD) ? "" : "service " + name + ": ") + "missing: " + missing,
                    "add them as in config.yml.example");
        }
        VolumeSettings settings = remembered(mkfsOptions());
        return new ServiceConfig(name, scaleio(), volumes(name), new Defaults(Optional.empty(),
                settings.mkfsOptions().map(_ -> fileSystem()), settings, Optional.empty()), modules);
    }

    /**
     * How volumes are made that are asked for on the socket of a module.
     *
     * @param service what the module's service has in place of {@code values}
     */
    Defaults defaults(ServiceReader service) {
        FileSystemType usual = service.fileSystem();
        VolumeSettings settings = remembered(fileSystem() != usual && hasMkfsOptionsOf(service)
                ? Optional.empty()
                : mkfsOptions());
        return new Defaults(Optional.of(values.get(Key.SIZE, Size::parse)),
                Optional.of(fileSystem()).filter(type -> type != usual || settings.mkfsOptions().isPresent()), settings,
                Optional.of(placement()));
    }

    private FileSystemType fileSystem() {
        return values.get(Key.FILE_SYSTEM, Parsers::fileSystem);
    }

    /** What new volumes remember; neither an access, since nobody could fill them, nor a mode, which is a host's. */
    private VolumeSettings remembered(Optional<MkfsOptions> mkfsOptions) {
        return new VolumeSettings(Optional.empty(), storable(Key.DEFAULT_MKFS_OPTIONS, mkfsOptions),
                storable(Key.DEFAULT_MOUNT_OPTIONS,
                        values.find(Key.DEFAULT_MOUNT_OPTIONS, (_, text) -> MountOptions.parse(text))),
                Optional.empty(),
                storable(Key.DEFAULT_IOPS, values.find(Key.DEFAULT_IOPS, Limits::parseIops).filter(most -> most > 0)),
                storable(Key.DEFAULT_BANDWIDTH,
                        values.find(Key.DEFAULT_BANDWIDTH, Limits::parseBandwidth).filter(most -> most > 0)),
                storable(Key.DEFAULT_OWNER, values.find(Key.DEFAULT_OWNER, Owner::parse)), Optional.empty());
    }

    private Optional<MkfsOptions> mkfsOptions() {
        return values.find(Key.DEFAULT_MKFS_OPTIONS, (_, text) -> {
            MkfsOptions options = MkfsOptions.parse(text);
            options.requireFor(fileSystem());
            return options;
        }).filter(options -> !options.isEmpty());
    }

    /** Whether they say nothing of their own, so that what they have is for the service's file system. */
    private boolean hasMkfsOptionsOf(ServiceReader service) {
        return values.given(Key.DEFAULT_MKFS_OPTIONS).equals(service.values.given(Key.DEFAULT_MKFS_OPTIONS));
    }

    /** Where containers get all of a volume, every Create would be refused for what it is to remember. */
    private <T> Optional<T> storable(Key key, Optional<T> value) {
        if (value.isPresent() && dataDirectory().isEmpty()) {
            values.report(key, key + " would be stored on the volume, which containers get as a whole (rootPath: /) and"
                    + " could change", "remove it, or set " + Key.MOUNT_ROOT_PATH + " to /data");
        }
        return value;
    }

    /** The original's names for pool and domain, which are those of the command line too, or ScaleIO's. */
    private Placement placement() {
        Optional<String> type = values.find(Key.DEFAULT_TYPE, Parsers::text);
        Optional<String> poolId = values.find(Key.POOL_ID, Parsers::id);
        Optional<String> poolName = values.find(Key.POOL_NAME, Parsers::text);
        requireAlone(Key.DEFAULT_TYPE, type, poolId, poolName, Key.POOL_ID, Key.POOL_NAME);
        Optional<String> zone = values.find(Key.DEFAULT_ZONE, Parsers::text);
        Optional<String> domainId = values.find(Key.DOMAIN_ID, Parsers::id);
        Optional<String> domainName = values.find(Key.DOMAIN_NAME, Parsers::text);
        requireAlone(Key.DEFAULT_ZONE, zone, domainId, domainName, Key.DOMAIN_ID, Key.DOMAIN_NAME);
        int slash = type.map(text -> text.indexOf('/')).orElse(-1);
        if (slash >= 0) {
            Optional<String> inType = type.map(text -> text.substring(0, slash));
            if (zone.isPresent() && !zone.equals(inType)) {
                values.report(Key.DEFAULT_ZONE, Key.DEFAULT_TYPE + " and " + Key.DEFAULT_ZONE
                        + " name different protection domains", "name it once");
            }
            zone = inType;
        }
        return new Placement(domainId.filter(same(zone)), zone.or(() -> domainName), poolId.filter(same(type)),
                type.map(text -> text.substring(slash + 1)).or(() -> poolName),
                values.get(Key.THIN_OR_THICK, Parsers::provisioning));
    }

    /** An id decides over a name, and must not over one that stands in its place. */
    private static Predicate<String> same(Optional<String> inPlace) {
        return ignored -> inPlace.isEmpty();
    }

    private void requireAlone(Key key, Optional<String> text, Optional<String> id, Optional<String> name, Key idKey,
            Key nameKey) {
        if (text.isPresent() && (id.isPresent() || (name.isPresent() && !name.equals(text)))) {
            values.report(key, key + " and " + (id.isPresent() ? idKey : nameKey) + " mean the same thing",
                    "keep one of them");
        }
    }

    private VolumeOptions volumes(String name) {
        Path state = ServiceConfig.directory(VolumeOptions.STATE_DIRECTORY, name);
        return new VolumeOptions(
                values.find(Key.MOUNT_PATH, Parsers::path).orElse(state.resolve("volumes")), dataDirectory(),
                values.get(Key.FILE_MODE, DirectoryMode::parse), values.get(Key.SIZE, Size::parse),
                values.get(Key.FILE_SYSTEM, Parsers::fileSystem), preempt(),
                ServiceConfig.directory(VolumeOptions.RUN_DIRECTORY, name), state, VolumeOptions.MOUNT_TIMEOUT,
                VolumeOptions.OTHER_TIMEOUT, values.get(Key.FORGOTTEN_AFTER, Parsers::duration),
                values.get(Key.ANONYMOUS, Switch::parse) == Switch.ON ? Anonymous.MADE : Anonymous.REFUSED);
    }

    private Preempt preempt() {
        Preempt preempt = values.get(Key.PREEMPT, Parsers::preempt);
        Duration grace = values.get(Key.PREEMPT_GRACE, Parsers::grace);
        if (preempt.mode() == Preempt.Mode.NEVER && !grace.isZero()) {
            values.report(Key.PREEMPT_GRACE, Key.PREEMPT_GRACE + " has no effect with " + Key.PREEMPT + ": false",
                    "remove it, or set that to true or if-dead");
        }
        return preempt.withGrace(grace);
    }

    /** The original made one directory and gave containers the other, so that both had to be changed together. */
    private String dataDirectory() {
        Optional<String> given = values.find(Key.MOUNT_ROOT_PATH, Parsers::pathInVolume);
        Optional<String> made = values.find(Key.VOLUME_ROOT_PATH, Parsers::pathInVolume);
        if (given.isPresent() && made.isPresent() && !given.equals(made)) {
            values.report(Key.VOLUME_ROOT_PATH,
                    Key.VOLUME_ROOT_PATH + " and " + Key.MOUNT_ROOT_PATH + " name different directories",
                    "remove one of them");
        }
        return given.or(() -> made).orElseGet(() -> values.get(Key.MOUNT_ROOT_PATH, Parsers::pathInVolume));
    }

    private ScaleioOptions scaleio() {
        List<URI> endpoints = values.findAll(Key.ENDPOINT, Parsers::endpoint);
        if (endpoints.isEmpty()) {
            endpoints = List.of(NO_ENDPOINT);
        }
        Placement placement = placement();
        return new ScaleioOptions(endpoints, trust(endpoints), login(),
                values.find(Key.SYSTEM_ID, Parsers::id), values.find(Key.SYSTEM_NAME, Parsers::text),
                placement.domainId(), placement.domainName(), placement.poolId(), placement.poolName(),
                placement.provisioning(), values.find(Key.GUID, Parsers::guid),
                values.find(Key.DRV_CFG, Parsers::path), apiVersion());
    }

    private Login login() {
        return new Login(values.find(Key.USER_NAME, Parsers::text).orElse(""),
                password(),
                values.get(Key.AUTH, Parsers::scheme));
    }

    /** What says which certificates are taken; of several that contradict each other, all but the first are reported. */
    private Trust trust(List<URI> endpoints) {
        boolean insecure = values.get(Key.INSECURE, Parsers::flag);
        Optional<Path> caFile = values.find(Key.CA_FILE, Parsers::readableFile);
        List<Fingerprint> fingerprints = values.findAll(Key.FINGERPRINT, Fingerprint::parse);
        Optional<String> other = insecure
                ? Optional.of(Key.INSECURE + ": true")
                : endpoints.stream().noneMatch(uri -> "https".equalsIgnoreCase(uri.getScheme()))
                        ? Optional.of("an endpoint without https")
                        : Optional.empty();
        for (Key key : List.of(Key.FINGERPRINT, Key.CA_FILE)) {
            if (values.isGiven(key)) {
                other.ifPresent(why -> values.report(key, key + " has no effect with " + why,
                        "remove one of the two"));
                other = other.or(() -> Optional.of(key.toString()));
            }
        }
        if (insecure) {
            return new Trust.Anything();
        }
        return fingerprints.isEmpty()
                ? caFile.<Trust>map(Trust.File::new).orElseGet(Trust.Machine::new)
                : new Trust.Pinned(Set.copyOf(fingerprints));
    }

    private List<Key> passwordSources() {
        return Stream.of(Key.PASSWORD, Key.PASSWORD_FILE, Key.PASSWORD_COMMAND).filter(values::isGiven).toList();
    }

    private Secret password() {
        List<Key> sources = passwordSources();
        if (sources.size() > 1) {
            values.report(sources.get(1), "the password is given by " + sources.get(0) + " and " + sources.get(1),
                    "keep one of them");
        }
        return values.find(Key.PASSWORD, Parsers::secret)
                .or(() -> values.find(Key.PASSWORD_FILE, PasswordSource::file))
                .or(() -> values.find(Key.PASSWORD_COMMAND, (what, ignored) -> PasswordSource.command(what,
                        values.list(Key.PASSWORD_COMMAND))))
                .orElse(new Secret(""));
    }

    private Optional<String> apiVersion() {
        Optional<String> documented = values.find(Key.API_VERSION, Parsers::version);
        Optional<String> coded = values.find(Key.VERSION, Parsers::version);
        if (documented.isPresent() && coded.isPresent() && !documented.equals(coded)) {
            values.report(Key.VERSION, Key.VERSION + " and " + Key.API_VERSION + " differ", "remove one of them");
        }
        return documented.or(() -> coded);
    }
}
