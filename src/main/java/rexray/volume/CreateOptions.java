package rexray.volume;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeException.RefusedInput;

/**
 * What {@code docker volume create -o name=value}, and the command of that name, can say. Names are read in any case, as the
 * original did; what we do not act upon is refused.
 */
public final class CreateOptions {
    /** Options of the original that are none here, by lower-case name, each with the reason and what to do instead. */
    private static final Map<String, String> REFUSED = Map.of(
            "preempt", "is needed before the volume is mapped, so it cannot be stored on the volume; set"
                    + " libstorage.integration.volume.operations.mount.preempt on the hosts",
            "overwritefs", "would overwrite existing data, which REX-Ray never"
                    + " does; remove the volume and create it again",
            "encrypted", "is decided by the array's storage pools; leave it out",
            "encryptionkey", "is decided by the array's storage pools; leave it out",
            "snapshotid", "had no effect in the original; name the snapshot: from=VOLUME@LABEL",
            "volumename", "is the name of the volume itself; to copy another volume, give from=VOLUME");

    private final Map<Option, String> values = new EnumMap<>(Option.class);

    private CreateOptions() {}

    /**
     * The options that there are.
     *
     * <p>{@code names} are those of the option, the one that messages show first.
     */
    @SuppressWarnings("ImmutableEnumChecker") // What List.of makes cannot change.
    public enum Option {
        SIZE("size, which the array rounds up: 20, 20GB and 20GiB mean 20 GiB, 1TB means 1024 GiB",
                "size"),
        POOL("storage pool by name, also as DOMAIN/POOL", "storagePool", "volumeType", "type"),
        DOMAIN("protection domain by name", "protectionDomain", "availabilityZone"),
        PROVISIONING("ThinProvisioned or ThickProvisioned, also thin or thick", "thinOrThick"),
        IOPS("limit on requests per second: 11 or more, or 0 for no limit", "iops"),
        BANDWIDTH("limit on data read and written per second, with a unit: 50MB, 1GB, or 0 for no limit",
                "bandwidth"),
        FILE_SYSTEM("ext4 or xfs; the volume is formatted at once, instead of at its first"
                + " mount", "fsType", "newFsType"),
        MKFS_OPTIONS("options of mkfs.ext4 or mkfs.xfs, each with its value: -b 4096 -m 0", "mkfsOptions"),
        MOUNT_OPTIONS("mount options on every host, separated by commas: noatime, relatime or strictatime,"
                + " nodiratime, lazytime, nodev, nosuid, noexec, sync", "mountOptions"),
        READ_ONLY("true mounts the volume read-only, for example a copy", "readOnly"),
        OWNER("owner of the data directory, as numbers of user and group: 999:999", "owner"),
        MODE("permissions of the data directory, octal with a leading 0: 0750", "mode"),
        SOURCE("creates a writable copy of that volume, or of a snapshot given as VOLUME@LABEL", "from", "snapshot",
                "snapshotName"),
        VOLUME_ID("the array's id of an existing volume of that name; no volume is created", "volumeID"),
        READ_CACHE("true or false: whether the data servers cache its reads in RAM; needs a pool with such a cache",
                "useRmcache"),
        COMPRESSION("true or false: whether the array compresses it; needs a pool with fine granularity",
                "compression"),
        HELP("lists the options and creates nothing", "help");

        private final String meaning;
        private final List<String> names;

        Option(String meaning, String... names) {
            this.meaning = meaning;
            this.names = List.of(names);
        }

        static Optional<Option> named(String text) {
            return Arrays.stream(values())
                    .filter(option -> option.names.stream().anyMatch(name -> name.equalsIgnoreCase(text))).findFirst();
        }

        String meaning() {
            return meaning;
        }

        List<String> names() {
            return names;
        }

        /** The name that messages show. */
        public String label() {
            return names.getFirst();
        }
    }

    /**
     * @throws RefusedInput if an option is not known, not legal, given twice or contradicts another; and for {@code help},
     *     with the list of options
     */
    public static CreateOptions parse(@Nullable Map<String, @Nullable String> options) {
        CreateOptions given = new CreateOptions();
        if (options != null) {
            options.forEach((name, value) -> given.add(name, Optional.ofNullable(value).orElse("").strip()));
        }
        given.volume();
        return given;
    }

    /** All options, each with its meaning. */
    public static List<String> help() {
        return Arrays.stream(Option.values())
                .map(each -> String.join(" or ", each.names()) + " (" + each.meaning() + ")").toList();
    }

    /** What was given, by the names that messages show: parsing that gives the same again. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((option, value) -> texts.put(option.label(), value));
        return texts;
    }

    /** The volume that is wanted. */
    public NewVolume volume() {
        return new NewVolume(find(Option.SIZE, Size::parse), layout(),
                find(Option.SOURCE, (what, text) -> new VolumeName(text)),
                find(Option.FILE_SYSTEM, CreateOptions::fileSystem),
                settings(), find(Option.VOLUME_ID, CreateOptions::id));
    }

    private void add(String name, String value) {
        Option option = Option.named(name).orElseThrow(() -> unknown(name));
        if (option == Option.HELP) {
            throw new RefusedInput("options of a new volume: " + String.join(", ", help()),
                    "give them as -o NAME=VALUE, in any case");
        }
        if (value.isEmpty()) {
            throw new RefusedInput("option " + name + " is empty", "give it a value, or leave it out");
        }
        if (values.put(option, value) != null) {
            throw new RefusedInput("option " + name + " is given twice",
                    "give one of: " + String.join(", ", option.names()));
        }
    }

    private Layout layout() {
        Optional<String> domain = text(Option.DOMAIN);
        Optional<String> pool = text(Option.POOL);
        int slash = pool.map(name -> name.indexOf('/')).orElse(-1);
        if (slash >= 0) {
            String inPool = pool.get().substring(0, slash);
            if (domain.isPresent() && !domain.get().equals(inPool)) {
                throw new RefusedInput(
                        "the storage pool " + pool.get() + " is not in protection domain " + domain.get(),
                        "give the protection domain once");
            }
            domain = Optional.of(inPool);
            pool = Optional.of(pool.get().substring(slash + 1));
        }
        return new Layout(domain, pool, find(Option.PROVISIONING, CreateOptions::provisioning),
                find(Option.READ_CACHE, Switch::parse), find(Option.COMPRESSION, Switch::parse), Optional.empty());
    }

    private VolumeSettings settings() {
        return new VolumeSettings(Optional.empty(), text(Option.MKFS_OPTIONS).map(MkfsOptions::parse),
                text(Option.MOUNT_OPTIONS).map(MountOptions::parse),
                find(Option.READ_ONLY, Switch::parse)
                        .map(only -> only == Switch.ON ? Access.READ_ONLY : Access.READ_WRITE),
                find(Option.IOPS, Limits::parseIops), find(Option.BANDWIDTH, Limits::parseBandwidth),
                find(Option.OWNER, Owner::parse), find(Option.MODE, DirectoryMode::parse));
    }

    private Optional<String> text(Option option) {
        return Optional.ofNullable(values.get(option));
    }

    /** How a text becomes a value; the first argument is the option's name, for the message. */
    private interface Parser<T> {
        T parse(String what, String text);
    }

    private <T> Optional<T> find(Option option, Parser<T> parser) {
        return text(option).map(value -> parser.parse(option.label(), value));
    }

    private static FileSystemType fileSystem(String what, String value) {
        return FileSystemType.named(value).orElseThrow(() -> new RefusedInput(
                what + " '" + value + "' is not a supported file system", "use ext4 or xfs"));
    }

    private static String id(String what, String value) {
        if (!value.matches("[0-9a-fA-F]{1,16}")) {
            throw new RefusedInput(what + " " + VolumeName.quote(value) + " is not an id of a volume",
                    "give its hexadecimal digits, as `rexray volume ls` shows them");
        }
        return value.toLowerCase(Locale.ROOT);
    }

    private static Provisioning provisioning(String what, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "thin", "thinprovisioned" -> Provisioning.THIN;
            case "thick", "thickprovisioned" -> Provisioning.THICK;
            default -> throw new RefusedInput(what + " '" + value + "' is not a kind of provisioning",
                    "use ThinProvisioned or ThickProvisioned");
        };
    }

    private static RefusedInput unknown(String name) {
        String reason = REFUSED.get(name.toLowerCase(Locale.ROOT));
        if (reason != null) {
            int remedy = reason.indexOf("; ");
            return new RefusedInput("option " + name + " " + reason.substring(0, remedy), reason.substring(remedy + 2));
        }
        OptionNames names = new OptionNames(Arrays.stream(Option.values()).map(Option::names).flatMap(List::stream)
                .toList());
        return new RefusedInput("there is no option " + VolumeName.quote(name).replace("'", ""),
                names.near(name).map(known -> "did you mean " + known + "?")
                        .orElse("options are " + String.join(", ", names.all())));
    }
}
