package rexray.config;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class SpellingTest {
    @ParameterizedTest
    @CsvSource({"'',abc,3", "abc,abc,0", "abc,ABC,0", "abc,abd,1", "abc,ac,1", "abc,acb,1", "kitten,sitting,3"})
    void distanceCountsSlips(String one, String two, int slips) {
        assertEquals(slips, Spelling.distance(one, two));
        assertEquals(slips, Spelling.distance(two, one));
    }

    @Test
    void nearestIsTheClosest() {
        assertEquals(Optional.of("start"), Spelling.nearest("strat", List.of("status", "stop", "start")));
    }

    @Test
    void nothingIsGuessedForAWordLikeNoOther() {
        assertEquals(Optional.empty(), Spelling.nearest("frobnicate", List.of("status", "stop", "start")));
    }

    @Test
    void rightWordsAtTheWrongPlaceAreFound() {
        List<String> known = List.of("scaleio.endpoint", "scaleio.password", "a.mount.path", "a.remove.path");

        assertEquals(Optional.of("scaleio.endpoint"), Spelling.nearestKey("libstorage.scaleio.endpoint", known));
        assertEquals(Optional.of("a.mount.path"), Spelling.nearestKey("rexray.volume.mount.path", known));
    }

    @Test
    void nothingIsGuessedBetweenTwoThatAreAlikeMisplaced() {
        assertEquals(Optional.empty(),
                Spelling.nearestKey("some.other.path", List.of("a.mount.path", "a.remove.path")));
    }
}
