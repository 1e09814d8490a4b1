package rexray.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;
import rexray.config.Spelling;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeName;

/**
 * The volumes that one word of a command line means: the name or id, the name in another case, the beginning of one name
 * or id, or all names that a {@code /regex/} is found in.
 */
final class Selection {
    private final Administration volumes;
    private final Precision precision;

    Selection(Administration volumes, Precision precision) {
        this.volumes = volumes;
        this.precision = precision;
    }

    /** How much a word may leave open. */
    enum Precision {
        /** Whole names and ids, or a regex: for what cannot be undone. */
        EXACT,
        /** Also a name in another case, or the beginning of one. */
        PREFIX
    }

    /**
     * At least one volume.
     *
     * @throws NotFound if there is none
     * @throws RefusedInput if a word that must mean one volume could mean several
     */
    List<VolumeEntry> find(String word) {
        Optional<VolumeEntry> exact = isRegex(word) ? Optional.empty() : named(word);
        return exact.map(List::of).orElseGet(() -> among(word, volumes.volumes()));
    }

    /** The same, of volumes that are known already. */
    List<VolumeEntry> among(String word, List<VolumeEntry> all) {
        if (isRegex(word)) {
            Predicate<String> pattern = pattern(word.substring(1, word.length() - 1));
            List<VolumeEntry> found = all.stream().filter(volume -> pattern.test(volume.name())).toList();
            if (found.isEmpty()) {
                throw new NotFound("no volume has a name like " + word, "see 'rexray volume ls'");
            }
            return found;
        }
        List<VolumeEntry> same = all.stream()
                .filter(volume -> volume.name().equals(word) || volume.id().volume().equalsIgnoreCase(word)).toList();
        if (!same.isEmpty()) {
            return only(word, same);
        }
        List<VolumeEntry> alike = precision == Precision.EXACT ? List.of() : alike(word, all);
        if (alike.isEmpty()) {
            throw new NotFound("there is no volume '" + word + "'",
                    Spelling.nearest(word, all.stream().map(VolumeEntry::name).toList())
                            .map(name -> "did you mean '" + name + "'?").orElse("see 'rexray volume ls'"));
        }
        return only(word, alike);
    }

    private static List<VolumeEntry> alike(String word, List<VolumeEntry> all) {
        List<VolumeEntry> otherCase = all.stream().filter(volume -> volume.name().equalsIgnoreCase(word)).toList();
        return otherCase.isEmpty()
                ? all.stream().filter(volume -> volume.name().startsWith(word) || volume.id().volume().startsWith(word))
                        .toList()
                : otherCase;
    }

    private static boolean isRegex(String word) {
        return word.length() > 2 && word.startsWith("/") && word.endsWith("/");
    }

    private static Predicate<String> pattern(String regex) {
        try {
            return Pattern.compile(regex).asPredicate();
        } catch (PatternSyntaxException e) {
            throw new RefusedInput("/" + regex + "/ is not a regular expression: " + e.getDescription(),
                    "correct it, or give the name");
        }
    }

    private static List<VolumeEntry> only(String word, List<VolumeEntry> found) {
        if (found.size() > 1) {
            throw new RefusedInput("'" + word + "' could mean any of " + found.stream().map(VolumeEntry::name).toList(),
                    "give the whole name or the id");
        }
        return found;
    }

    /** A word that cannot be a name may still be the beginning of an id. */
    private Optional<VolumeEntry> named(String word) {
        try {
            return volumes.volume(new VolumeName(word));
        } catch (RefusedInput e) {
            return Optional.empty();
        }
    }
}
