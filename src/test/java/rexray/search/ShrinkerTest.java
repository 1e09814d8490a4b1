package rexray.search;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ShrinkerTest {
    private static final Script WHOLE = Script.of(4711);
    private static final Step FIRST = WHOLE.steps().get(3);
    private static final Step SECOND = WHOLE.steps().get(17);

    private final List<Script> played = new ArrayList<>();

    @Test
    void whatIsNeededIsLeft() {
        Shrinker shrinker = new Shrinker(script -> played(script, ShrinkerTest::hasBoth, Rule.ONE_WRITER));

        Stage.Outcome shortest = shrinker.shrink(outcome(WHOLE, Optional.of(Rule.ONE_WRITER)));

        assertEquals(List.of(FIRST, SECOND), shortest.script().steps());
        assertEquals(Rule.ONE_WRITER, shortest.violation().orElseThrow().rule());
        assertTrue(played.contains(shortest.script()), "what is reported was played");
    }

    @Test
    void scriptThatBreaksAnotherRuleIsNotTaken() {
        Shrinker shrinker = new Shrinker(script -> played(script, _ -> true, Rule.ANSWERS_ARE_TRUE));

        assertEquals(WHOLE, shrinker.shrink(outcome(WHOLE, Optional.of(Rule.ONE_WRITER))).script());
    }

    @Test
    void scriptThatBreaksNothingWhenItIsPlayedAgainStaysWhole() {
        Shrinker shrinker = new Shrinker(script -> played(script, _ -> false, Rule.ONE_WRITER));

        assertEquals(WHOLE, shrinker.shrink(outcome(WHOLE, Optional.of(Rule.ONE_WRITER))).script());
    }

    @Test
    void scriptsArePlayedSoOftenAtMost() {
        List<Step> many = new ArrayList<>();
        for (int seed = 1; many.size() < 10 * Shrinker.MOST_PLAYS; seed++) {
            many.addAll(Script.of(seed).steps());
        }
        Shrinker shrinker = new Shrinker(script -> played(script, _ -> false, Rule.ONE_WRITER));

        shrinker.shrink(outcome(WHOLE.with(many), Optional.of(Rule.ONE_WRITER)));

        assertEquals(Shrinker.MOST_PLAYS, played.size());
    }

    /** A product with a fault, on real stages: the shorter script breaks the same rule whenever it is played. */
    @Test
    void scriptThatFindsAPlantedFaultIsShrunkToAShorterOneThatFindsItToo() throws Exception {
        PlantedFault fault = PlantedFault.all().stream().filter(one -> one.toString().equals("ids as a set"))
                .findFirst()
                .orElseThrow();
        Method shrink = new MutantLoader(fault.mutant()).loadClass(Hunt.class.getName()).getDeclaredMethod("shrink",
                long.class, long.class);
        shrink.setAccessible(true);
        String[] lengths = ((String) shrink.invoke(null, 1, 500)).split(" ");
        assertTrue(Integer.parseInt(lengths[1]) < Integer.parseInt(lengths[0]), () -> String.join(" ", lengths));
        assertEquals(lengths[2], lengths[3], "the rule that it breaks when it is played again");
    }

    private static boolean hasBoth(List<Step> steps) {
        return steps.contains(FIRST) && steps.contains(SECOND);
    }

    private Stage.Outcome played(Script script, Predicate<List<Step>> breaks, Rule rule) {
        played.add(script);
        return outcome(script, Optional.of(rule).filter(_ -> breaks.test(script.steps())));
    }

    private static Stage.Outcome outcome(Script script, Optional<Rule> broken) {
        return new Stage.Outcome(script, broken.map(rule -> new Violation(rule, "so it was told")), List.of());
    }
}
