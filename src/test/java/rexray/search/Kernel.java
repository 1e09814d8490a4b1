package rexray.search;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import rexray.volume.Access;
import rexray.volume.BlockDevice;
import rexray.volume.Content;
import rexray.volume.Deadline;
import rexray.volume.FileSystemMark;
import rexray.volume.FileSystemType;
import rexray.volume.Host;
import rexray.volume.MkfsOptions;
import rexray.volume.Mount;
import rexray.volume.MountOptions;
import rexray.volume.Owner;
import rexray.volume.Size;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;

/**
 * The emulated machine below one daemon: devices that are cut off, file systems with caches that a crash loses, a mount
 * table, and containers with mounts of their own. It says so when a rule is broken by what is asked of it. Many threads
 * may use it; all kernels of a story share one lock, since they share their disks.
 */
final class Kernel implements Host {
    private static final String PROCESS = "sleep (pid 4711)";

    private final String name;
    private final Judge judge;
    private final Object lock;
    private final DeviceLinks devices = new DeviceLinks();
    private final Mounts table = new Mounts();
    private final Set<FileSystem> live = new HashSet<>();
    private final Set<Path> mountpoints = new HashSet<>();
    private final Set<Path> occupied = new HashSet<>();
    private long instances;

    /** @param lock of all that share disks with it */
    Kernel(String name, Judge judge, Object lock) {
        this.name = name;
        this.judge = judge;
        this.lock = lock;
    }

    @Override
    public String toString() {
        return name;
    }

    /** The SDC shows a volume; one that is shown stays as it is. */
    void plug(Path link, Disk disk) {
        synchronized (lock) {
            devices.plug(link, disk);
        }
    }

    void rescan() {
        synchronized (lock) {
            devices.rescan();
        }
    }

    /** The array lets nothing through any more. The device stays in sight for some looks at its link. */
    void cutOff(Path link, int looks) {
        synchronized (lock) {
            devices.cutOff(link, looks);
        }
    }

    /** The SDC has taken away what was cut off. */
    void settle() {
        synchronized (lock) {
            devices.settle();
        }
    }

    /** Power is gone: mounts, devices, containers, and whatever was not synced. */
    void crash() {
        synchronized (lock) {
            live.forEach(fileSystem -> fileSystem.device().disk().live().remove(fileSystem));
            live.clear();
            table.clear();
            devices.clear();
            mountpoints.clear();
            occupied.clear();
        }
    }

    /** A container takes a mount of its own of what is mounted there. */
    void hold(Path mountpoint, String container) {
        synchronized (lock) {
            table.top(mountpoint).orElseThrow().fileSystem().holders().add(container);
        }
    }

    void letGo(String container) {
        synchronized (lock) {
            List.copyOf(live).forEach(fileSystem -> {
                if (fileSystem.holders().remove(container)) {
                    endIfOver(fileSystem);
                }
            });
        }
    }

    /** The file system that a container holds. */
    Optional<FileSystem> heldBy(String container) {
        return locked(() -> live.stream().filter(fileSystem -> fileSystem.holders().contains(container)).findFirst());
    }

    /** A container writes; it is safe only after {@link #sync}. */
    void write(String container, String record) {
        synchronized (lock) {
            heldBy(container).ifPresent(fileSystem -> fileSystem.write(record));
        }
    }

    /** Makes safe what was written to a container's file system. Returns what is on the disk now; nothing if that fails. */
    Set<String> sync(String container) {
        synchronized (lock) {
            return heldBy(container).filter(FileSystem::sync)
                    .map(fileSystem -> Set.copyOf(fileSystem.device().disk().records())).orElse(Set.of());
        }
    }

    /** The file system that is mounted there, on top. */
    Optional<FileSystem> at(Path mountpoint) {
        return locked(() -> table.top(mountpoint).map(Mounts.Entry::fileSystem));
    }

    /** A process works in a directory. */
    void occupy(Path mountpoint) {
        synchronized (lock) {
            occupied.add(mountpoint);
        }
    }

    void vacate() {
        synchronized (lock) {
            occupied.clear();
            live.forEach(fileSystem -> fileSystem.holders().remove(PROCESS));
            List.copyOf(live).forEach(this::endIfOver);
        }
    }

    /** Whether a link leads to a device, perhaps one that is cut off. */
    boolean shows(Path link) {
        return locked(() -> devices.shows(link));
    }

    /** Whether a file system of that disk lives here. */
    boolean hasLive(Disk disk) {
        return locked(() -> live.stream().anyMatch(one -> one.device().disk() == disk));
    }

    /** Whether one does that can still write to it. */
    boolean hasWritable(Disk disk) {
        return locked(() -> live.stream().anyMatch(one -> one.device().disk() == disk && one.canWrite()));
    }

    /** Whether nothing is mounted, held or left. */
    boolean isIdle() {
        return locked(() -> live.isEmpty() && table.isEmpty() && mountpoints.isEmpty());
    }

    boolean isDirectory(Path directory) {
        return locked(() -> mountpoints.contains(directory) || table.isDirectory(directory));
    }

    /** What mkfs leaves that is killed amid its work. */
    void tear(BlockDevice device, FileSystemType type, UUID uuid) {
        synchronized (lock) {
            write(device, type, uuid, Optional.of(this));
        }
    }

    @Override
    public List<Mount> mounts() {
        return locked(() -> table.all());
    }

    @Override
    public Optional<BlockDevice> device(Path link) {
        return locked(() -> devices.look(link));
    }

    @Override
    public Content probe(BlockDevice device, Deadline deadline) {
        synchronized (lock) {
            return devices.readable(device).disk().content();
        }
    }

    @Override
    public void format(BlockDevice device, FileSystemType type, MkfsOptions options, UUID uuid, Deadline deadline) {
        synchronized (lock) {
            write(device, type, uuid, Optional.empty());
        }
    }

    @Override
    public void check(BlockDevice device, FileSystemType type, Deadline deadline) {
        synchronized (lock) {
            requireUnused(device);
            requireNoOtherWriter(devices.readable(device), "checked");
            devices.readable(device).disk().becomes(true);
        }
    }

    @Override
    public void mount(BlockDevice device, FileSystemType type, Path mountpoint, Deadline deadline) {
        synchronized (lock) {
            Device real = devices.readable(device);
            Optional<Mounts.Entry> there = table.top(mountpoint);
            if (there.isPresent()) {
                if (there.get().fileSystem().device() == real) {
                    return;
                }
                throw new HostFailure("another device is mounted on " + mountpoint, "unmount it", null);
            }
            Disk disk = real.disk();
            if (disk.tearer().isPresent() || !(disk.content() instanceof Content.FileSystem found)
                    || found.type() != type) {
                throw new HostFailure("mount: wrong file system or bad superblock on " + device, "look at it", null);
            }
            requireNoOtherWriter(real, "mounted");
            FileSystem fileSystem = live.stream().filter(one -> one.device() == real).findFirst()
                    .orElseGet(() -> begin(real));
            fileSystem.mounted();
            mountpoints.add(mountpoint);
            table.add(new Mount(device.major(), device.minor(), "/", mountpoint, device.path().toString(),
                    type.toString(), false), fileSystem);
        }
    }

    @Override
    public void grow(BlockDevice device, FileSystemType type, Path mountpoint, Deadline deadline) {
        synchronized (lock) {
            devices.readable(device);
        }
    }

    @Override
    public void unmount(Path mountpoint, Deadline deadline) {
        synchronized (lock) {
            if (occupied.contains(mountpoint)) {
                throw new InUse(mountpoint + " is busy: " + PROCESS, "end it");
            }
            takeOff(mountpoint);
        }
    }

    @Override
    public DataDirectory makeDirectory(Path directory, int mode, Optional<Path> beside, int most, Deadline deadline) {
        synchronized (lock) {
            return table.makeDirectory(directory, beside);
        }
    }

    @Override
    public void writeFile(Path file, String text, Deadline deadline) {
        synchronized (lock) {
            table.writable(file).files().put(table.relative(file), text);
        }
    }

    @Override
    public void own(Path directory, Optional<Owner> owner, Optional<Integer> mode, Deadline deadline) {
        synchronized (lock) {
            table.writable(directory);
        }
    }

    @Override
    public void remount(Path mountpoint, MountOptions options, Access access, Deadline deadline) {
        synchronized (lock) {
            table.remount(mountpoint, access);
        }
    }

    @Override
    public Optional<Size> capacity(Path mountpoint, Deadline deadline) {
        return at(mountpoint).map(fileSystem -> new Size(fileSystem.device().disk().bytes() / 100 * 98));
    }

    @Override
    public FileSystemMark mark(Mount mount) {
        synchronized (lock) {
            FileSystem fileSystem = table.of(mount).fileSystem();
            return new FileSystemMark(mount.type(), mount.source(), fileSystem.instance(), mount.major(),
                    mount.minor());
        }
    }

    @Override
    public Optional<String> holderOf(FileSystemMark mark) {
        synchronized (lock) {
            return live.stream().filter(one -> one.instance() == mark.instance()).findFirst()
                    .map(one -> one.holders().stream().findFirst().orElse(PROCESS));
        }
    }

    @Override
    public void shutDown(Mount mount, Deadline deadline) {
        synchronized (lock) {
            FileSystem fileSystem = table.of(mount).fileSystem();
            judge.require(fileSystem.device().isCutOff(), Rule.A_MOUNT_IN_USE_STAYS,
                    name + " shuts down " + mount.mountpoint() + ", whose device is well");
            fileSystem.shutDown();
        }
    }

    @Override
    public void detach(Path mountpoint, Deadline deadline) {
        synchronized (lock) {
            if (occupied.contains(mountpoint)) {
                table.top(mountpoint).ifPresent(entry -> entry.fileSystem().holders().add(PROCESS));
            }
            takeOff(mountpoint);
        }
    }

    @Override
    public void requireUnused(BlockDevice device) {
        synchronized (lock) {
            if (live.stream().anyMatch(one -> one.device().is(device))) {
                throw new InUse(device + " is in use", "stop what uses it");
            }
        }
    }

    @Override
    public List<String> holdersElsewhere(BlockDevice device) {
        synchronized (lock) {
            return live.stream().filter(one -> one.device().is(device))
                    .flatMap(one -> one.holders().stream()).filter(holder -> !holder.equals(PROCESS)).toList();
        }
    }

    @Override
    public boolean isReadable(BlockDevice device, Deadline deadline) {
        return locked(() -> devices.find(device).filter(one -> !one.isCutOff()).isPresent());
    }

    private <T> T locked(Supplier<T> answer) {
        synchronized (lock) {
            return answer.get();
        }
    }

    private FileSystem begin(Device device) {
        // A real kernel would have found a new number for it, and the SDC perhaps an old one.
        judge.require(live.stream().noneMatch(one -> one.device().disk() == device.disk()), Rule.ONE_WRITER,
                name + " mounts volume " + device.disk().volume() + " while an old file system of it lives there");
        instances++;
        FileSystem fileSystem = new FileSystem(this, device, instances);
        live.add(fileSystem);
        device.disk().live().add(fileSystem);
        device.disk().becomes(false);
        return fileSystem;
    }

    private void requireNoOtherWriter(Device device, String verb) {
        device.disk().live().stream().filter(one -> one.kernel() != this && one.canWrite()).findFirst()
                .ifPresent(other -> judge.broken(Rule.ONE_WRITER, "volume " + device.disk().volume() + " is " + verb
                        + " on " + name + " while " + other.kernel() + " has it mounted and can write"));
    }

    private void write(BlockDevice device, FileSystemType type, UUID uuid, Optional<Kernel> breakingOff) {
        requireUnused(device);
        Disk disk = devices.readable(device).disk();
        judge.require(!disk.holdsData(), Rule.ONLY_THE_BLANK_IS_FORMATTED,
                name + " formats volume " + disk.volume() + ", which holds " + disk.content() + " " + disk.records());
        disk.format(type, uuid, breakingOff);
    }

    private void takeOff(Path mountpoint) {
        table.top(mountpoint).ifPresent(entry -> {
            table.remove(entry);
            mountpoints.remove(mountpoint);
            entry.fileSystem().unmounted();
            endIfOver(entry.fileSystem());
        });
    }

    private void endIfOver(FileSystem fileSystem) {
        if (fileSystem.isOver()) {
            if (fileSystem.sync()) {
                fileSystem.device().disk().becomes(true);
            }
            live.remove(fileSystem);
            fileSystem.device().disk().live().remove(fileSystem);
        }
    }
}
