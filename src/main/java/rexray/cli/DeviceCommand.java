package rexray.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rexray.volume.BlockDevice;
import rexray.volume.Content;
import rexray.volume.Deadline;
import rexray.volume.FileSystemType;
import rexray.volume.Host;
import rexray.volume.Mount;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;

/** {@code rexray device ls}, {@code mount}, {@code unmount} and {@code format}: this machine, without the array. */
abstract class DeviceCommand extends SessionCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONG_WORK = Duration.ofHours(24);

    DeviceCommand(Session session) {
        super(session);
    }

    static Menu menu(Session session) {
        return new Menu().with("ls", () -> new Ls(session)).with("mount", () -> new MountIt(session))
                .with("unmount", () -> new Unmount(session)).with("format", () -> new Format(session));
    }

    @Override
    public final Integer call() throws InterruptedException {
        session().requireRoot(spec().qualifiedName());
        return run(session().backend().host());
    }

    /** @return the exit code */
    abstract int run(Host host) throws InterruptedException;

    final BlockDevice device(Host host, @Nullable Path named) {
        if (named == null) {
            throw new CommandLine.ParameterException(spec().commandLine(), "which device? Give --deviceName");
        }
        return host.device(named).orElseThrow(() -> new NotFound("there is no device " + named, "see 'lsblk'"));
    }

    final Path mountpoint(@Nullable Path named) {
        if (named == null || !named.isAbsolute()) {
            throw new CommandLine.ParameterException(spec().commandLine(),
                    "which mountpoint? Give --mountPoint with an absolute path");
        }
        return named.normalize();
    }

    /** What one sees on a directory, if anything is mounted there. */
    static Optional<Mount> top(Host host, Path directory) {
        return host.mounts().stream().filter(mount -> mount.mountpoint().equals(directory)).reduce((_, last) -> last);
    }

    @Command(name = "ls", footer = "rexray device ls --mountPoint /mnt/backup", aliases = {"get",
            "list"}, description = "Lists the mounts of this host.")
    static final class Ls extends DeviceCommand {
        @Option(names = "--deviceName", paramLabel = "DEVICE", description = "Only mounts of this device.")
        private @Nullable String device;

        @Option(names = "--mountPoint", paramLabel = "DIR", description = "Only mounts on this directory.")
        private @Nullable Path mountpoint;

        @Mixin
        private Printing printing = new Printing();

        Ls(Session session) {
            super(session);
        }

        @Override
        int run(Host host) {
            printing.show(out(),
                    host.mounts().stream().filter(mount -> device == null || mount.source().equals(device))
                            .filter(mount -> mountpoint == null || mount.mountpoint().equals(mountpoint))
                            .map(Row::new).toList(),
                    List.of("Device", "MountPoint", "FSType"));
            return ExitCode.OK;
        }
    }

    private record Row(Mount mount) implements Printing.Shown {
        @Override
        public String id() {
            return mount.mountpoint().toString();
        }

        @Override
        public Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("Device", mount.source());
            fields.put("MountPoint", id());
            fields.put("FSType", mount.type());
            return fields;
        }

        @Override
        public Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("device", mount.source());
            json.put("mountPoint", id());
            json.put("fsType", mount.type());
            json.put("root", mount.root());
            json.put("readOnly", mount.readOnly());
            return json;
        }
    }

    /** One that changes something: beside the volumes, and not while another command changes these. */
    @Command
    abstract static class Change extends DeviceCommand {
        @Mixin
        private DryRun dryRun = new DryRun();

        private Change(Session session) {
            super(session);
        }

        @Override
        final int run(Host host) throws InterruptedException {
            ManagedMounts managed = new ManagedMounts(session().mountRoots());
            if (dryRun.isOn()) {
                announce(host, managed);
                return ExitCode.OK;
            }
            Optional<HostLock> lock = VolumeAccess.besideDaemon(session(), waitingLine());
            try {
                change(host, managed);
                return ExitCode.OK;
            } finally {
                lock.ifPresent(HostLock::close);
            }
        }

        /** Says what {@link #change} would do. */
        abstract void announce(Host host, ManagedMounts managed);

        /** @param managed what is to be left alone */
        abstract void change(Host host, ManagedMounts managed);
    }

    @Command(name = "mount", footer = "rexray device mount --deviceName /dev/sdb --mountPoint /mnt/backup", aliases = "m", description = "Mounts a device that holds ext4 or xfs.")
    static final class MountIt extends Change {
        @Option(names = "--deviceName", paramLabel = "DEVICE", description = "The block device.")
        private @Nullable Path device;

        @Option(names = "--mountPoint", paramLabel = "DIR", description = "The directory; created if it is missing.")
        private @Nullable Path mountpoint;

        MountIt(Session session) {
            super(session);
        }

        @Override
        void announce(Host host, ManagedMounts managed) {
            BlockDevice found = device(host, device);
            Path directory = mountpoint(mountpoint);
            FileSystemType type = type(host, found, directory, managed);
            Optional<Mount> there = top(host, directory);
            if (there.isPresent() && !there.get().isOf(found)) {
                throw new HostFailure(there.get().source() + " is mounted on " + directory + ", where " + found
                        + " would be mounted", "see what mounted it, and unmount it", null);
            }
            String what = found + " (" + type + ") ";
            out().println(there.isPresent()
                    ? what + "is mounted on " + directory + " already"
                    : what + "would be mounted on " + directory);
        }

        @Override
        void change(Host host, ManagedMounts managed) {
            BlockDevice found = device(host, device);
            Path directory = mountpoint(mountpoint);
            FileSystemType type = type(host, found, directory, managed);
            waitingLine().doing("mounting " + found,
                    () -> host.mount(found, type, directory, Deadline.after(PATIENCE)));
            out().println(found + " is mounted on " + directory);
        }

        /** What it is to be mounted as, if it may be. */
        private static FileSystemType type(Host host, BlockDevice found, Path directory, ManagedMounts managed) {
            managed.requireOutside(directory);
            managed.requireNone(found, host.mounts());
            if (!(host.probe(found,
                    Deadline.after(
                            PATIENCE)) instanceof Content.FileSystem(FileSystemType type, var _, var _, var _))) {
                throw new RefusedInput(found + " holds no ext4 or xfs", "see 'blkid -p " + found + "'");
            }
            return type;
        }
    }

    @Command(name = "unmount", footer = "rexray device unmount --mountPoint /mnt/backup", aliases = {"u",
            "umount"}, description = "Unmounts what is mounted on a directory, unless it is in use, and removes"
                    + " the directory if it is empty.")
    static final class Unmount extends Change {
        @Option(names = "--mountPoint", paramLabel = "DIR", description = "The directory.")
        private @Nullable Path mountpoint;

        Unmount(Session session) {
            super(session);
        }

        @Override
        void announce(Host host, ManagedMounts managed) {
            Path directory = unmanaged(host, managed);
            out().println(top(host, directory)
                    .map(there -> there.source() + " would be unmounted from " + directory + ", unless it is in use")
                    .orElse("nothing is mounted on " + directory));
        }

        @Override
        void change(Host host, ManagedMounts managed) {
            Path directory = unmanaged(host, managed);
            waitingLine().doing("unmounting " + directory, () -> host.unmount(directory, Deadline.after(PATIENCE)));
            out().println("nothing is mounted on " + directory + " any more");
        }

        private Path unmanaged(Host host, ManagedMounts managed) {
            Path directory = mountpoint(mountpoint);
            managed.requireOutside(directory);
            top(host, directory).ifPresent(there -> managed.requireNone(there, host.mounts()));
            return directory;
        }
    }

    @Command(name = "format", footer = "rexray device format --deviceName /dev/sdb --fsType xfs", aliases = "f", description = "Makes a file system on a"
            + " device, only if the device is proved blank.")
    static final class Format extends Change {
        @Option(names = "--deviceName", paramLabel = "DEVICE", description = "The block device.")
        private @Nullable Path device;

        @Option(names = "--fsType", paramLabel = "TYPE", description = "ext4 or xfs. Default: ext4")
        private String type = FileSystemType.EXT4.toString();

        Format(Session session) {
            super(session);
        }

        @Override
        void announce(Host host, ManagedMounts managed) {
            BlockDevice found = blank(host, managed);
            out().println(found + " is blank, and would be formatted with " + wanted());
        }

        @Override
        void change(Host host, ManagedMounts managed) {
            BlockDevice found = blank(host, managed);
            waitingLine().doing("formatting " + found + " with " + wanted(),
                    () -> host.format(found, wanted(), UUID.randomUUID(), Deadline.after(LONG_WORK)));
            out().println(found + " is formatted with " + wanted());
        }

        private FileSystemType wanted() {
            return FileSystemType.named(type).orElseThrow(() -> new CommandLine.ParameterException(
                    spec().commandLine(), "--fsType '" + type + "' is neither ext4 nor xfs"));
        }

        private BlockDevice blank(Host host, ManagedMounts managed) {
            BlockDevice found = device(host, device);
            wanted();
            managed.requireNone(found, host.mounts());
            return switch (host.probe(found, Deadline.after(PATIENCE))) {
                case Content.Blank _ -> found;
                case Content.FileSystem there -> throw new RefusedInput(
                        found + " holds " + there.type() + " already", "nothing that contains data is formatted");
                case Content.Foreign foreign -> throw new RefusedInput(found + " holds " + foreign.what(),
                        "nothing that contains data is formatted; if the data"
                                + " is not needed, clear it with wipefs first");
            };
        }
    }
}
