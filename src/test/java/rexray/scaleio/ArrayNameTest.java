package rexray.scaleio;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.VolumeName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ArrayNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "exactly-31-characters-long-name", "A.b_c-d~e+f=g@h!i", "pgdata@before"})
    void nameThatFitsStaysAsItIs(String name) {
        assertEquals(name, of(name));
    }

    /** Other hosts, and later versions, compute the same: these never change. */
    @ParameterizedTest
    @CsvSource({"a-name-of-more-than-31-characters, a-name-of-more~8s1kdo90rhig1neg",
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, 0123456789abcd~l2n6srn956lukens"})
    void longNameHasItsBeginningAndAHash(String name, String expected) {
        assertEquals(expected, of(name));
    }

    @Test
    void longNamesThatDifferAnywhereDiffer() {
        Set<String> shortened = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            StringBuilder name = new StringBuilder("a".repeat(64));
            name.setCharAt(i, 'b');
            shortened.add(of(name.toString()));
        }
        assertEquals(64, shortened.size());
        assertTrue(shortened.stream().allMatch(name -> name.length() == 31), shortened::toString);
    }

    @Test
    void nameThatLooksShortenedDoesNotMeetTheLongOne() {
        String shortened = of("a".repeat(64));
        assertNotEquals(shortened, of(shortened));
        assertNotEquals(of(shortened), of(of(shortened)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "naïve", "a name of more than thirty-one characters"})
    void nameThatTheArrayCannotHaveHasNone(String name) {
        assertEquals(Optional.empty(), ArrayName.of(new VolumeName(name)));
    }

    private static String of(String name) {
        return ArrayName.of(new VolumeName(name)).orElseThrow().value();
    }
}
