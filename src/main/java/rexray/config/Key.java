package rexray.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rexray.volume.VolumeOptions;

import static rexray.config.Key.Shape.ONE;
import static rexray.config.Key.Shape.ONE_OR_SEVERAL;
import static rexray.config.Key.Shape.SECRET;
import static rexray.config.Key.Shape.SEVERAL;

/**
 * The keys that this version acts upon: the one table behind the reading of a file, its messages, the example file and
 * the reference. Keys of the original that are not here are in {@link RefusedKeys}.
 */
enum Key {
    LOG_LEVEL("rexray.logLevel", "panic, fatal, error, warn, info, debug", "info",
            "How much is logged. `info` has one line per change of a volume; the original's default was `warn`."),
    LOG_FORMAT("rexray.logFormat", "auto, text, json, journal", "auto",
            "What form a line of the log has: `text` for people, `json` an object for programs, `journal` with priorities as systemd's journal reads them. `auto` is `text`, or, where standard error leads to the journal, entries with fields of their own. Not in the original."),
    EVENTS_FILE("rexray.events.file", "path", "/var/log/rexray/events.jsonl",
            "Where each change of a volume is kept as a line of JSON, and the file of the same name and `.1`. Not in the original."),
    EVENTS_SIZE("rexray.events.maxSize", "size from 1MB to 1GB", "10MB",
            "How much both of these files may take together; the oldest events go first. Not in the original."),
    METRICS_LISTEN("rexray.metrics.listen", "address and port such as 127.0.0.1:9779", "",
            "Where the metrics and health pages are shown on TCP too, to whoever can connect. Nowhere unless given. Not in the original."),
    STORAGE_DRIVERS(
            "rexray.storageDrivers", "list of one service", "",
            "The name that version 0.3 had for `libstorage.service`.",
            SEVERAL),
    SOCKET("rexray.modules.default-docker.host", "unix:// and a path",
            "unix:///run/docker/plugins/rexray.sock",
            "The socket that Docker finds the plugin by. Its name without `.sock` is what `--volume-driver` calls it."),
    SERVICE(
            "libstorage.service", "name of a service", "scaleio",
            "The service that serves volumes, of those below `libstorage.server.services`. Without such there is one, `scaleio`; of one that is called otherwise, its name is the default."),
    PREEMPT(
            "libstorage.integration.volume.operations.mount.preempt",
            "true, false, if-dead",
            "false",
            "Whether a Mount takes a volume that another host holds. With `true` the holder is fenced first, whoever it is; with `if-dead` only one that the array sees disconnected and not writing for 15 seconds."),
    PREEMPT_GRACE(
            "libstorage.integration.volume.operations.mount.preemptGrace",
            "time up to 60s", "0s",
            "How long a Mount waits for the holder to let go by itself before it takes the volume. Not in the original."),
    MOUNT_PATH(
            "libstorage.integration.volume.operations.mount.path",
            "path",
            VolumeOptions.MOUNT_ROOT.toString(),
            "The directory that holds the mountpoints, each named after its volume."),
    MOUNT_ROOT_PATH(
            "libstorage.integration.volume.operations.mount.rootPath",
            "path within a volume", "/data",
            "The directory of a volume that containers get; `/` for all of it. One setting with `linux.volume.rootpath`."),
    SIZE(
            "libstorage.integration.volume.operations.create.default.size",
            "size such as 16, 16GB or 1TB", "16",
            "The size of a volume that is created without one. The array rounds up, usually to a multiple of 8."),
    FILE_SYSTEM(
            "libstorage.integration.volume.operations.create.default.fsType",
            "ext4, xfs", "ext4",
            "What a blank volume is formatted with."),
    DEFAULT_TYPE(
            "libstorage.integration.volume.operations.create.default.type",
            "storage pool by name, also as DOMAIN/POOL",
            "",
            "The original's name for `scaleio.storagePoolName`, which is what `-o volumeType` sets; not together with another one."),
    DEFAULT_ZONE(
            "libstorage.integration.volume.operations.create.default.availabilityZone",
            "text",
            "",
            "The original's name for `scaleio.protectionDomainName`, which is what `-o availabilityZone` sets; not together with another one."),
    DEFAULT_IOPS(
            "libstorage.integration.volume.operations.create.default.IOPS",
            "number of 11 or more, or 0 for no limit",
            "",
            "How many requests a second a host may send to a volume that is created without saying so. The volume remembers it, and so is formatted when it is created."),
    ANONYMOUS(
            "libstorage.integration.volume.operations.create.anonymous",
            "true, false",
            "true",
            "Whether volumes are made for names of 64 hexadecimal digits, which Docker gives to those that nobody named. With `false` they are refused. Not in the original."),
    VOLUME_ROOT_PATH(
            "linux.volume.rootpath",
            "path within a volume",
            "/data",
            "The same as `mount.rootPath`; where both are given they must agree."),
    FORGOTTEN_AFTER(
            "libstorage.integration.volume.operations.unmount.forgottenAfter",
            "duration such as 10m",
            "10m",
            "How long ago a container must have mounted a volume before its use is doubted, should its Unmount never come. Not in the original."),
    FILE_MODE(
            "linux.volume.filemode",
            "octal mode with a leading 0",
            "0700",
            "Permissions of a data directory when it is made."),
    ENDPOINT(
            "scaleio.endpoint",
            "http or https URL, or a list of them",
            "",
            "The gateway, e.g. `https://gateway.example.com/api`, or several of one cluster, the preferred one first. Needed.",
            ONE_OR_SEVERAL),
    INSECURE(
            "scaleio.insecure",
            "true, false",
            "false",
            "Whether the gateway's certificate is taken unseen. Better set `scaleio.fingerprint` or `scaleio.caFile`."),
    CA_FILE(
            "scaleio.caFile",
            "path of a PEM file",
            "",
            "Certificates to trust instead of the system's. Not in the original."),
    FINGERPRINT(
            "scaleio.fingerprint",
            "SHA-256 fingerprint, or a list of them",
            "",
            "The gateway's own certificate, which is taken whoever signed it, and no other. The error for an untrusted certificate tells the fingerprint. Not in the original.",
            ONE_OR_SEVERAL),
    AUTH(
            "scaleio.auth",
            "auto, basic, bearer",
            "auto",
            "How to log in: `basic` by `/api/login`, `bearer` by `/rest/auth/login` of 4.0 and later, `auto` by the one that the gateway has. Not in the original."),
    USER_NAME(
            "scaleio.userName",
            "text",
            "",
            "The gateway's user. Needed."),
    PASSWORD(
            "scaleio.password",
            "text",
            "",
            "The user's password. Needed, here or in one of the next two. Quote it if it has special characters.",
            SECRET),
    PASSWORD_FILE(
            "scaleio.passwordFile",
            "path",
            "",
            "A file whose first line is the password; systemd's credential `scaleio.password` is one. Not in the original."),
    PASSWORD_COMMAND(
            "scaleio.passwordCommand",
            "list of a program and its arguments",
            "",
            "A command whose first line of output is the password. No shell reads it. Not in the original.",
            SEVERAL),
    SYSTEM_ID(
            "scaleio.systemID",
            "hexadecimal id",
            "",
            "The ScaleIO system; `0`, or nothing here and in `systemName`, for the gateway's only one."),
    SYSTEM_NAME(
            "scaleio.systemName",
            "text",
            "",
            "The system by name; an id other than `0` decides over it."),
    DOMAIN_ID(
            "scaleio.protectionDomainID",
            "hexadecimal id",
            "",
            "The protection domain for new volumes."),
    DOMAIN_NAME(
            "scaleio.protectionDomainName",
            "text",
            "",
            "The protection domain by name; an id decides over it."),
    POOL_ID(
            "scaleio.storagePoolID",
            "hexadecimal id",
            "",
            "The storage pool for new volumes."),
    POOL_NAME(
            "scaleio.storagePoolName",
            "text",
            "",
            "The storage pool by name; an id decides over it."),
    THIN_OR_THICK(
            "scaleio.thinOrThick",
            "ThinProvisioned, ThickProvisioned",
            "ThinProvisioned",
            "How the array sets space aside for new volumes."),
    GUID(
            "scaleio.guid",
            "UUID",
            "",
            "This host's SDC GUID. Asked of `drv_cfg` unless given."),
    DRV_CFG(
            "scaleio.drvCfg",
            "path",
            "",
            "The SDC's command `drv_cfg`. The usual places are searched unless given."),
    API_VERSION(
            "scaleio.apiVersion",
            "version such as 2.0",
            "",
            "The REST API version to ask the gateway for. The gateway's own unless given."),
    VERSION(
            "scaleio.version",
            "version such as 2.0",
            "",
            "Another name of `scaleio.apiVersion`.");

    private static final Set<Key> OF_A_START = EnumSet.of(EVENTS_FILE, EVENTS_SIZE, METRICS_LISTEN, STORAGE_DRIVERS,
            SOCKET, SERVICE, MOUNT_PATH, MOUNT_ROOT_PATH, VOLUME_ROOT_PATH, SYSTEM_ID, SYSTEM_NAME, GUID, DRV_CFG);

    private final String dotted;
    private final String type;
    private final String defaultText;
    private final String meaning;
    private final Shape shape;

    Key(String dotted, String type, String defaultText, String meaning) {
        this(dotted, type, defaultText, meaning, ONE);
    }

    Key(String dotted, String type, String defaultText, String meaning, Shape shape) {
        this.dotted = dotted;
        this.type = type;
        this.defaultText = defaultText;
        this.meaning = meaning;
        this.shape = shape;
    }

    /** What kind of value a key has. */
    enum Shape {
        /** One value. */
        ONE,
        /** One value that no message may show; see {@link rexray.scaleio.Login#password}. */
        SECRET,
        /** A list of values. */
        SEVERAL,
        /** One value, several with commas between, or a list. */
        ONE_OR_SEVERAL
    }

    /** For what a key can have a value of its own. */
    enum Reach {
        /** For the daemon. */
        DAEMON,
        /** For a module, which it gives a service. */
        CHOICE,
        /** For a service. */
        SERVICE,
        /** For a service, and for each of its modules. */
        NEW_VOLUMES
    }

    /** The key that is written {@code text}, in whichever case. */
    static Optional<Key> named(String text) {
        return Arrays.stream(values()).filter(key -> key.dotted.equalsIgnoreCase(text)).findFirst();
    }

    /** What values are legal, in words. */
    String type() {
        return type;
    }

    /** What holds if the key is not given, as it would be written; empty if nothing does. */
    Optional<String> defaultText() {
        return defaultText.isEmpty() ? Optional.empty() : Optional.of(defaultText);
    }

    /** What the key is for, in Markdown. */
    String meaning() {
        return meaning;
    }

    /** Whether a service at work takes over a change of it, once it is told to reload; else with its next start. */
    boolean isLive() {
        return !OF_A_START.contains(this);
    }

    /** Whether its name alone, as a flag, says {@code true}. */
    boolean isTruth() {
        return type.startsWith("true, false");
    }

    /** Whether {@code text} is one of the values that {@link #type} lists, or another word for true or false. */
    boolean isOneOf(String text) {
        return List.of(type.split(", ")).contains(text) || List.of("yes", "no", "on", "off").contains(text);
    }

    Shape shape() {
        return shape;
    }

    Reach reach() {
        return switch (this) {
            case LOG_LEVEL, LOG_FORMAT, EVENTS_FILE, EVENTS_SIZE, METRICS_LISTEN, SOCKET -> Reach.DAEMON;
            case SERVICE, STORAGE_DRIVERS -> Reach.CHOICE;
            case SIZE, FILE_SYSTEM, DEFAULT_TYPE, DEFAULT_ZONE, DEFAULT_IOPS, DOMAIN_ID, DOMAIN_NAME, POOL_ID,
                    POOL_NAME, THIN_OR_THICK ->
                Reach.NEW_VOLUMES;
            default -> Reach.SERVICE;
        };
    }

    /** The dotted key. */
    @Override
    public String toString() {
        return dotted;
    }
}
