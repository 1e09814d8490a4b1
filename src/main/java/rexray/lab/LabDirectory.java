package rexray.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import rexray.volume.VolumeException.RefusedInput;

/** The directory of a lab: who works in it, and the small files by which its commands find each other. */
record LabDirectory(Path path) {
    Path caFile() {
        return path.resolve("ca.pem");
    }

    Path passwordFile() {
        return path.resolve("password");
    }

    StateFile state() {
        return new StateFile(path);
    }

    /**
     * Makes the directory if it is missing, and keeps other gateways out of it until the answer is closed or the process
     * ends.
     */
    FileChannel claim() {
        try {
            Files.createDirectories(path);
            FileChannel file = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (!isLocked(file)) {
                file.close();
                throw new RefusedInput("another gateway uses " + path,
                        "stop it first, or give this one another directory");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** The password of the gateway's administrator; made at random if there is none. */
    String password() {
        return password(passwordFile());
    }

    /** The same for the user who may change nothing. */
    String monitorPassword() {
        return password(path.resolve("monitor-password"));
    }

    private static String password(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[12];
                new SecureRandom().nextBytes(bytes);
                DurableFile.secret(file)
                        .write((HexFormat.of().formatHex(bytes) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves word of where the gateway answers. */
    void announce(String url) {
        try {
            DurableFile.readable(urlFile()).write((url + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the gateway answers; {@link RefusedInput} if none was ever started here. */
    String announcedUrl() {
        try {
            return Files.readString(urlFile()).strip();
        } catch (NoSuchFileException e) {
            throw new RefusedInput("there is no lab in " + path, "start one: rexray lab gateway --dir " + path
                    + " --listen 127.0.0.1:8443");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path urlFile() {
        return path.resolve("url");
    }
}
