package rexray.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rexray.volume.VolumeException.RefusedInput;

/**
 * How a volume is mounted, beyond what every mount of ours has; each word once, in the order given. Only what a mounted ext4
 * or xfs can still be given: what a volume remembers can be read only once it is mounted.
 */
public record MountOptions(List<String> words) {
    private static final List<String> ACCESS_TIMES = List.of("noatime", "relatime", "strictatime");
    private static final List<String> OTHERS = List.of("nodiratime", "lazytime", "nodev", "nosuid", "noexec", "sync");
    private static final Map<String, String> REFUSED = Map.of(
            "ro", "is an option of its own: readOnly=true",
            "rw", "is how volumes are mounted anyway",
            "discard", "takes effect on xfs only when it is mounted first; run `fstrim` on the mount instead",
            "nobarrier", "loses what was synced when the power fails",
            "barrier", "is on anyway, and without it what was synced is lost when the power fails",
            "noload", "shows a file system that was not left clean as it is, damaged",
            "norecovery", "shows a file system that was not left clean as it is, damaged",
            "data", "is for the first mount only, and less than the default loses data",
            "errors", "is fixed: ext4 becomes read-only when it finds damage, and xfs shuts down",
            "nouuid", "is set for the volumes that need it");

    /** As every mount is. Stands below what its making looks at. */
    public static final MountOptions NONE = new MountOptions(List.of());

    /** @throws RefusedInput if one of them is not known, not safe, or contradicts another */
    public MountOptions {
        words = List.copyOf(words);
        words.forEach(MountOptions::requireAllowed);
        if (words.stream().distinct().count() < words.size()) {
            throw new RefusedInput("the mount options " + String.join(",", words) + " contain one twice", "give it"
                    + " once");
        }
        List<String> times = words.stream().filter(ACCESS_TIMES::contains).toList();
        if (times.size() > 1) {
            throw new RefusedInput("the mount options " + String.join(" and ", times) + " contradict each other",
                    "give one of them");
        }
    }

    /**
     * Reads words with commas between them.
     *
     * @throws RefusedInput if one of them is not known, not safe, or contradicts another
     */
    public static MountOptions parse(String text) {
        return new MountOptions(Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    private static void requireAllowed(String word) {
        if (ACCESS_TIMES.contains(word) || OTHERS.contains(word)) {
            return;
        }
        List<String> all = new ArrayList<>(ACCESS_TIMES);
        all.addAll(OTHERS);
        String why = Optional.ofNullable(REFUSED.get(word.replaceAll("=.*", "")))
                .orElse("is not supported on a mounted ext4 or xfs");
        throw new RefusedInput("the mount option " + VolumeName.quote(word) + " " + why,
                "use any of " + String.join(", ", all));
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** As {@code mount} takes them. */
    @Override
    public String toString() {
        return String.join(",", words);
    }
}
