package rexray;

import org.junit.jupiter.api.Test;
import rexray.volume.VolumeException.ArrayUnavailable;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

final class ArrayClaimsTest {
    private final ArrayClaims claims = new ArrayClaims();

    @Test
    void serviceThatMeetsAnArraySecondIsRefusedInBothNames() {
        claims.claim("gold", "a1");

        assertEquals(
                "the service silver is the same array as the service gold, system a1; merge them into one service,"
                        + " with a module for each pool",
                assertThrows(ArrayUnavailable.class, () -> claims.claim("silver", "a1")).getMessage());
    }

    @Test
    void serviceMeetsItsOwnArrayAgainAndAgain() {
        claims.claim("gold", "a1");

        assertDoesNotThrow(() -> claims.claim("gold", "a1"));
    }

    @Test
    void arrayThatAServiceLeftIsAnybodys() {
        claims.claim("gold", "a1");
        claims.claim("gold", "a2");

        assertDoesNotThrow(() -> claims.claim("silver", "a1"));
    }
}
