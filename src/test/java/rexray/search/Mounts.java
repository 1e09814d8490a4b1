package rexray.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rexray.volume.Access;
import rexray.volume.Host.DataDirectory;
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

    void remount(Path mountpoint, Access access) {
        Entry old = top(mountpoint).orElseThrow();
        Mount mount = old.mount();
        table.set(table.indexOf(old), new Entry(new Mount(mount.major(), mount.minor(), mount.root(), mountpoint,
                mount.source(), mount.type(), access == Access.READ_ONLY), old.fileSystem()));
    }

    /** The directories and files of a volume, with a path below its mountpoint. */
    Optional<Entry> below(Path path) {
        return table.reversed().stream().filter(one -> path.startsWith(one.mount().mountpoint())).findFirst();
    }

    boolean isDirectory(Path path) {
        return below(path).filter(entry -> entry.fileSystem().device().disk().directories().contains(relative(path)))
                .isPresent();
    }

    DataDirectory makeDirectory(Path directory, Optional<Path> beside) {
        Disk disk = writable(directory);
        boolean isNew = disk.directories().add(relative(directory));
        return new DataDirectory(isNew, beside.flatMap(file -> Optional.ofNullable(disk.files().get(relative(file)))));
    }

    /** The disk that a path is on, to write there. */
    Disk writable(Path path) {
        return below(path).filter(entry -> !entry.mount().readOnly()).map(Entry::fileSystem)
                .filter(FileSystem::canWrite).map(found -> found.device().disk())
                .orElseThrow(() -> new HostFailure("cannot write " + path + ": Input/output error", "look", null));
    }

    /** A path as seen from the root of the volume. */
    String relative(Path path) {
        return below(path).map(entry -> entry.mount().mountpoint().relativize(path).toString()).orElseThrow();
    }
}
