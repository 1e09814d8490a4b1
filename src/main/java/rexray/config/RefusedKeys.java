package rexray.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of the original that this version does not act upon, and the options of a new volume that have no default, each
 * with what to say about it. None is ignored: what somebody wrote into a file either has its effect or is refused.
 */
final class RefusedKeys {
    private static final String OPERATIONS = "libstorage.integration.volume.operations.";
    private static final String NO_CONTROLLER = "client and controller run as one here; remove it";
    private static final String LINUX_ONLY = "Linux is the only one; remove it";
    private static final String NO_PATH_CACHE = "Path is answered from the mount table; remove it";
    private static final String NO_ENTRY = "remove it";
    private static final String NO_PRETENCE = "the original answered success and did nothing; remove it";

    private static final String NO_LIMITS = "remove it; a volume is limited with `-o iops=` or `rexray volume limits`";

    /** Looked through in this order. */
    static final List<Entry> ALL = List.of(later("rexray.host", NO_CONTROLLER),
            later("rexray.service", "use " + Key.SERVICE),
            later("rexray.osDrivers", LINUX_ONLY),
            later("rexray.volumeDrivers", "Docker is the only one; remove it"),
            later("rexray.module.startTimeout", NO_ENTRY),
            later("rexray.docker.mount.path", "use " + Key.MOUNT_PATH),
            later("rexray.csi.*", NO_ENTRY), later("rexray.token.*", NO_CONTROLLER), later("csi.*", NO_ENTRY),
            slides("rexray.mount.volume.preempt", Key.PREEMPT),
            moved("rexray.volume.mount.preempt", Key.PREEMPT),
            later("rexray.volume.create.disable", NO_PRETENCE),
            later("rexray.volume.remove.disable", NO_PRETENCE),
            later("rexray.volume.unmount.ignoreUsedCount", NO_ENTRY),
            later("rexray.volume.path.*", NO_PATH_CACHE),
            moved("docker.size", Key.SIZE), moved("docker.fsType", Key.FILE_SYSTEM),
            moved("docker.mountDirPath", Key.MOUNT_PATH),
            later("docker.volumeType", "use " + Key.POOL_NAME), dead("docker.iops", NO_LIMITS),
            dead("docker.availabilityZone", "use " + Key.DOMAIN_NAME),
            later(OPERATIONS + "mount.retryCount", NO_ENTRY), later(OPERATIONS + "mount.retryWait", NO_ENTRY),
            later(OPERATIONS + "unmount.ignoreUsedCount", NO_ENTRY),
            later(OPERATIONS + "path.cache.*", NO_PATH_CACHE),
            later(OPERATIONS + "create.disable", NO_PRETENCE),
            new Entry(OPERATIONS + "create.default.mode", "is what another key says", "use " + Key.FILE_MODE),
            new Entry(OPERATIONS + "create.default.readOnly", "would make volumes that nobody could put anything on",
                    "give `-o readOnly=true` when you create a copy"),
            later(OPERATIONS + "create.implicit", "a Mount of a volume that is missing fails; remove it"),
            later(OPERATIONS + "remove.disable", NO_PRETENCE), later(OPERATIONS + "remove.force", NO_ENTRY),
            later("libstorage.host", NO_CONTROLLER), later("libstorage.embedded", NO_CONTROLLER),
            later("libstorage.disabled", NO_ENTRY), later("libstorage.os.driver", LINUX_ONLY),
            later("libstorage.storage.driver", "use " + Key.SERVICE),
            later("libstorage.integration.driver", LINUX_ONLY),
            later("libstorage.client.*", NO_CONTROLLER),
            later("libstorage.server.*", NO_CONTROLLER), later("libstorage.tls.*", NO_CONTROLLER),
            later("libstorage.logging.level", "use " + Key.LOG_LEVEL),
            later("libstorage.logging.*", NO_ENTRY), later("libstorage.http.*", NO_CONTROLLER),
            later("libstorage.schema.*", NO_CONTROLLER),
            later("libstorage.executor.*", "there is no executor; remove it"),
            later("libstorage.device.*", NO_ENTRY),
            later("scaleio.useCerts", "name the certificates to trust in " + Key.CA_FILE),
            dead("scaleio.userID", "use " + Key.USER_NAME),
            driver("virtualbox"), driver("ebs"), driver("ec2"), driver("aws"), driver("efs"), driver("s3fs"),
            driver("gce"), driver("gcepd"), driver("azureud"), driver("dobs"), driver("cinder"), driver("openstack"),
            driver("rackspace"), driver("rbd"), driver("isilon"), driver("fittedcloud"), driver("vmax"),
            driver("xtremio"), driver("vfs"));

    private RefusedKeys() {}

    /** What there is to say about a key of the original; empty if it had no such key. */
    static Optional<Entry> find(String key) {
        return ALL.stream().filter(entry -> entry.covers(key)).findFirst();
    }

    private static Entry later(String pattern, String remedy) {
        return new Entry(pattern, "is known from the original and not supported here yet", remedy);
    }

    private static Entry dead(String pattern, String remedy) {
        return new Entry(pattern, "had no effect for ScaleIO in the original and has none here", remedy);
    }

    private static Entry moved(String old, Key key) {
        return new Entry(old, "is an old name that the original's last versions ignored",
                "write " + key + " if you want what it says");
    }

    private static Entry slides(String never, Key key) {
        return new Entry(never, "means " + key, "write that; the original ignored this name");
    }

    private static Entry driver(String name) {
        return new Entry(name + ".*", "belongs to the storage driver '" + name + "', which is not here",
                "remove the section " + name);
    }

    /**
     * One key, or with {@code .*} at its end all keys below a section.
     *
     * @param problem what is to say about it, after its name
     */
    record Entry(String pattern, String problem, String remedy) {
        boolean covers(String key) {
            String all = pattern.endsWith(".*")
                    ? Pattern.quote(pattern.substring(0, pattern.length() - 2)) + "(\\..*)?"
                    : Pattern.quote(pattern);
            return Pattern.compile(all, Pattern.CASE_INSENSITIVE).matcher(key).matches();
        }
    }
}
