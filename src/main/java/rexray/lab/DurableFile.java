package rexray.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A small file that is replaced as a whole: after a crash it has its old content or its new one, nothing between. */
record DurableFile(Path path, Set<PosixFilePermission> mode) {
    /** For whatever nobody but the owner may read. */
    static DurableFile secret(Path path) {
        return new DurableFile(path, PosixFilePermissions.fromString("rw-------"));
    }

    static DurableFile readable(Path path) {
        return new DurableFile(path, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Returns when the content would survive a power cut. Not for two threads at once. */
    void write(byte[] content) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(next);
        try (FileChannel file = FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(mode))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        syncDirectoryOf(path);
    }

    /** A new file, or a new name of one, is in its directory: without this it may be lost while the file itself is not. */
    static void syncDirectoryOf(Path file) throws IOException {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
            directory.force(true);
        }
    }
}
