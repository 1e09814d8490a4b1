package rexray.volume;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names that are read in any case, and guessed at where one is mistyped. */
record OptionNames(List<String> all) {
    OptionNames {
        all = List.copyOf(all);
    }

    /** The name that was perhaps meant. */
    Optional<String> near(String given) {
        return all.stream().filter(known -> isNear(known, given)).findFirst();
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
