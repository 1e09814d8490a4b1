package rexray.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
                    "it chose between the original's ways of serving Docker, of which here is one"),
            Map.entry("http.proxy", "the gateway is reached without a proxy"));
    private static final List<String> NO_EFFECT = List.of("docker.iops", "docker.availabilityzone", "scaleio.userid",
            "scaleio.usecerts");
    private static final String OLD_OPERATIONS = "rexray.volume.";
    private static final List<String> DISABLES = List.of("create.disable", "remove.disable");
    private static final String IGNORE_COUNT = "unmount.ignoreusedcount";
    private static final String AS_IT_IS = "its $ is a plain character here";
    private static final String DOLLAR = "for a $ with a name the original put in the value of that variable, if its service"
            + " had one; here it is plain text, so correct the new file if a variable was meant";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?[A-Za-z_]");

    private final boolean isBefore04;
    private final boolean isBridged;

    /** @param version such as 0.11.4 */
    ImportRules(String version) {
        this.isBefore04 = version.matches("0\\.[0-3](\\..*)?");
        this.isBridged = version.matches("0\\.11(\\.[0-2])?");
    }

    /** Whether containers got all of a volume and not a directory in it; so by default from 0.11.0 to 0.11.2. */
    boolean gaveWholeVolumes(List<Setting> settings) {
        return settings.stream().filter(setting -> setting.foldedKey().equals("docker.legacy")).findFirst()
                .map(setting -> setting.values().equals(List.of("false"))).orElse(isBridged);
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

        /**
         * It becomes this, but not unasked.
         *
         * @param why somebody may not want that
         */
        record Asked(Outcome agreed, String why) implements Outcome {}

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

    /**
     * The same, but not unasked where the value may not be what it was: the original put the values of its service's
     * variables into every text, passwords too. Which there were is not known here.
     */
    static Outcome withoutVariables(Setting setting, Outcome outcome) {
        if (setting.values().stream().noneMatch(text -> VARIABLE.matcher(text).find())) {
            return outcome;
        }
        return switch (outcome) {
            case Outcome.Same same -> new Outcome.Asked(new Outcome.Same(and(same.remark(), AS_IT_IS)), DOLLAR);
            case Outcome.Kept kept ->
                new Outcome.Asked(new Outcome.Kept(kept.key(), and(kept.remark(), AS_IT_IS)), DOLLAR);
            case Outcome.Question _,Outcome.Asked _,Outcome.Dropped _,Outcome.Lost _ -> outcome;
        };
    }

    private static String and(String remark, String other) {
        return remark.isEmpty() ? other : remark + "; " + other;
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

    /** What becomes of an operation that could be switched off, or to another way; empty for other keys. */
    private Optional<Outcome> switched(String key, String value) {
        String prefix = key.startsWith(OPERATIONS) ? OPERATIONS : OLD_OPERATIONS;
        String name = key.startsWith(prefix) ? key.substring(prefix.length()) : "";
        boolean isDisable = DISABLES.contains(name);
        if (!isDisable && !name.equals(IGNORE_COUNT)) {
            return Optional.empty();
        }
        if (!value.equalsIgnoreCase("true")) {
            return Optional.of(new Outcome.Dropped("is the default here"));
        }
        boolean wasRead = isBefore04 == prefix.equals(OLD_OPERATIONS);
        String unread = isBefore04 ? "0.3 had no section libstorage" : "0.4 to 0.11.4 ignored this name";
        if (isDisable) {
            String why = (wasRead ? "the original then answered success and did nothing" : unread)
                    + "; here volumes are " + name.substring(0, name.indexOf('.')) + "d, and no key forbids it";
            return Optional.of(new Outcome.Asked(new Outcome.Lost(why), why));
        }
        return Optional.of(wasRead
                ? new Outcome.Lost("the original then unmounted at each Unmount, whoever else used the volume; here it"
                        + " stays mounted until its last user is gone")
                : new Outcome.Dropped(unread));
    }

    private static Outcome differing(Key key, String value, String why) {
        return key.defaultText().filter(value::equalsIgnoreCase).isPresent()
                ? new Outcome.Dropped(why + ", and it is the default here")
                : new Outcome.Question(key, Optional.empty(), why);
    }

    private Outcome others(String key, String value) {
        if (NO_EFFECT.contains(key)) {
            return new Outcome.Dropped("had no effect for ScaleIO");
        }
        Optional<Outcome> switched = switched(key, value);
        if (switched.isPresent()) {
            return switched.get();
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
