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

    /**
     * Finds a script that breaks a rule and makes it shorter. Returns the numbers of their steps, the rule, and the one that
     * the shorter script breaks when it is played once more, parted by spaces.
     */
    static String shrink(long firstSeed, long lastSeed) throws InterruptedException {
        Stage.Outcome found = Search.forOne(firstSeed, lastSeed).run(1).found().getFirst();
        try (Hush _ = new Hush(); Stage stage = Stage.open()) {
            Script shorter = Shrinker.onStages().shrink(found).script();
            return found.script().steps().size() + " " + shorter.steps().size() + " "
                    + found.violation().orElseThrow().rule() + " " + stage.play(shorter, new Coverage()).violation()
                            .map(again -> again.rule().toString()).orElse("none");
        }
    }
}
