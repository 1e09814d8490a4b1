package rexray.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rexray.volume.Mount;
import rexray.volume.VolumeException.HostFailure;

/** The mount table of a kernel, and what one sees through it. Guarded by the lock of the kernel that it belongs to. */
final class Mounts {
    private final List<Entry> table = new ArrayList<>();

    record Entry(Mount mount, FileSystem fileSystem) {}

    List<Mount> all() {
        return table.stream().map(Entry::mount).toList();
    }

    void add(Mount mount, FileSystem fileSystem) {
        table.add(new Entry(mount, fileSystem));
    }

    void remove(Entry entry) {
        table.remove(entry);
    }

    void clear() {
        table.clear();
    }

    boolean isEmpty() {
        return table.isEmpty();
    }

    Optional<Entry> top(Path mountpoint) {
        return table.reversed().stream().filter(entry -> entry.mount().mountpoint().equals(mountpoint)).findFirst();
    }

    Entry of(Mount mount) {
        return table.stream().filter(entry -> entry.mount().equals(mount)).findFirst()
                .orElseThrow(() -> new HostFailure(mount.mountpoint() + " is not mounted", "look", null));
    }

    /** The directories and files of a volume, with a path below its mountpoint. */
    Optional<Entry> below(Path path) {
        return table.reversed().stream().filter(one -> path.startsWith(one.mount().mountpoint())).findFirst();
    }

    /** The disk that a path is on, to write there. */
    Disk writable(Path path) {
        return below(path).map(Entry::fileSystem).filter(FileSystem::canWrite).map(found -> found.device().disk())
                .orElseThrow(() -> new HostFailure("cannot write " + path + ": Input/output error", "look", null));
    }

    /** A path as seen from the root of the volume. */
    String relative(Path path) {
        return below(path).map(entry -> entry.mount().mountpoint().relativize(path).toString()).orElseThrow();
    }
}
