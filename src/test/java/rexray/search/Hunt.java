package rexray.search;

/** The search as a mutant runs it: within its own class loader, with only strings going in and out. */
final class Hunt {
    private Hunt() {}

    /** Plays these scripts until one breaks a rule. Returns what was broken, after how many scripts; empty if none was. */
    static String run(long firstSeed, long lastSeed) throws InterruptedException {
        Search search = Search.forOne(firstSeed, lastSeed).run(2);
        return search.found().stream().findFirst()
                .map(one -> one.violation().orElseThrow() + " (after " + search.played() + " scripts)").orElse("");
    }
}
