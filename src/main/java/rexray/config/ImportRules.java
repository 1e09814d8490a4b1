package rexray.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What each key of the original really did in one of its versions, and what becomes of it here. From the code of 0.3.3 and
 * 0.11.4, and for the names that 0.4 was to translate from a trial of 0.11.4: it translated none.
 */
final class ImportRules {
    private static final String OPERATIONS = "libstorage.integration.volume.operations.";
    private static final Map<String, Key> OLD_NAMES = Map.of("rexray.volume.mount.preempt", Key.PREEMPT,
            "docker.size", Key.SIZE, "docker.fstype", Key.FILE_SYSTEM, "docker.mountdirpath", Key.MOUNT_PATH,
            "docker.volumetype", Key.POOL_NAME);
    /** As slides, and one page of the documentation, have it. */
    private static final List<String> NEVER_READ = List.of("rexray.mount.volume.preempt",
            "libstorage.integration.volume.mount.preempt", "integration.volume.mount.preempt",
            "integration.volume.operations.mount.preempt");
    /** In force, and of no use here: by key, or by section with a dot at the end. */
    private static final Map<String, String> NOT_NEEDED = Map.ofEntries(
            Map.entry("rexray.osdrivers", "Linux is the only one"),
            Map.entry("rexray.volumedrivers", "Docker is the only one"),
            Map.entry("rexray.module.starttimeout", "the service starts without waiting for the array"),
            Map.entry("rexray.modules.default-csi.", "only its host matters here"),
            Map.entry("csi.", "the Docker protocol is served; CSI is not there yet"),
            Map.entry("x.csi.", "the Docker protocol is served; CSI is not there yet"),
            Map.entry("rexray.modules.default-admin.", "the admin socket is always there"),
            Map.entry("rexray.volume.path.", "Path is answered from the mount table"),
            Map.entry(OPERATIONS + "path.cache", "Path is answered from the mount table"),
            Map.entry(OPERATIONS + "mount.retry", "what is safe to repeat is repeated"),
            Map.entry(OPERATIONS + "create.implicit", "a Mount of a missing volume fails, as it did there"),
            Map.entry(OPERATIONS + "remove.force", "ScaleIO had no use for it"),
            Map.entry("libstorage.embedded", "client and controller run as one"),
            Map.entry("libstorage.os.driver", "Linux is the only one"),
            Map.entry("libstorage.integration.driver", "Linux is the only one"),
            Map.entry("libstorage.storage.driver", "there is nothing in between"),
            Map.entry("libstorage.logging.", "rexray.logLevel says how much is logged"),
            Map.entry("libstorage.http.", "client and controller run as one"),
            Map.entry("libstorage.schema.", "client and controller run as one"),
            Map.entry("libstorage.executor.", "there is no executor"),
            Map.entry("libstorage.device.", "the device is waited for as long as the request lasts"),
            Map.entry("libstorage.client.", "client and controller run as one"),
            Map.entry("libstorage.server.tasks.", "there are no tasks"),
            Map.entry("libstorage.server.autoendpointmode", "client and controller run as one"),
            Map.entry("linux.", "is read under its own name only"),
            Map.entry("docker.legacy",
                    "the original's other way had mountpoints without /data; look at what your containers expect"),
            Map.entry("http.proxy", "the gateway is reached without a proxy"));
    private static final List<String> NO_EFFECT = List.of("docker.iops", "docker.availabilityzone", "scaleio.userid",
            "scaleio.usecerts");
    private static final List<String> SWITCHES = List.of("rexray.volume.create.disable",
            "rexray.volume.remove.disable", "rexray.volume.unmount.ignoreusedcount", OPERATIONS + "create.disable",
            OPERATIONS + "remove.disable", OPERATIONS + "unmount.ignoreusedcount");

    private final boolean isBefore04;

    /** @param version such as 0.11.4 */
    ImportRules(String version) {
        this.isBefore04 = version.matches("0\\.[0-3](\\..*)?");
    }

    /** What becomes of a setting. */
    sealed interface Outcome {
        /** It is the same here. */
        record Same(String remark) implements Outcome {}

        /** It has its effect here, under the key's own name. */
        record Kept(Key key, String remark) implements Outcome {}

        /**
         * The file says one thing, and the original did another.
         *
         * @param ran what it did; empty for what it does unless told otherwise
         */
        record Question(Key key, Optional<String> ran, String why) implements Outcome {}

        /** It had no effect, or its effect is there anyway. */
        record Dropped(String why) implements Outcome {}

        /** It had an effect that there is no setting for here. */
        record Lost(String why) implements Outcome {}
    }

    Outcome outcome(Scoped scoped) {
        Setting setting = scoped.setting();
        boolean isModules = scoped.scope() == Scoped.Scope.MODULE && scoped.key().isEmpty();
        String key = isModules ? Setting.fold(scoped.written()) : setting.foldedKey();
        String value = String.join(" ", setting.values());
        Optional<Key> known = Key.named(key);
        if (known.isPresent()) {
            return known(known.get(), value);
        }
        if (OLD_NAMES.containsKey(key)) {
            return old(OLD_NAMES.get(key), value);
        }
        if (NEVER_READ.contains(key)) {
            return differing(Key.PREEMPT, value, "no version of the original read this name");
        }
        return switch (key) {
            case "rexray.service" -> new Outcome.Kept(Key.SERVICE, "");
            case "rexray.modules.default-csi.host" -> new Outcome.Kept(Key.SOCKET, "");
            case "libstorage.logging.level" -> new Outcome.Kept(Key.LOG_LEVEL, "");
            case "libstorage.host", "rexray.host" ->
                value.matches("unix://.*|tcp://(127\\.0\\.0\\.1|localhost)?:.*") || isBefore04
                        ? new Outcome.Dropped("client and controller run as one")
                        : new Outcome.Lost(
                                "a controller elsewhere is not supported yet; give this host the gateway's password");
            default -> others(key, value);
        };
    }

    private Outcome known(Key key, String value) {
        return switch (key) {
            case DEFAULT_TYPE -> new Outcome.Kept(Key.POOL_NAME, "ScaleIO's type is the pool");
            case DEFAULT_ZONE, DEFAULT_IOPS -> new Outcome.Dropped("had no effect for ScaleIO");
            case INSECURE -> value.equalsIgnoreCase("true")
                    ? new Outcome.Kept(key, "")
                    : new Outcome.Question(key, Optional.of("true"),
                            "the original verified no certificate whatever this said");
            case API_VERSION -> isBefore04
                    ? new Outcome.Kept(Key.VERSION, "")
                    : new Outcome.Question(Key.VERSION, Optional.empty(), "0.4 and later read only scaleio.version");
            case VERSION -> isBefore04
                    ? new Outcome.Question(key, Optional.empty(), "0.3 read only scaleio.apiVersion")
                    : new Outcome.Kept(key, "");
            case STORAGE_DRIVERS -> value.toLowerCase(Locale.ROOT).matches("scaleio( .*)?")
                    ? new Outcome.Kept(Key.SERVICE, "")
                    : new Outcome.Lost("scaleio is the only storage driver");
            case PREEMPT -> isBefore04
                    ? differing(key, value, "0.3 knew only rexray.volume.mount.preempt")
                    : new Outcome.Kept(key, value.equalsIgnoreCase("true")
                            ? "the holder is fenced by its own id; if-dead would take a volume from dead hosts only"
                            : "");
            default -> isBefore04 && key.toString().startsWith("libstorage.")
                    ? differing(key, value, "0.3 had no section libstorage")
                    : new Outcome.Kept(key, "");
        };
    }

    private Outcome old(Key key, String value) {
        return isBefore04 ? new Outcome.Kept(key, "") : differing(key, value, "0.4 to 0.11.4 ignored this name");
    }

    private static Outcome differing(Key key, String value, String why) {
        return key.defaultText().filter(value::equalsIgnoreCase).isPresent()
                ? new Outcome.Dropped(why + ", and it is the default here")
                : new Outcome.Question(key, Optional.empty(), why);
    }

    private static Outcome others(String key, String value) {
        if (NO_EFFECT.contains(key)) {
            return new Outcome.Dropped("had no effect for ScaleIO");
        }
        if (SWITCHES.contains(key)) {
            return value.equalsIgnoreCase("true")
                    ? new Outcome.Lost("the original then answered success and did nothing; here it is carried out")
                    : new Outcome.Dropped("is the default here");
        }
        Optional<String> notNeeded = NOT_NEEDED.entrySet().stream().filter(entry -> key.startsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length())).map(Map.Entry::getValue);
        if (notNeeded.isPresent()) {
            return new Outcome.Dropped(notNeeded.get());
        }
        return RefusedKeys.find(key).<Outcome>map(entry -> new Outcome.Lost(entry.problem() + "; " + entry.remedy()))
                .orElseGet(() -> new Outcome.Dropped("no version of the original read it" + Spelling
                        .nearestKey(key, List.of(Key.values()).stream().map(Key::toString).toList())
                        .map(near -> "; was " + near + " meant?").orElse("")));
    }
}
