package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Who can read a file that holds a password.
 *
 * @param owner the user id of its owner
 * @param permissions what it allows its owner and others
 */
record Exposure(Path file, int owner, Set<PosixFilePermission> permissions) {
    private static final int ROOT = 0;

    /** @throws IOException if it cannot be examined */
    static Exposure of(Path file) throws IOException {
        return new Exposure(file, (Integer) Files.getAttribute(file, "unix:uid"), Files.getPosixFilePermissions(file));
    }

    /**
     * A warning if somebody can read it beside root and the user who asks; one line.
     *
     * @param self the user id of who asks: root for the service; somebody else may try a file of their own
     */
    Optional<String> warning(int self) {
        boolean isForOthers = permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ);
        if (owner != ROOT && owner != self) {
            return Optional.of(file + " contains a password, but belongs to the user with the id " + owner
                    + ", who can read it; run chown root " + file + (isForOthers ? " and chmod 600 " + file : ""));
        }
        return isForOthers
                ? Optional.of(file + " contains a password, but others than its owner can read it; run chmod 600 "
                        + file)
                : Optional.empty();
    }
}
