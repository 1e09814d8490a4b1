package rexray.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rexray.volume.VolumeException.RefusedInput;

/**
 * What one SDC keeps and {@code drv_cfg} reads: {@code guid}; {@code mdm}, the answer to {@code --query_mdms} without its
 * first line; {@code loaded}, process id and start time of the SDC while it runs; {@code rescan}, which {@code drv_cfg}
 * makes to ask for a rescan and the SDC deletes when it was done. Held by one process at a time.
 */
final class SdcDirectory implements AutoCloseable {
    private final Path directory;
    private final FileChannel lock;

    private SdcDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Takes the directory, which is made if it is missing. */
    static SdcDirectory open(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel lock = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (!locked(lock)) {
            lock.close();
            throw new RefusedInput("another emulated SDC uses " + directory,
                    "a host has one SDC: stop the other one first");
        }
        return new SdcDirectory(directory, lock);
    }

    /** The SDC's identity, kept for good: the given one, else the one noted here, else a new one. Upper case. */
    String guid(Optional<String> given) throws IOException {
        Path file = directory.resolve("guid");
        String guid;
        if (given.isPresent()) {
            guid = given.get();
        } else if (Files.exists(file)) {
            guid = Files.readString(file).strip();
        } else {
            guid = UUID.randomUUID().toString();
        }
        guid = guid.toUpperCase(Locale.ROOT);
        if (!guid.matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")) {
            throw new RefusedInput("'" + guid + "' is not a GUID",
                    "give one like 3B7E9C52-0F4A-4D16-9E21-6A5D80C3F714, or none and remove " + file);
        }
        write("guid", guid);
        return guid;
    }

    /** Says to {@code drv_cfg} that this process is the SDC. */
    void load() throws IOException {
        long pid = ProcessHandle.current().pid();
        write("loaded", pid + " " + HostIncarnation.startTime(pid));
    }

    /** Notes which cluster the SDC belongs to. */
    void belongTo(String systemId, String sdcId, String installationId, String mdmIp) throws IOException {
        write("mdm", "MDM-ID " + systemId + " SDC ID " + sdcId + " INSTALLATION ID " + installationId + " IPs [0]-"
                + mdmIp);
    }

    boolean isRescanWanted() {
        return Files.exists(directory.resolve("rescan"));
    }

    void rescanned() throws IOException {
        Files.deleteIfExists(directory.resolve("rescan"));
    }

    /** From now on {@code drv_cfg} fails as on a host without the kernel module. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(directory.resolve("loaded"));
        lock.close();
    }

    private void write(String name, String line) throws IOException {
        Path unfinished = directory.resolve(name + ".new");
        Files.writeString(unfinished, line + "\n");
        Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            @Nullable
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }
}
