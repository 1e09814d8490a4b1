package rexray.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rexray.volume.VolumeException.RefusedInput;

/**
 * What one SDC keeps and {@code drv_cfg} reads: {@code guid}; {@code mdm}, the answer to {@code --query_mdms} without its
 * first line, a line for each cluster; {@code loaded}, process id and start time of the SDC while it runs; in {@code rescans} a file for each
 * {@code drv_cfg} that asks for a rescan, which the SDC deletes when it was done. Held by one process at a time.
 */
final class SdcDirectory implements AutoCloseable {
    private static final String UNKNOWN_ID = "0".repeat(16);

    private final Path directory;
    private final Path rescans;
    private final FileChannel lock;
    /** What {@code drv_cfg} answers of each cluster, by its gateway. */
    private final Map<URI, String> mdms = new LinkedHashMap<>();

    private SdcDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        rescans = directory.resolve("rescans");
        this.lock = lock;
    }

    /** Takes the directory, which is made if it is missing. */
    static SdcDirectory open(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("rescans"));
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

    /** Notes that the SDC has not reached the clusters behind these gateways yet. */
    synchronized void belongToNoneYet(List<URI> gateways) throws IOException {
        mdms.clear();
        for (URI gateway : gateways) {
            mdms.put(gateway, mdm(gateway, UNKNOWN_ID, UNKNOWN_ID, UNKNOWN_ID));
        }
        write("mdm", String.join("\n", mdms.values()));
    }

    /** Notes which cluster is behind a gateway, and who the SDC is there. */
    synchronized void belongTo(URI gateway, String systemId, String sdcId, String installationId) throws IOException {
        String line = mdm(gateway, systemId, sdcId, installationId);
        if (!line.equals(mdms.put(gateway, line))) {
            write("mdm", String.join("\n", mdms.values()));
        }
    }

    private static String mdm(URI gateway, String systemId, String sdcId, String installationId) throws IOException {
        return "MDM-ID " + systemId + " SDC ID " + sdcId + " INSTALLATION ID " + installationId + " IPs [0]-"
                + InetAddress.getByName(gateway.getHost()).getHostAddress();
    }

    /** The rescans that are asked for. */
    Set<Path> rescans() throws IOException {
        Set<Path> asked = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(rescans)) {
            files.forEach(asked::add);
        }
        return asked;
    }

    /** Tells those who asked that it was done. One that came later needs another. */
    void rescanned(Set<Path> asked) throws IOException {
        for (Path file : asked) {
            Files.deleteIfExists(file);
        }
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
