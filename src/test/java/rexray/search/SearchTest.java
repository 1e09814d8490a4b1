package rexray.search;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A first look of the search, short enough for every build. */
class SearchTest {
    private static final long SCRIPTS = 20;

    @Test
    void noRuleIsBroken() throws InterruptedException {
        Search search = Search.upTo(1, SCRIPTS).run(1);
        assertEquals("", search.report());
        assertEquals(SCRIPTS, search.played());
    }

    /** Two stages stand for two machines on two days. */
    @Test
    void seedIsPlayedTheSameAgain() {
        try (Hush _ = new Hush(); Stage one = Stage.open(); Stage other = Stage.open()) {
            for (long seed = 100; seed < 100 + SCRIPTS; seed++) {
                assertEquals(one.play(Script.of(seed), new Coverage()).trace(),
                        other.play(Script.of(seed), new Coverage()).trace());
            }
        }
    }

    @Test
    void scriptIsTheSameForOneSeed() {
        assertEquals(Script.of(4711), Script.of(4711));
    }
}
