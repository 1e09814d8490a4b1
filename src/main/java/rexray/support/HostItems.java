package rexray.support;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import rexray.linux.OtherProgram;
import rexray.volume.Deadline;
import rexray.volume.VolumeException;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What can be said of a machine without knowing more of it than its files and programs. */
public final class HostItems {
    private static final int MOST = 2 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private HostItems() {}

    /** What holds for each Linux host. */
    public static List<Item> all() {
        return List.of(
                new Item("host.txt", "kernel, operating system, time, memory, disks",
                        () -> commands(List.of("uname", "-a"), List.of("cat", "/etc/os-release"),
                                List.of("date", "-Is"),
                                List.of("uptime"), List.of("free", "-m"), List.of("df", "-h"),
                                List.of("timedatectl", "show"))),
                new Item("mounts.txt", "the mount table, as the kernel tells it",
                        () -> tail(Path.of("/proc/self/mountinfo"))),
                new Item("devices.txt", "block devices, and what is on them",
                        () -> commands(List.of("lsblk", "-b", "-o", "NAME,MAJ:MIN,SIZE,RO,TYPE,FSTYPE,UUID,MOUNTPOINT"),
                                List.of("ls", "-l", "/dev/disk/by-id"))),
                new Item("kernel.txt", "the kernel's last messages", () -> commands(List.of("dmesg", "-T"))),
                new Item("docker.txt", "the engine",
                        () -> commands(List.of("docker", "version"), List.of("docker", "info"),
                                List.of("docker", "volume", "ls"), List.of("docker", "ps", "-a"))));
    }

    /** What systemd says of the service and of what it needs. */
    public static List<Item> systemd() {
        return List.of(
                new Item("systemd.txt", "the units of rexray, the SDC and Docker",
                        () -> commands(List.of("systemctl", "cat", "rexray.service"),
                                List.of("systemctl", "status", "--no-pager", "--lines=0", "rexray.service",
                                        "scini.service", "docker.service"),
                                List.of("systemctl", "show", "rexray.service"))),
                new Item("journal.txt", "the last lines of the log in the journal",
                        () -> commands(List.of("journalctl", "--no-pager", "-o", "short-iso", "-n", "5000", "-u",
                                "rexray.service"))));
    }

    /** The end of a file, as far as it is of use to anybody. */
    public static String tail(Path file) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            if (opened.length() == 0) {
                // The kernel's own files have no length.
                return Files.readString(file, UTF_8);
            }
            byte[] bytes = new byte[Math.toIntExact(Math.min(MOST, opened.length()))];
            opened.seek(opened.length() - bytes.length);
            opened.readFully(bytes);
            return new String(bytes, UTF_8);
        }
    }

    /**
     * All notes that stand right in these directories or in one right below them. A mount root among those is left alone: its
     * directories belong to volumes.
     */
    public static String notes(Path mountRoot, Path... directories) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path directory : directories) {
            for (Path entry : entries(directory)) {
                List<Path> files = Files.isDirectory(entry) && !entry.equals(mountRoot)
                        ? entries(entry)
                        : List.of(entry);
                for (Path file : files) {
                    if (file.toString().endsWith(".json") && Files.isRegularFile(file)) {
                        text.append("== ").append(file).append('\n').append(tail(file).strip()).append('\n');
                    }
                }
            }
        }
        return text.toString();
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** What these programs print, one after the other. One that fails or is missing keeps no other one from being run. */
    @SafeVarargs
    static String commands(List<String>... lines) {
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            text.append("$ ").append(String.join(" ", line)).append('\n').append(run(line)).append('\n');
        }
        return text.toString();
    }

    private static String run(List<String> line) {
        try {
            OtherProgram.Result result = OtherProgram.run(Path.of(line.getFirst()), line.subList(1, line.size()),
                    Deadline.after(PATIENCE));
            return result.output() + (result.exitCode() == 0 ? "" : result.complaint() + "\n");
        } catch (VolumeException e) {
            return e.getMessage() + "\n";
        }
    }
}
