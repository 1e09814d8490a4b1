package rexray.search;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers the first rule that was broken; what comes after it is only its consequence. Any thread may use it. */
final class Judge {
    private @Nullable Violation first;

    synchronized void broken(Rule rule, String how) {
        if (first == null) {
            first = new Violation(rule, how);
        }
    }

    synchronized void require(boolean holds, Rule rule, String otherwise) {
        if (!holds) {
            broken(rule, otherwise);
        }
    }

    synchronized Optional<Violation> verdict() {
        return Optional.ofNullable(first);
    }
}
