package rexray.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The art of guessing which of the known words somebody meant. */
public final class Spelling {
    private Spelling() {}

    /** The known word closest to {@code word}, if it is close enough to be a slip of the pen. Case does not count. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        int tolerated = word.length() <= 3 ? 1 : Math.max(2, word.length() / 6);
        return known.stream().filter(candidate -> distance(word, candidate) <= tolerated)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /**
     * The known dotted key that {@code key} was meant to be: a slip of the pen, or the right words at the wrong place,
     * such as {@code rexray.scaleio.endpoint} or {@code mount.preempt}.
     */
    static Optional<String> nearestKey(String key, Collection<String> known) {
        return nearest(key, known).or(() -> misplaced(key, known));
    }

    private static Optional<String> misplaced(String key, Collection<String> known) {
        List<String> words = words(key);
        List<String> candidates = known.stream()
                .filter(candidate -> words(candidate).getLast().equals(words.getLast())).toList();
        long most = candidates.stream().mapToLong(candidate -> shared(words, words(candidate))).max().orElse(0);
        List<String> best = candidates.stream().filter(candidate -> shared(words, words(candidate)) == most).toList();
        return best.size() == 1 ? Optional.of(best.getFirst()) : Optional.empty();
    }

    private static List<String> words(String key) {
        return Arrays.asList(key.toLowerCase(Locale.ROOT).split("\\."));
    }

    private static long shared(List<String> words, List<String> others) {
        return words.stream().distinct().filter(others::contains).count();
    }

    /** Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other. */
    static int distance(String one, String two) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = two.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j - 1] + changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
