package rexray.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
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
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int DEVICE_FIELD = 2;
    private static final int MOUNTPOINT_FIELD = 4;
    private final Set<String> frozen = new HashSet<>();

    /** Freezes what is mounted from these devices and is not frozen yet. */
    void freeze(Collection<DeviceNumber> devices) throws IOException {
        Set<String> numbers = devices.stream().map(DeviceNumber::toString).collect(Collectors.toSet());
        for (String line : Files.readAllLines(MOUNTS)) {
            String[] fields = line.split(" ", -1);
            if (numbers.contains(fields[DEVICE_FIELD]) && frozen.add(fields[DEVICE_FIELD])) {
                fsfreeze("--freeze", fields[MOUNTPOINT_FIELD]);
            }
        }
    }

    /** Lets all of them go on. */
    void thaw() throws IOException {
        if (frozen.isEmpty()) {
            return;
        }
        Set<String> thawed = new HashSet<>();
        for (String line : Files.readAllLines(MOUNTS)) {
            String[] fields = line.split(" ", -1);
            if (frozen.contains(fields[DEVICE_FIELD]) && thawed.add(fields[DEVICE_FIELD])) {
                fsfreeze("--unfreeze", fields[MOUNTPOINT_FIELD]);
            }
        }
        frozen.clear();
    }

    private static void fsfreeze(String option, String mountpoint) throws IOException {
        // Blanks, tabs, newlines and backslashes stand there in octal, see proc_pid_mountinfo(5).
        String path = mountpoint.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n")
                .replace("\\134", "\\");
        Process process = new ProcessBuilder("fsfreeze", option, path).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                String said = process.isAlive()
                        ? "no end after 10 s"
                        : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                LOG.warn("fsfreeze {} {} failed: {}", option, path, said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in fsfreeze", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
