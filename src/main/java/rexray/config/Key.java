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
            "How much is logged. `info` logs one line per change of a volume; the original's default was `warn`."),
    LOG_FORMAT("rexray.logFormat", "auto, text, json, journal", "auto",
            "Format of the log: `text` for people, `json` for programs, `journal` with priorities for systemd's journal. `auto` means `text`, or journal entries with fields if standard error is the journal. Not in the original."),
    EVENTS_FILE("rexray.events.file", "path", "/var/log/rexray/events.jsonl",
            "File that records each change of a volume as a line of JSON. Its predecessor has the same name with `.1` appended. Not in the original."),
    EVENTS_SIZE("rexray.events.maxSize", "size from 1MB to 1GB", "10MB",
            "Maximum size of both files together; the oldest events are dropped first. Not in the original."),
    METRICS_LISTEN("rexray.metrics.listen", "address and port such as 127.0.0.1:9779", "",
            "Also serves the metrics and health pages on TCP, without authentication. Default: not at all. Not in the original."),
    STORAGE_DRIVERS(
            "rexray.storageDrivers", "list of one service", "",
            "The name of `libstorage.service` in version 0.3.",
            SEVERAL),
    SOCKET("rexray.modules.default-docker.host", "unix:// and a path",
            "unix:///run/docker/plugins/rexray.sock",
            "The socket by which Docker finds the plugin. Its name without `.sock` is the volume driver's name."),
    SERVICE(
            "libstorage.service", "name of a service", "scaleio",
            "The service that serves volumes, one of those below `libstorage.server.services`. If none is defined there, the only service is `scaleio`; if one is defined, its name is the default."),
    PREEMPT(
            "libstorage.integration.volume.operations.mount.preempt",
            "true, false, if-dead",
            "false",
            "Whether a Mount takes over a volume that another host holds. `false`: never. `true`: yes, after fencing the holder, whoever it is. `if-dead`: only if the array sees the holder disconnected, and not writing, for 15 seconds."),
    PREEMPT_GRACE(
            "libstorage.integration.volume.operations.mount.preemptGrace",
            "time up to 60s", "0s",
            "How long a Mount waits for the holder to release the volume by itself before it takes it over. Not in the original."),
    MOUNT_PATH(
            "libstorage.integration.volume.operations.mount.path",
            "path",
            VolumeOptions.MOUNT_ROOT.toString(),
            "Directory of the mountpoints, each named after its volume."),
    MOUNT_ROOT_PATH(
            "libstorage.integration.volume.operations.mount.rootPath",
            "path within a volume", "/data",
            "Directory within a volume that containers get; `/` for all of it. The same setting as `linux.volume.rootpath`."),
    SIZE(
            "libstorage.integration.volume.operations.create.default.size",
            "size such as 16, 16GB or 1TB", "16",
            "Size of volumes that are created without one. The array rounds up, usually to a multiple of 8."),
    FILE_SYSTEM(
            "libstorage.integration.volume.operations.create.default.fsType",
            "ext4, xfs", "ext4",
            "File system for blank volumes."),
    DEFAULT_TYPE(
            "libstorage.integration.volume.operations.create.default.type",
            "storage pool by name, also as DOMAIN/POOL",
            "",
            "The original's name for `scaleio.storagePoolName`, which `-o volumeType` overrides; give only one of them."),
    DEFAULT_ZONE(
            "libstorage.integration.volume.operations.create.default.availabilityZone",
            "text",
            "",
            "The original's name for `scaleio.protectionDomainName`, which `-o availabilityZone` overrides; give only one of them."),
    DEFAULT_IOPS(
            "libstorage.integration.volume.operations.create.default.IOPS",
            "number of 11 or more, or 0 for no limit",
            "",
            "Limit on requests per second for volumes that are created without one. It is stored on the volume, which is therefore formatted when it is created."),
    DEFAULT_BANDWIDTH(
            "libstorage.integration.volume.operations.create.default.bandwidth",
            "amount such as 50MB, or 0 for no limit",
            "",
            "Limit on data read and written per second for volumes that are created without one. It is stored on the volume, like `IOPS`. Not in the original."),
    DEFAULT_MKFS_OPTIONS(
            "libstorage.integration.volume.operations.create.default.mkfsOptions",
            "options of mkfs.ext4 or mkfs.xfs, each with its value",
            "",
            "How the file system of a new volume is made, e.g. `-m 0 -i 65536`. They are for the `fsType` configured; a volume that is created with another one gets none. Stored on the volume, like `IOPS`. Not in the original."),
    DEFAULT_MOUNT_OPTIONS(
            "libstorage.integration.volume.operations.create.default.mountOptions",
            "mount options, separated by commas",
            "",
            "Mount options, on every host, of volumes that are created without any, e.g. `noatime,nosuid`. Stored on the volume, like `IOPS`. Not in the original."),
    DEFAULT_OWNER(
            "libstorage.integration.volume.operations.create.default.owner",
            "numbers of user and group such as 999:999",
            "",
            "Owner of the data directory of volumes that are created without one. Stored on the volume, like `IOPS`. Not in the original."),
    ANONYMOUS(
            "libstorage.integration.volume.operations.create.anonymous",
            "true, false",
            "true",
            "Whether to create anonymous volumes, to which Docker gives names of 64 hexadecimal digits. With `false` they are refused. Not in the original."),
    VOLUME_ROOT_PATH(
            "linux.volume.rootpath",
            "path within a volume",
            "/data",
            "The same setting as `mount.rootPath`; if both are given, they must agree."),
    FORGOTTEN_AFTER(
            "libstorage.integration.volume.operations.unmount.forgottenAfter",
            "duration such as 10m",
            "10m",
            "Minimum age of a container's Mount before its use may be dropped without an Unmount. Not in the original."),
    FILE_MODE(
            "linux.volume.filemode",
            "octal mode with a leading 0",
            "0700",
            "Permissions of a data directory when it is created."),
    ENDPOINT(
            "scaleio.endpoint",
            "http or https URL, or a list of them",
            "",
            "The gateway, e.g. `https://gateway.example.com/api`, or several of one cluster, the preferred one first. Required.",
            ONE_OR_SEVERAL),
    INSECURE(
            "scaleio.insecure",
            "true, false",
            "false",
            "Whether to accept any certificate, and so any machine that claims to be the gateway. Prefer `scaleio.fingerprint` or `scaleio.caFile`."),
    CA_FILE(
            "scaleio.caFile",
            "path of a PEM file",
            "",
            "Certificates to trust instead of Java's own CAs. Not in the original."),
    FINGERPRINT(
            "scaleio.fingerprint",
            "SHA-256 fingerprint, or a list of them",
            "",
            "Fingerprint of the gateway's own certificate: only this certificate is accepted, whoever signed it. `rexray scaleio trust` shows it. Not in the original.",
            ONE_OR_SEVERAL),
    AUTH(
            "scaleio.auth",
            "auto, basic, bearer",
            "auto",
            "How to log in: `basic` uses `/api/login`, `bearer` uses `/rest/auth/login` of 4.0 and later, `auto` the one that the gateway supports. Not in the original."),
    USER_NAME(
            "scaleio.userName",
            "text",
            "",
            "The gateway's user. Required."),
    PASSWORD(
            "scaleio.password",
            "text",
            "",
            "The user's password. Required, here or by one of the next two keys. Quote it if it has special characters.",
            SECRET),
    PASSWORD_FILE(
            "scaleio.passwordFile",
            "path",
            "",
            "File whose first line is the password. A systemd credential named `scaleio.password` is used without this key. Not in the original."),
    PASSWORD_COMMAND(
            "scaleio.passwordCommand",
            "list of a program and its arguments",
            "",
            "Command whose first line of output is the password. It is run without a shell. Not in the original.",
            SEVERAL),
    SYSTEM_ID(
            "scaleio.systemID",
            "hexadecimal id",
            "",
            "The ScaleIO system by id. `0`, or neither id nor `systemName`, means the gateway's only one."),
    SYSTEM_NAME(
            "scaleio.systemName",
            "text",
            "",
            "The ScaleIO system by name; an id other than `0` takes precedence."),
    DOMAIN_ID(
            "scaleio.protectionDomainID",
            "hexadecimal id",
            "",
            "The protection domain for new volumes, by id."),
    DOMAIN_NAME(
            "scaleio.protectionDomainName",
            "text",
            "",
            "The protection domain for new volumes, by name; an id takes precedence."),
    POOL_ID(
            "scaleio.storagePoolID",
            "hexadecimal id",
            "",
            "The storage pool for new volumes, by id."),
    POOL_NAME(
            "scaleio.storagePoolName",
            "text",
            "",
            "The storage pool for new volumes, by name; an id takes precedence."),
    THIN_OR_THICK(
            "scaleio.thinOrThick",
            "ThinProvisioned, ThickProvisioned",
            "ThinProvisioned",
            "Provisioning of new volumes."),
    GUID(
            "scaleio.guid",
            "UUID",
            "",
            "This host's SDC GUID. Default: what `drv_cfg` reports."),
    DRV_CFG(
            "scaleio.drvCfg",
            "path",
            "",
            "The SDC's command. Default: `drv_cfg` in its usual places."),
    API_VERSION(
            "scaleio.apiVersion",
            "version such as 2.0",
            "",
            "The REST API version to request. Default: the gateway's own."),
    VERSION(
            "scaleio.version",
            "version such as 2.0",
            "",
            "Another name for `scaleio.apiVersion`.");

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
            case SIZE, FILE_SYSTEM, DEFAULT_TYPE, DEFAULT_ZONE, DEFAULT_IOPS, DEFAULT_BANDWIDTH,
                    DEFAULT_MKFS_OPTIONS, DEFAULT_MOUNT_OPTIONS, DEFAULT_OWNER, DOMAIN_ID, DOMAIN_NAME, POOL_ID,
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
