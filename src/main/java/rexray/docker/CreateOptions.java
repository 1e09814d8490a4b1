package rexray.docker;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rexray.volume.FileSystemType;
import rexray.volume.Layout;
import rexray.volume.NewVolume;
import rexray.volume.Size;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.Unsupported;
import rexray.volume.VolumeName;
import rexray.volume.VolumeSettings;

/**
 * What {@code docker volume create -o name=value} can say. Names are read in any case, as the original did; what we do
 * not act upon is refused.
 */
final class CreateOptions {
    /** Options of the original and of this project's plans, by lower-case name, that this version does not have. */
    private static final Set<String> NOT_YET = Set.of("iops", "bandwidth", "encrypted", "encryptionkey", "overwritefs",
            "volumename", "volumeid", "snapshotid", "mkfsoptions", "mountoptions", "owner",
            "mode", "readonly", "preempt", "usermcache", "compression");

    private final Map<Option, String> values = new EnumMap<>(Option.class);

    private CreateOptions() {}

    /**
     * The options that there are.
     *
     * <p>{@code names} are those of the option, the one that messages show first.
     */
    @SuppressWarnings("ImmutableEnumChecker") // What List.of makes cannot change.
    enum Option {
        SIZE("size of the volume, rounded up to what the array allocates: 20, 20GB and 20GiB are 20 GiB, 1TB is 1024",
                "size"),
        POOL("storage pool by name, also as DOMAIN/POOL", "storagePool", "volumeType", "type"),
        DOMAIN("protection domain by name", "protectionDomain", "availabilityZone"),
        PROVISIONING("ThinProvisioned or ThickProvisioned, also thin or thick", "thinOrThick"),
        FILE_SYSTEM("ext4 or xfs: formats the volume at once, instead of at its first mount", "fsType", "newFsType"),
        SOURCE("makes a writable copy of that volume, or of a snapshot as VOLUME@LABEL", "from", "snapshot",
                "snapshotName"),
        HELP("lists the options and makes nothing", "help");

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
    }

    /**
     * @throws RefusedInput if an option is not known, not legal, given twice or contradicts another; and for {@code help},
     *     with the list of options
     */
    static NewVolume parse(@Nullable Map<String, @Nullable String> options) {
        CreateOptions given = new CreateOptions();
        if (options != null) {
            options.forEach((name, value) -> given.add(name, Optional.ofNullable(value).orElse("").strip()));
        }
        return given.toNewVolume();
    }

    private void add(String name, String value) {
        Option option = Option.named(name).orElseThrow(() -> unknown(name));
        if (option == Option.HELP) {
            throw new RefusedInput("options of `docker volume create -o`: " + Arrays.stream(Option.values())
                    .map(each -> String.join(" or ", each.names()) + " (" + each.meaning() + ")")
                    .collect(Collectors.joining(", ")), "give them as -o NAME=VALUE, in any case");
        }
        if (value.isEmpty()) {
            throw new RefusedInput("option " + name + " is empty", "give it a value, or leave it out");
        }
        if (values.put(option, value) != null) {
            throw new RefusedInput("option " + name + " is given twice",
                    "give one of: " + String.join(", ", option.names()));
        }
    }

    private NewVolume toNewVolume() {
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
        return new NewVolume(text(Option.SIZE).map(value -> Size.parse(Option.SIZE.names().getFirst(), value)),
                new Layout(domain, pool, text(Option.PROVISIONING).map(CreateOptions::provisioning)),
                text(Option.SOURCE).map(VolumeName::new), text(Option.FILE_SYSTEM).map(CreateOptions::fileSystem),
                VolumeSettings.NONE, Optional.empty());
    }

    private Optional<String> text(Option option) {
        return Optional.ofNullable(values.get(option));
    }

    private static FileSystemType fileSystem(String value) {
        return FileSystemType.named(value).orElseThrow(() -> new RefusedInput(
                "fsType '" + value + "' is not a file system that is made here", "use ext4 or xfs"));
    }

    private static Provisioning provisioning(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "thin", "thinprovisioned" -> Provisioning.THIN;
            case "thick", "thickprovisioned" -> Provisioning.THICK;
            default -> throw new RefusedInput("thinOrThick '" + value + "' is not a kind of provisioning",
                    "use ThinProvisioned or ThickProvisioned");
        };
    }

    private static RuntimeException unknown(String name) {
        if (NOT_YET.contains(name.toLowerCase(Locale.ROOT))) {
            return new Unsupported("option " + name + " is not supported yet",
                    "leave it out; options are " + known());
        }
        Optional<String> near = names().stream().filter(known -> isNear(known, name)).findFirst();
        return new RefusedInput("there is no option " + name,
                near.map(known -> "did you mean " + known + "?").orElse("options are " + known()));
    }

    private static String known() {
        return String.join(", ", names());
    }

    private static List<String> names() {
        return Arrays.stream(Option.values()).flatMap(option -> option.names().stream()).toList();
    }

    /** One letter too many, too few or wrong, or two that changed places. */
    private static boolean isNear(String known, String given) {
        String one = known.toLowerCase(Locale.ROOT);
        String other = given.toLowerCase(Locale.ROOT);
        int start = 0;
        while (start < Math.min(one.length(), other.length()) && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < Math.min(one.length(), other.length()) - start
                && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        int left = one.length() - start - end;
        int right = other.length() - start - end;
        return Math.max(left, right) <= 1
                || (left == 2 && right == 2 && one.charAt(start) == other.charAt(start + 1)
                        && one.charAt(start + 1) == other.charAt(start));
    }
}
