package rexray.doctor;

import java.util.Optional;

/**
 * What one check came to.
 *
 * @param seen what was found, in words
 * @param remedy what to do; empty if nothing
 */
public record Finding(Check check, Verdict verdict, String seen, String remedy) {
    /** How it stands. */
    public enum Verdict {
        OK,
        /** It works, but somebody should look. */
        DOUBTFUL,
        WRONG,
        /** Nobody can tell. */
        SKIPPED
    }

    static Finding ok(Check check, String seen) {
        return new Finding(check, Verdict.OK, seen, "");
    }

    static Finding doubtful(Check check, String seen, String remedy) {
        return new Finding(check, Verdict.DOUBTFUL, seen, remedy);
    }

    static Finding wrong(Check check, String seen, String remedy) {
        return new Finding(check, Verdict.WRONG, seen, remedy);
    }

    /** Something before it is wrong. */
    static Finding skipped(Check check, Check because) {
        return unknown(check, "not checked, because " + because + " is wrong");
    }

    /** @param why nobody can tell */
    static Finding unknown(Check check, String why) {
        return new Finding(check, Verdict.SKIPPED, why, "");
    }

    /** The same, with what it is about where that is not plain. */
    Finding of(Optional<String> service) {
        return service.map(name -> new Finding(check, verdict, "service " + name + ": " + seen, remedy)).orElse(this);
    }

    public boolean isWrong() {
        return verdict == Verdict.WRONG;
    }

    /** As a person reads it: a line, and one with what to do. */
    @Override
    public String toString() {
        String mark = switch (verdict) {
            case OK -> "ok   ";
            case DOUBTFUL -> "doubt";
            case WRONG -> "WRONG";
            case SKIPPED -> "-    ";
        };
        return String.format("%s  %-14s %s", mark, check, seen) + (remedy.isEmpty() ? "" : "\n       -> " + remedy);
    }
}
