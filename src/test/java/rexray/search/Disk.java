package rexray.search;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import rexray.volume.Content;
import rexray.volume.FileSystemType;

/**
 * What is on one volume: a file system, directories, and the records that were synced. All machines of a story share it,
 * and one lock guards them all.
 */
final class Disk {
    private final String volume;
    private volatile long bytes;
    private final Set<String> records = new LinkedHashSet<>();
    private final Map<String, String> files = new HashMap<>();
    private final Set<String> directories = new HashSet<>();
    private final Set<FileSystem> live = new LinkedHashSet<>();
    private Content content = new Content.Blank();
    private Optional<Kernel> tearer = Optional.empty();
    private boolean everMounted;

    /** @param volume its id at the array */
    Disk(String volume, long bytes) {
        this.volume = volume;
        this.bytes = bytes;
    }

    String volume() {
        return volume;
    }

    long bytes() {
        return bytes;
    }

    void resize(long next) {
        bytes = next;
    }

    Content content() {
        return content;
    }

    /** Where a mkfs was broken off after it had written its superblock. */
    Optional<Kernel> tearer() {
        return tearer;
    }

    /** Somebody else's data. */
    void fill(Content.Foreign foreign) {
        content = foreign;
    }

    /** Whether it may hold anybody's data. */
    boolean holdsData() {
        return everMounted || content instanceof Content.Foreign;
    }

    /** @param breakingOff who does so amid the work, if anybody */
    void format(FileSystemType type, UUID uuid, Optional<Kernel> breakingOff) {
        content = new Content.FileSystem(type, uuid, true, true);
        tearer = breakingOff;
        records.clear();
        directories.clear();
        files.clear();
    }

    void becomes(boolean clean) {
        if (content instanceof Content.FileSystem found) {
            everMounted = true;
            content = new Content.FileSystem(found.type(), found.uuid(), clean, false);
        }
    }

    /** What is synced. */
    Set<String> records() {
        return records;
    }

    /** Small files that were synced, by their paths. */
    Map<String, String> files() {
        return files;
    }

    /** Relative to the root of the file system. */
    Set<String> directories() {
        return directories;
    }

    /** The file systems that kernels have of it. */
    Set<FileSystem> live() {
        return live;
    }
}
