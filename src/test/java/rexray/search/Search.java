package rexray.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Plays scripts by the thousand, and keeps of each kind of broken rule the first script that broke it. A script is told
 * by its seed; {@link #SEED} has one played that was found earlier.
 */
final class Search {
    /** System property: the only seed to play. */
    static final String SEED = "rexray.search.seed";
    private final Coverage coverage = new Coverage();
    private final Map<String, Stage.Outcome> found = new TreeMap<>();
    private final long lastSeed;
    private final long endNanos;
    private final int enough;
    private final AtomicLong next;
    private final AtomicLong played = new AtomicLong();

    private Search(long firstSeed, long lastSeed, long endNanos, int enough) {
        this.next = new AtomicLong(firstSeed);
        this.lastSeed = lastSeed;
        this.endNanos = endNanos;
        this.enough = enough;
    }

    static Search upTo(long firstSeed, long lastSeed) {
        return new Search(firstSeed, lastSeed, System.nanoTime() + Long.MAX_VALUE / 2, Integer.MAX_VALUE);
    }

    /** Until that moment of {@link System#nanoTime}. */
    static Search until(long firstSeed, long endNanos) {
        return new Search(firstSeed, Long.MAX_VALUE, endNanos, Integer.MAX_VALUE);
    }

    /** Ends as soon as one script broke a rule. */
    static Search forOne(long firstSeed, long lastSeed) {
        return new Search(firstSeed, lastSeed, System.nanoTime() + Long.MAX_VALUE / 2, 1);
    }

    Search run(int threads) throws InterruptedException {
        // What goes wrong here does so on purpose.
        try (Hush _ = new Hush()) {
            return runLoudly(threads);
        }
    }

    private Search runLoudly(int threads) throws InterruptedException {
        List<Thread> players = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            players.add(Thread.ofPlatform().name("search " + i).start(this::play));
        }
        for (Thread player : players) {
            player.join();
        }
        return this;
    }

    long played() {
        return played.get();
    }

    Coverage coverage() {
        return coverage;
    }

    synchronized List<Stage.Outcome> found() {
        return found.values().stream().sorted(Comparator.comparingLong(one -> one.script().seed())).toList();
    }

    /** What was found, each with its seed and the shortest script that does it; empty if nothing was. */
    String report() {
        return found().stream().map(one -> "seed " + one.script().seed() + ": " + one.violation().orElseThrow()
                + "\n  play it again with -D" + SEED + "=" + one.script().seed() + "; as it was played:\n  "
                + String.join("\n  ", one.trace()) + "\n  and as short as it gets, with preempt "
                + one.script().preempt() + ":\n  "
                + Shrinker.onStages().shrink(one).script().steps().stream().map(Step::toString)
                        .collect(Collectors.joining("\n  ")))
                .collect(Collectors.joining("\n"));
    }

    private void play() {
        Stage stage = Stage.open();
        while (System.nanoTime() - endNanos < 0 && found().size() < enough) {
            long seed = next.getAndIncrement();
            if (seed > lastSeed) {
                break;
            }
            Stage.Outcome outcome = stage.play(Script.of(seed), coverage);
            played.incrementAndGet();
            if (outcome.violation().isPresent()) {
                keep(outcome);
                stage.close();
                stage = Stage.open();
            }
        }
        stage.close();
    }

    private synchronized void keep(Stage.Outcome outcome) {
        found.putIfAbsent(kind(outcome.violation().orElseThrow()), outcome);
    }

    /** The same for two violations that only differ in who and when. */
    private static String kind(Violation violation) {
        String text = violation.toString().replaceAll("[0-9a-f]{16}", "ID")
                .replaceAll("\\b(node|v|container |caller |occasion |/dev/scini|record )[0-9]+", "$1N");
        return text.substring(0, Math.min(160, text.length()));
    }
}
