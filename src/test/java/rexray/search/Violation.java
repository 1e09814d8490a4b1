package rexray.search;

/** A rule that was broken, and how. */
record Violation(Rule rule, String how) {
    @Override
    public String toString() {
        return rule + ": " + how;
    }
}
