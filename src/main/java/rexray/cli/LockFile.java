package rexray.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that is locked by whoever has a right on this host. Only its owner can open it: who can read it can lock it. */
final class LockFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private LockFile() {}

    /** Makes it if it is not there; one that others may open is closed to them. */
    static FileChannel open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
