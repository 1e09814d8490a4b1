package rexray.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a script that breaks a rule as short as it gets while it breaks that rule, by leaving out what it can. */
final class Shrinker {
    static final int MOST_PLAYS = 120;
    private final Function<Script, Stage.Outcome> player;
    private int plays;

    /** @param player has a script played where nothing is left of others */
    Shrinker(Function<Script, Stage.Outcome> player) {
        this.player = player;
    }

    /** One that has each script played on a stage of its own. */
    static Shrinker onStages() {
        Coverage unimportant = new Coverage();
        return new Shrinker(script -> {
            try (Stage stage = Stage.open()) {
                return stage.play(script, unimportant);
            }
        });
    }

    /** The shortest that was found; the same one if it does not break the rule when it is played again. */
    Stage.Outcome shrink(Stage.Outcome outcome) {
        Stage.Outcome shortest = outcome;
        for (int chunk = outcome.script().steps().size() / 2; chunk > 0; chunk /= 2) {
            int from = 0;
            while (from < shortest.script().steps().size() && plays < MOST_PLAYS) {
                Optional<Stage.Outcome> shorter = without(shortest, from, chunk);
                if (shorter.isPresent()) {
                    shortest = shorter.get();
                } else {
                    from += chunk;
                }
            }
        }
        return shortest;
    }

    private Optional<Stage.Outcome> without(Stage.Outcome outcome, int from, int chunk) {
        List<Step> left = new ArrayList<>(outcome.script().steps());
        left.subList(from, Math.min(from + chunk, left.size())).clear();
        plays++;
        Rule rule = outcome.violation().orElseThrow().rule();
        return Optional.of(player.apply(outcome.script().with(left)))
                .filter(again -> again.violation().filter(broken -> broken.rule() == rule).isPresent());
    }
}
