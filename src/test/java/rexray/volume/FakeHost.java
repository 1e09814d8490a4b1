package rexray.volume;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.RefusedInput;

/** A machine in memory: devices with contents, a mount table, and mounts that containers hold for themselves. */
public final class FakeHost implements Host {
    private final FakeDevices devices = new FakeDevices();
    private final List<Mount> table = new ArrayList<>();
    private final Set<BlockDevice> heldElsewhere = new HashSet<>();
    private final Set<BlockDevice> unreadable = new HashSet<>();
    private boolean shutDownFails;
    private final Set<BlockDevice> shutDown = new HashSet<>();
    private final Set<Path> busy = new HashSet<>();
    private final Set<Path> mountpoints = new HashSet<>();
    private final Map<Path, Set<String>> remounted = new HashMap<>();
    private final List<String> mkfsOptions = new ArrayList<>();
    private final List<UUID> formatted = new ArrayList<>();
    private final Map<UUID, BlockDevice> uuids = new HashMap<>();
    private final List<Long> grown = new ArrayList<>();
    private volatile Runnable fault = () -> {};
    private volatile Runnable checkFault = () -> {};
    private volatile Runnable directoryFault = () -> {};

    private record OnVolume(FakeTree tree, Path relative) {}

    /** A device appears; plugging it again changes nothing. */
    public synchronized void plug(Path link, long bytes, Supplier<Content> content, Consumer<Content> write,
            BooleanSupplier readable, FakeTree tree) {
        devices.plug(link, bytes, content, write, readable, tree);
    }

    /** Of a mapping that has ended, a device without a medium stays for that many looks. */
    public synchronized void leaveOldDevice(Path link, int looks) {
        devices.leaveOld(link, looks);
    }

    /** Runs before each mount and format from now on; what it throws is the failure. */
    public void onEachChange(Runnable newFault) {
        fault = newFault;
    }

    /** Runs before each check of a file system from now on; what it throws is the failure. */
    public void onEachCheck(Runnable newFault) {
        checkFault = newFault;
    }

    /** Runs before each data directory is made or found from now on; what it throws is the failure. */
    public void onEachDirectory(Runnable newFault) {
        directoryFault = newFault;
    }

    /** A link is left that leads to the device of another one. */
    synchronized void leaveLink(Path stale, Path other) {
        devices.leaveLink(stale, other);
    }

    /** It goes when it was looked at that many times. */
    synchronized void unplugAfterLooks(Path link, int looks) {
        devices.unplugAfterLooks(link, looks);
    }

    /** Whatever leads to a device. */
    synchronized List<Path> links() {
        return devices.links();
    }

    /** A device goes away; what is mounted stays. */
    public synchronized void unplug(Path link) {
        devices.unplug(link);
    }

    /** A container takes, or gives back, a mount of its own of what is mounted at {@code mountpoint}. */
    public synchronized void hold(Path mountpoint) {
        heldElsewhere.add(deviceAt(mountpoint));
    }

    public synchronized void letGo() {
        heldElsewhere.clear();
    }

    /** A process works below {@code mountpoint}. */
    public synchronized void occupy(Path mountpoint) {
        busy.add(mountpoint);
    }

    public synchronized void vacate() {
        busy.clear();
    }

    /** No read of the device reaches it from now on. */
    public synchronized void failReads(Path link) {
        device(link).ifPresent(unreadable::add);
    }

    public synchronized void failNextShutDown() {
        shutDownFails = true;
    }

    /** Whether the file system on the device of {@code link} was shut down. */
    public synchronized boolean isShutDown(Path link) {
        return device(link).filter(shutDown::contains).isPresent();
    }

    /** The power fails: mounts are gone, devices too. */
    public synchronized void reboot() {
        table.clear();
        devices.clear();
        shutDown.clear();
        heldElsewhere.clear();
        busy.clear();
    }

    public synchronized List<UUID> formatted() {
        return List.copyOf(formatted);
    }

    public synchronized boolean hasDirectory(Path directory) {
        return mountpoints.contains(directory) || onVolume(directory)
                .filter(there -> there.tree().directories().containsKey(there.relative())).isPresent();
    }

    private Optional<OnVolume> onVolume(Path directory) {
        return table.reversed().stream().map(Mount::mountpoint).filter(directory::startsWith).findFirst()
                .map(mountpoint -> new OnVolume(devices.plugged(deviceAt(mountpoint)).tree(),
                        mountpoint.relativize(directory)));
    }

    @Override
    public synchronized List<Mount> mounts() {
        return List.copyOf(table);
    }

    @Override
    public synchronized Optional<BlockDevice> device(Path link) {
        return devices.look(link);
    }

    @Override
    public synchronized Content probe(BlockDevice device, Deadline deadline) {
        return devices.readable(device).content().get();
    }

    @Override
    public void format(BlockDevice device, FileSystemType type, MkfsOptions options, UUID uuid, Deadline deadline) {
        fault.run();
        synchronized (this) {
            requireUnused(device);
            mkfsOptions.add(options.toString());
            formatted.add(uuid);
            devices.readable(device).write().accept(new Content.FileSystem(type, uuid, true, true));
        }
    }

    @Override
    public void check(BlockDevice device, FileSystemType type, Deadline deadline) {
        checkFault.run();
        synchronized (this) {
            requireUnused(device);
            Content.FileSystem found = (Content.FileSystem) devices.readable(device).content().get();
            devices.plugged(device).write()
                    .accept(new Content.FileSystem(found.type(), found.uuid(), true, found.neverMounted()));
        }
    }

    @Override
    public void mount(BlockDevice device, FileSystemType type, Path mountpoint, Deadline deadline) {
        mount(device, type, mountpoint, SharedUuid.NO, deadline);
    }

    @Override
    public void mount(BlockDevice device, FileSystemType type, Path mountpoint, SharedUuid uuid, Deadline deadline) {
        fault.run();
        requireOwnUuid(device, type, uuid);
        putOnTable(device, type, mountpoint);
    }

    /** As xfs does it: of two file systems of one UUID, the one that says that it may be shared is not counted. */
    private synchronized void requireOwnUuid(BlockDevice device, FileSystemType type, SharedUuid uuid) {
        if (type != FileSystemType.XFS
                || !(devices.readable(device).content().get() instanceof Content.FileSystem found)) {
            return;
        }
        UUID own = found.uuid();
        if (uuid == SharedUuid.NO && !uuids.getOrDefault(own, device).equals(device)) {
            throw new HostFailure("mount: wrong fs type; duplicate UUID " + own, "mount one of them", null);
        }
        if (uuid == SharedUuid.NO) {
            uuids.put(own, device);
        }
    }

    /** A device gets another size. */
    public synchronized void resize(Path link, long bytes) {
        devices.resize(link, bytes);
    }

    /** The devices whose file systems were made larger, as large as they then were. */
    public synchronized List<Long> grown() {
        return List.copyOf(grown);
    }

    @Override
    public void grow(BlockDevice device, FileSystemType type, Path mountpoint, Deadline deadline) {
        fault.run();
        synchronized (this) {
            if (table.stream().noneMatch(mount -> mount.mountpoint().equals(mountpoint) && mount.isOf(device))) {
                throw new HostFailure(device + " is not mounted on " + mountpoint, "mount it", null);
            }
            grown.add(device.sizeInBytes());
        }
    }

    private synchronized void putOnTable(BlockDevice device, FileSystemType type, Path mountpoint) {
        if (table.stream().anyMatch(mount -> mount.mountpoint().equals(mountpoint))) {
            if (deviceAt(mountpoint).equals(device)) {
                return;
            }
            throw new HostFailure("another device is mounted on " + mountpoint, "unmount it", null);
        }
        if (!(devices.readable(device).content().get() instanceof Content.FileSystem found) || found.type() != type) {
            throw new HostFailure("mount: wrong file system on " + device, "look at it", null);
        }
        devices.plugged(device).write().accept(new Content.FileSystem(type, found.uuid(), false, false));
        mountpoints.add(mountpoint);
        table.add(
                new Mount(device.major(), device.minor(), "/", mountpoint, device.toString(), type.toString(), false));
    }

    @Override
    public synchronized void unmount(Path mountpoint, Deadline deadline) {
        if (busy.contains(mountpoint)) {
            throw new InUse(mountpoint + " is busy: sleep (pid 1)", "end it");
        }
        for (Mount mount : table.reversed()) {
            if (mount.mountpoint().equals(mountpoint)) {
                FakeDevices.Plugged plugged = devices.plugged(deviceAt(mountpoint));
                if (plugged.content().get() instanceof Content.FileSystem found && plugged.readable().getAsBoolean()) {
                    plugged.write().accept(new Content.FileSystem(found.type(), found.uuid(), true, false));
                }
                uuids.values().remove(deviceAt(mountpoint));
                table.remove(mount);
                mountpoints.remove(mountpoint);
                remounted.remove(mountpoint);
                return;
            }
        }
    }

    @Override
    public DataDirectory makeDirectory(Path directory, int mode, Optional<Path> beside, int most, Deadline deadline) {
        directoryFault.run();
        synchronized (this) {
            OnVolume there = required(directory);
            boolean isNew = there.tree().directories().putIfAbsent(there.relative(), describe("0:0", mode)) == null;
            return new DataDirectory(isNew, beside.flatMap(file -> required(file).tree().file(
                    required(file).relative().toString())));
        }
    }

    @Override
    public synchronized void writeFile(Path file, String text, Deadline deadline) {
        fault.run();
        requireWritable(file);
        required(file).tree().files().put(required(file).relative(), text);
    }

    @Override
    public synchronized void own(Path directory, Optional<Owner> owner, Optional<Integer> mode, Deadline deadline) {
        requireWritable(directory);
        OnVolume there = required(directory);
        there.tree().directories().computeIfPresent(there.relative(), (same, old) -> owner
                .map(Owner::toString).orElse(old.split(" ", 2)[0]) + " "
                + mode.map(DirectoryMode::format).orElse(old.split(" ", 2)[1]));
    }

    @Override
    public synchronized void remount(Path mountpoint, MountOptions options, Access access, Deadline deadline) {
        fault.run();
        Set<String> all = remounted.computeIfAbsent(mountpoint, absent -> new TreeSet<>());
        all.addAll(options.words());
        Mount old = table.stream().filter(mount -> mount.mountpoint().equals(mountpoint)).findFirst().orElseThrow();
        table.replaceAll(mount -> mount.equals(old)
                ? new Mount(old.major(), old.minor(), old.root(), mountpoint, old.source(), old.type(),
                        access == Access.READ_ONLY)
                : mount);
    }

    @Override
    public synchronized Optional<Size> capacity(Path mountpoint, Deadline deadline) {
        return devices.all()
                .filter(device -> table.stream()
                        .anyMatch(mount -> mount.mountpoint().equals(mountpoint) && mount.isOf(device)))
                .map(device -> new Size(device.sizeInBytes() / 100 * 98)).findFirst();
    }

    /** What a mount was given beyond what all have. */
    public synchronized Set<String> optionsOf(Path mountpoint) {
        return Set.copyOf(remounted.getOrDefault(mountpoint, Set.of()));
    }

    /** What each file system was made with. */
    public synchronized List<String> mkfsOptions() {
        return List.copyOf(mkfsOptions);
    }

    private OnVolume required(Path path) {
        return onVolume(path).orElseThrow(
                () -> new RefusedInput("a path outside of every mount: " + path, "this fake allows none"));
    }

    private void requireWritable(Path path) {
        if (table.stream().anyMatch(mount -> path.startsWith(mount.mountpoint()) && mount.readOnly())) {
            throw new HostFailure(path + ": Read-only file system", "mount it otherwise", null);
        }
    }

    private static String describe(String owner, int mode) {
        return owner + " " + DirectoryMode.format(mode);
    }

    @Override
    public synchronized void requireUnused(BlockDevice device) {
        if (heldElsewhere.contains(device) || table.stream().anyMatch(mount -> mount.isOf(device))) {
            throw new InUse(device + " is in use", "stop what uses it");
        }
    }

    @Override
    public synchronized List<String> holdersElsewhere(BlockDevice device) {
        return heldElsewhere.contains(device) ? List.of("redis-server (pid 4711)") : List.of();
    }

    @Override
    public synchronized boolean isReadable(BlockDevice device, Deadline deadline) {
        return !unreadable.contains(device) && devices.plugged(device).readable().getAsBoolean();
    }

    @Override
    public synchronized FileSystemMark mark(Mount mount) {
        return new FileSystemMark(mount.type(), mount.source(), mount.minor(), mount.major(), mount.minor());
    }

    @Override
    public synchronized Optional<String> holderOf(FileSystemMark mark) {
        boolean held = heldElsewhere.stream().anyMatch(device -> device.minor() == mark.minor())
                || table.stream().anyMatch(mount -> mount.minor() == mark.minor());
        return held ? Optional.of("sleep (pid 1)") : Optional.empty();
    }

    @Override
    public synchronized void shutDown(Mount mount, Deadline deadline) {
        if (shutDownFails) {
            shutDownFails = false;
            throw new HostFailure("shutting down failed", "look", null);
        }
        shutDown.add(deviceAt(mount.mountpoint()));
    }

    @Override
    public synchronized void detach(Path mountpoint, Deadline deadline) {
        if (busy.contains(mountpoint)) {
            hold(mountpoint);
        }
        table.reversed().stream().filter(mount -> mount.mountpoint().equals(mountpoint)).findFirst().ifPresent(top -> {
            table.remove(top);
            mountpoints.remove(mountpoint);
        });
    }

    private BlockDevice deviceAt(Path mountpoint) {
        Mount top = table.reversed().stream().filter(mount -> mount.mountpoint().equals(mountpoint)).findFirst()
                .orElseThrow();
        return devices.all().filter(top::isOf).findFirst().orElseThrow();
    }
}
