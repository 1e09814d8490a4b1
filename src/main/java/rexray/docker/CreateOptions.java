package rexray.docker;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rexray.volume.Size;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.Unsupported;

/**
 * What {@code docker volume create -o name=value} can say. Names are read in any case, as the original did; what we do
 * not act upon is refused.
 *
 * @param size empty for the configured default
 * @param pool name of a storage pool instead of the configured one
 */
record CreateOptions(Optional<Size> size, Optional<String> pool) {
    private static final String KNOWN = "size (in GB), volumeType (the storage pool)";

    /** Options of the original, by lower-case name, that this version does not have. */
    private static final Set<String> NOT_YET = Set.of("iops", "availabilityzone", "encrypted", "encryptionkey",
            "fstype",
            "newfstype", "overwritefs", "volumename", "volumeid", "snapshotname", "snapshotid");

    static CreateOptions parse(@Nullable Map<String, @Nullable String> options) {
        Optional<Size> size = Optional.empty();
        Optional<String> pool = Optional.empty();
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, @Nullable String> option : options == null
                ? Set.<Map.Entry<String, @Nullable String>>of()
                : options.entrySet()) {
            String name = option.getKey();
            String value = Optional.ofNullable(option.getValue()).orElse("");
            String meaning = switch (name.toLowerCase(Locale.ROOT)) {
                case "size" -> "size";
                case "volumetype", "type" -> "pool";
                default -> throw unknown(name);
            };
            if (!seen.add(meaning)) {
                throw new RefusedInput("option " + name + " is given twice", "give it once");
            }
            switch (meaning) {
                case "size" -> size = Optional.of(Size.parseGb(name, value));
                default -> pool = Optional.of(requireText(name, value));
            }
        }
        return new CreateOptions(size, pool);
    }

    private static String requireText(String name, String value) {
        if (value.isBlank()) {
            throw new RefusedInput("option " + name + " is empty", "name a storage pool, or leave the option out");
        }
        return value;
    }

    private static RuntimeException unknown(String name) {
        if (NOT_YET.contains(name.toLowerCase(Locale.ROOT))) {
            return new Unsupported("option " + name + " of the original REX-Ray is not supported yet",
                    "leave it out; options are " + KNOWN);
        }
        return new RefusedInput("there is no option " + name, "options are " + KNOWN);
    }
}
