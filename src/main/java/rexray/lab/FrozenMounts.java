package rexray.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.linux.DeviceNumber;

/**
 * The mounts of an emulated SDC whose writes hang, by {@code fsfreeze(8)}: a loop device knows no other way to hang. What
 * is read from a cache or a device goes on. For one thread.
 */
final class FrozenMounts {
    private static final Logger LOG = LoggerFactory.getLogger(FrozenMounts.class);
    private static final Path PROC = Path.of("/proc");
    private static final List<Path> LIVE_FILE_SYSTEMS = List.of(Path.of("/sys/fs/ext4"), Path.of("/sys/fs/xfs"));
    private static final int DEVICE_FIELD = 2;
    private static final int MOUNTPOINT_FIELD = 4;
    private final Set<String> frozen = new HashSet<>();

    /** Freezes what is mounted from these devices and is not frozen yet. */
    void freeze(Collection<DeviceNumber> devices) throws IOException {
        Set<String> numbers = devices.stream().map(DeviceNumber::toString).collect(Collectors.toSet());
        for (Map.Entry<String, Path> place : places(PROC.resolve("self"), Path.of("/")).entrySet()) {
            if (numbers.contains(place.getKey()) && frozen.add(place.getKey())) {
                fsfreeze("--freeze", place.getValue());
            }
        }
    }

    /** Lets all of them go on, those too that only containers have mounted any more, or nobody. */
    void thaw() throws IOException {
        if (frozen.isEmpty()) {
            return;
        }
        Map<String, Path> places = places(PROC.resolve("self"), Path.of("/"));
        if (!places.keySet().containsAll(frozen)) {
            placesOfContainers().forEach(places::putIfAbsent);
        }
        for (String device : frozen) {
            if (places.containsKey(device)) {
                fsfreeze("--unfreeze", places.get(device));
            } else {
                thawUnmounted(device);
            }
        }
        frozen.clear();
    }

    /**
     * A frozen file system outlives its last mount, and keeps its device. While it lives, to mount the device is to get that
     * file system again; if it does not, nothing hangs.
     */
    private static void thawUnmounted(String device) throws IOException {
        String name = String.valueOf(Path.of("/sys/dev/block", device).toRealPath().getFileName());
        if (LIVE_FILE_SYSTEMS.stream().noneMatch(type -> Files.exists(type.resolve(name)))) {
            return;
        }
        Path place = Files.createTempDirectory("rexray-lab-thaw");
        if (succeeds("mount", "/dev/" + name, place.toString())) {
            fsfreeze("--unfreeze", place);
            succeeds("umount", place.toString());
        }
        Files.delete(place);
    }

    private static Map<String, Path> placesOfContainers() throws IOException {
        Map<String, Path> places = new HashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                places(process, process.resolve("root")).forEach(places::putIfAbsent);
            }
        }
        return places;
    }

    /**
     * Where the devices are mounted that a process sees, by their numbers.
     *
     * @param root where we reach that process's root directory
     */
    private static Map<String, Path> places(Path process, Path root) {
        Map<String, Path> places = new HashMap<>();
        for (String line : mounts(process)) {
            String[] fields = line.split(" ", -1);
            // Blanks, tabs, newlines and backslashes stand there in octal, see proc_pid_mountinfo(5).
            String path = fields[MOUNTPOINT_FIELD].replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n")
                    .replace("\\134", "\\");
            places.putIfAbsent(fields[DEVICE_FIELD], Path.of(root + path));
        }
        return places;
    }

    private static List<String> mounts(Path process) {
        try {
            return Files.readAllLines(process.resolve("mountinfo"));
        } catch (IOException e) {
            // It has ended.
            return List.of();
        }
    }

    private static void fsfreeze(String option, Path path) throws IOException {
        succeeds("fsfreeze", option, path.toString());
    }

    private static boolean succeeds(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                String said = process.isAlive()
                        ? "no end after 10 s"
                        : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                LOG.warn("{} failed: {}", String.join(" ", command), said);
                return false;
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + command[0], e);
        } finally {
            process.destroyForcibly();
        }
    }
}
