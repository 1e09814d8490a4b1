package rexray.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import rexray.volume.VolumeException.RefusedInput;

/**
 * How a file system is made, beyond what we decide ourselves: pairs of an option and its value, as mkfs takes them. None of
 * them names a device or file, and none touches what tells a file system that is ours from another one.
 */
public record MkfsOptions(List<String> words) {
    /** As every file system is made. */
    public static final MkfsOptions NONE = new MkfsOptions(List.of());

    private static final String NUMBER = "[0-9]{1,12}[kmgKMG]?";
    private static final String SETTINGS = "[a-z_0-9]+=" + NUMBER + "(,[a-z_0-9]+=" + NUMBER + ")*";
    /** mke2fs(8). Of -E the last one alone counts, so that what we give there is joined to it. */
    private static final Map<String, Pattern> EXT4 = Map.of(
            "-b", Pattern.compile("1024|2048|4096"), "-i", Pattern.compile(NUMBER), "-I",
            Pattern.compile("128|256|512"),
            "-m", Pattern.compile("[0-9]{1,2}(\\.[0-9]+)?"), "-N", Pattern.compile(NUMBER),
            "-T", Pattern.compile("[a-z0-9]+"), "-L", Pattern.compile("[A-Za-z0-9_.-]{1,16}"),
            "-J", Pattern.compile("size=[0-9]{1,6}"),
            "-O", Pattern.compile("(?!.*has_journal|.*journal_dev)\\^?[a-z_0-9]+(,\\^?[a-z_0-9]+)*"),
            "-E", Pattern.compile("(stride|stripe_width|stripe-width)=" + NUMBER
                    + "(,(stride|stripe_width|stripe-width)=" + NUMBER + ")*"));
    /** mkfs.xfs(8). */
    private static final Map<String, Pattern> XFS = Map.of(
            "-b", Pattern.compile("size=(512|1024|2048|4096|1k|2k|4k)"), "-i", Pattern.compile(SETTINGS),
            "-d", Pattern.compile("(su|sw|sunit|swidth)=" + NUMBER + "(,(su|sw|sunit|swidth)=" + NUMBER + ")*"),
            "-m", Pattern.compile("(?!.*(uuid|crc=0))" + SETTINGS), "-n", Pattern.compile(SETTINGS),
            "-l", Pattern.compile("(size|version|su|sunit|lazy-count)=" + NUMBER),
            "-L", Pattern.compile("[A-Za-z0-9_.-]{1,12}"));

    public MkfsOptions {
        words = List.copyOf(words);
    }

    /** Reads words with blanks between them. What they mean is judged by {@link #requireFor}. */
    public static MkfsOptions parse(String text) {
        return new MkfsOptions(text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")));
    }

    /** @throws RefusedInput if they are not some that a file system of that type may be made with */
    public void requireFor(FileSystemType type) {
        Map<String, Pattern> allowed = switch (type) {
            case EXT4 -> EXT4;
            case XFS -> XFS;
        };
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 2) {
            String option = words.get(i);
            String value = i + 1 < words.size() ? words.get(i + 1) : "";
            Pattern pattern = allowed.get(option);
            if (pattern == null) {
                throw new RefusedInput("the mkfs." + type + " option " + VolumeName.quote(option) + " is not"
                        + " allowed: it is unknown, set by REX-Ray itself, or names a device or file",
                        "use any of " + String.join(", ", allowed.keySet().stream().sorted().toList())
                                + ", each followed by a space and its value");
            }
            if (!pattern.matcher(value).matches()) {
                throw new RefusedInput(
                        "the mkfs." + type + " option " + option + " is not allowed to have the value"
                                + " " + VolumeName.quote(value),
                        "give a value with which REX-Ray can mount the file"
                                + " system everywhere, or leave the option out");
            }
            if (seen.contains(option)) {
                throw new RefusedInput("the mkfs." + type + " option " + option + " is given twice", "give it once");
            }
            seen.add(option);
        }
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** The value of an option; empty if it is not among them. */
    public Optional<String> value(String option) {
        int at = words.indexOf(option);
        return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    /** All of them but that one. */
    public List<String> wordsWithout(String option) {
        int at = words.indexOf(option);
        if (at < 0) {
            return words;
        }
        List<String> others = new ArrayList<>(words.subList(0, at));
        others.addAll(words.subList(at + 2, words.size()));
        return others;
    }

    /** With blanks between them. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
