package rexray.linux;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import rexray.volume.BlockDevice;
import rexray.volume.Deadline;
import rexray.volume.Mount;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.TimedOut;

/**
 * The processes of this host and what {@code /proc} shows of what they hold. Reads only what the kernel answers from
 * memory, so it never hangs on a process or file that hangs; memory maps are left out for that reason.
 */
final class Processes {
    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /** One process; written as in {@code redis-server (pid 4711)}. */
    record Holder(int pid, String name) {
        @Override
        public String toString() {
            return name + " (pid " + pid + ")";
        }
    }

    /** Those that work in, run from or have open a file at or below {@code directory}. */
    static List<Holder> using(Path directory) {
        return all(process -> links(process).stream().anyMatch(target -> target.startsWith(directory)));
    }

    /** Those that have the device's node open, be it ever so shortly. */
    static List<Holder> havingOpen(BlockDevice device) {
        return all(process -> descriptors(process).stream().anyMatch(descriptor -> isOf(device, descriptor)));
    }

    /**
     * Those that work in, run from or have open something on the file system of that device, wherever they reach it. To
     * ask that of the files themselves can hang, so a child does; nobody is found if it does.
     */
    static List<Holder> onDevice(DeviceNumber device, Deadline deadline) {
        List<Object> arguments = new ArrayList<>(List.of("-L", "-c", "%d %n"));
        for (Path process : processes()) {
            arguments.addAll(List.of(process.resolve("cwd"), process.resolve("root"), process.resolve("exe")));
            descriptors(process).stream().filter(descriptor -> target(descriptor).filter(Path::isAbsolute).isPresent())
                    .forEach(arguments::add);
        }
        String wanted = device.encoded() + " ";
        try {
            // Not all can be looked at, so its exit code tells nothing.
            return Command.of(Program.STAT, arguments.toArray()).run(deadline).text().lines()
                    .filter(line -> line.startsWith(wanted))
                    .map(line -> PROC.resolve(Path.of(line.substring(wanted.length())).getName(1))).distinct()
                    .map(Processes::holder).toList();
        } catch (TimedOut e) {
            return List.of();
        }
    }

    /** One process of each mount namespace in which something of that kind is mounted, except our own namespace. */
    static List<Holder> withMount(Predicate<Mount> kind) {
        return withEntry(entry -> kind.test(entry.mount()));
    }

    /** The same, by all that the mount table tells. */
    static List<Holder> withEntry(Predicate<MountTable.Entry> kind) {
        Set<Path> seen = new HashSet<>();
        namespace(PROC.resolve("self")).ifPresent(seen::add);
        return all(process -> namespace(process).filter(seen::add).isPresent()
                && entries(process).stream().anyMatch(kind));
    }

    private static List<Holder> all(Predicate<Path> kind) {
        return processes().stream().filter(kind).map(Processes::holder).toList();
    }

    private static List<Path> processes() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            processes.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw new HostFailure("the processes of this host cannot be listed: " + Reason.of(e), "check that /proc is"
                    + " mounted", e);
        }
        return found;
    }

    private static Holder holder(Path process) {
        String name;
        try {
            name = Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            name = "a process that ended meanwhile";
        }
        return new Holder(Integer.parseInt(process.getFileName().toString()), name);
    }

    private static List<Path> links(Path process) {
        List<Path> targets = new ArrayList<>();
        for (String link : List.of("cwd", "root", "exe")) {
            target(process.resolve(link)).ifPresent(targets::add);
        }
        for (Path descriptor : descriptors(process)) {
            target(descriptor).ifPresent(targets::add);
        }
        return targets;
    }

    private static List<Path> descriptors(Path process) {
        List<Path> descriptors = new ArrayList<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(process.resolve("fd"))) {
            links.forEach(descriptors::add);
        } catch (IOException | DirectoryIteratorException e) {
            // It ended meanwhile.
        }
        return descriptors;
    }

    /** Whether a descriptor is of the device. Only what lies in {@code /dev} is looked at: a stat elsewhere can hang. */
    private static boolean isOf(BlockDevice device, Path descriptor) {
        try {
            return target(descriptor).filter(target -> target.startsWith("/dev")).isPresent()
                    && DeviceNumber.behind(descriptor)
                            .equals(Optional.of(Devices.number(device)));
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException e) {
            // It was closed, or the process ended, meanwhile.
            return Optional.empty();
        }
    }

    private static Optional<Path> namespace(Path process) {
        return target(process.resolve("ns/mnt"));
    }

    private static List<MountTable.Entry> entries(Path process) {
        try {
            return MountTable.read(process.resolve("mountinfo")).entries();
        } catch (IOException e) {
            // It ended meanwhile.
            return List.of();
        }
    }
}
