package rexray.config;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class ExposureTest {
    private static final int ROOT = 0;
    private static final int ALICE = 1000;

    private static Optional<String> warning(int owner, String permissions, int self) {
        return new Exposure(Path.of("f"), owner, PosixFilePermissions.fromString(permissions)).warning(self);
    }

    @Test
    void fileThatBelongsToAnotherUserIsExposedThoughOnlyItsOwnerReadsIt() {
        assertEquals(Optional.of("f contains a password, but belongs to the user with the id 1000, who can read it;"
                + " run chown root f"), warning(ALICE, "rw-------", ROOT));
    }

    /** An owner can give himself any permission. */
    @ParameterizedTest
    @CsvSource({"---------", "-w-------"})
    void ownerWhoTookHisRightsAwayCanTakeThemBack(String permissions) {
        assertTrue(warning(ALICE, permissions, ROOT).isPresent());
    }

    @Test
    void bothRemediesAreNamedWhereBothAreNeeded() {
        assertTrue(warning(ALICE, "rw-r--r--", ROOT).orElseThrow().endsWith("; run chown root f and chmod 600 f"));
    }

    @Test
    void fileOfRootForItsOwnerIsNotExposed() {
        assertEquals(Optional.empty(), warning(ROOT, "rw-------", ROOT));
    }

    @Test
    void ownFileOfAUserWhoTriesItIsNotExposed() {
        assertEquals(Optional.empty(), warning(ALICE, "rw-------", ALICE));
    }

    @Test
    void fileOfRootThatOthersCanReadIsExposed() {
        assertEquals(Optional.of("f contains a password, but others than its owner can read it; run chmod 600 f"),
                warning(ROOT, "rw-r-----", ALICE));
    }
}
