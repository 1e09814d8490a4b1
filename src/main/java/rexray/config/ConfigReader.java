package rexray.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rexray.events.EventOptions;
import rexray.scaleio.Fingerprint;
import rexray.scaleio.Login;
import rexray.scaleio.ScaleioOptions;
import rexray.scaleio.Secret;
import rexray.scaleio.Trust;
import rexray.volume.DirectoryMode;
import rexray.volume.Size;
import rexray.volume.Switch;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeOptions.Anonymous;
import rexray.volume.VolumeOptions.Preempt;

/**
 * The rules by which settings become one service's configuration: what is needed, and what goes together. A value that
 * is a problem is stood in for, so that the reading goes on to the next one; the result is given out only if there was
 * none.
 */
final class ConfigReader {
    /** The storage drivers that there are. */
    private static final List<String> DRIVERS = List.of("scaleio");
    private static final URI NO_ENDPOINT = URI.create("https://missing");
    private final Values values;

    private ConfigReader(Values values) {
        this.values = values;
    }

    /**
     * @param whole where a problem is shown that is of no single setting
     * @param problems what was found so far
     * @throws ConfigException with everything that is wrong
     */
    static ServiceConfig read(Origin whole, List<Setting> settings, List<Problem> problems) {
        return read(new Values(whole, settings, problems));
    }

    /** @throws ConfigException with everything that is wrong */
    static ServiceConfig read(Values values) {
        ServiceConfig config = new ConfigReader(values).service();
        values.requireNoProblems();
        return config;
    }

    private ServiceConfig service() {
        String missing = Stream.of(Key.ENDPOINT, Key.USER_NAME, Key.PASSWORD)
                .filter(key -> !values.isGiven(key) && (key != Key.PASSWORD || passwordSources().isEmpty()))
                .map(Key::toString).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            values.reportWhole("missing: " + missing, "add what the gateway is reached with, see config.yml.example");
        }
        return new ServiceConfig(scaleio(), volumes(), values.get(Key.SOCKET, Parsers::socket),
                values.get(Key.LOG_LEVEL, LogLevel::parse), values.get(Key.LOG_FORMAT, LogFormat::parse),
                new EventOptions(values.get(Key.EVENTS_FILE, Parsers::path),
                        values.get(Key.EVENTS_SIZE, Parsers::eventSize)),
                values.find(Key.METRICS_LISTEN, Parsers::address),
                driver());
    }

    private String driver() {
        List<String> drivers = values.list(Key.STORAGE_DRIVERS);
        drivers.forEach(name -> requireDriver(Key.STORAGE_DRIVERS, name));
        if (drivers.size() > 1) {
            values.report(Key.STORAGE_DRIVERS, Key.STORAGE_DRIVERS + " names more than one driver",
                    "name one; a service has one storage driver");
        }
        String service = values.get(Key.SERVICE, Parsers::text);
        requireDriver(Key.SERVICE, service);
        return service;
    }

    private void requireDriver(Key key, String name) {
        if (!DRIVERS.contains(name)) {
            values.report(key, key + ": there is no storage driver '" + name + "'",
                    "these there are: " + String.join(", ", DRIVERS));
        }
    }

    private VolumeOptions volumes() {
        return new VolumeOptions(values.get(Key.MOUNT_PATH, Parsers::path), dataDirectory(),
                values.get(Key.FILE_MODE, DirectoryMode::parse), values.get(Key.SIZE, Size::parse),
                values.get(Key.FILE_SYSTEM, Parsers::fileSystem), preempt(),
                VolumeOptions.RUN_DIRECTORY, VolumeOptions.STATE_DIRECTORY, VolumeOptions.MOUNT_TIMEOUT,
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
        return new ScaleioOptions(endpoints, trust(endpoints), login(),
                values.find(Key.SYSTEM_ID, Parsers::id), values.find(Key.SYSTEM_NAME, Parsers::text),
                values.find(Key.DOMAIN_ID, Parsers::id), values.find(Key.DOMAIN_NAME, Parsers::text),
                values.find(Key.POOL_ID, Parsers::id), values.find(Key.POOL_NAME, Parsers::text),
                values.get(Key.THIN_OR_THICK, Parsers::provisioning), values.find(Key.GUID, Parsers::guid),
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
