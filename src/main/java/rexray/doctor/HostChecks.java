package rexray.doctor;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The checks of this machine alone. They change nothing. */
final class HostChecks {
    private static final List<String> TOOLS = List.of("mkfs.ext4", "mkfs.xfs", "e2fsck", "xfs_io", "blkid", "mount",
            "umount", "stat", "dd", "find");
    private static final long LEAST_SPACE = 64L << 20;

    private HostChecks() {}

    /** @param path where programs are searched, in the form of {@code $PATH} */
    static Finding tools(String path) {
        List<String> missing = TOOLS.stream().filter(tool -> !isIn(path, tool)).toList();
        return missing.isEmpty()
                ? Finding.ok(Check.TOOLS, "all are there")
                : Finding.wrong(Check.TOOLS, "missing: " + String.join(", ", missing),
                        "install e2fsprogs, xfsprogs, util-linux and findutils");
    }

    private static boolean isIn(String path, String tool) {
        for (String directory : path.split(":", -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, tool))) {
                return true;
            }
        }
        return false;
    }

    /** @param directory of the notes; need not be there yet */
    static Finding diskSpace(Path directory) {
        try {
            long free = Files.getFileStore(existing(directory)).getUsableSpace();
            String seen = (free >> 20) + " MB are free for " + directory;
            return free >= LEAST_SPACE
                    ? Finding.ok(Check.DISK_SPACE, seen)
                    : Finding.wrong(Check.DISK_SPACE, seen,
                            "free some: without a note no volume is mapped or formatted");
        } catch (IOException e) {
            return Finding.wrong(Check.DISK_SPACE, directory + " cannot be looked at: " + e, "check the file system");
        }
    }

    private static Path existing(Path directory) {
        Path found = directory.toAbsolutePath();
        while (!Files.exists(found) && found.getParent() != null) {
            found = found.getParent();
        }
        return found;
    }

    /**
     * @param mountInfo the lines of {@code /proc/self/mountinfo}, see proc(5)
     * @param mountRoot below which volumes are mounted
     */
    static Finding propagation(List<String> mountInfo, Path mountRoot) {
        Optional<List<String>> mount = mountInfo.stream().map(line -> List.of(line.split(" ", -1)))
                .filter(fields -> fields.size() > 6 && mountRoot.startsWith(fields.get(4)))
                .max(Comparator.comparingInt(fields -> fields.get(4).length()));
        if (mount.isEmpty()) {
            return Finding.wrong(Check.PROPAGATION, "no mount has " + mountRoot, "see that /proc is mounted");
        }
        String where = mount.get().get(4);
        return mount.get().stream().skip(6).takeWhile(field -> !field.equals("-"))
                .anyMatch(field -> field.startsWith("shared:"))
                        ? Finding.ok(Check.PROPAGATION, "the mount on " + where + " is shared")
                        : Finding.wrong(Check.PROPAGATION,
                                "the mount on " + where + " is not shared, so that Docker sees"
                                        + " no volume that is mounted below it",
                                "run `mount --make-rshared " + where
                                        + "`, and leave out of the unit what makes it a mount namespace");
    }

    static Finding plugin(Path socket) {
        List<String> seen = new ArrayList<>();
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return Finding.ok(Check.PLUGIN, "the daemon answers on " + socket);
        } catch (IOException e) {
            seen.add(Files.exists(socket) ? "nobody answers on " + socket : "there is no " + socket);
            seen.add(String.valueOf(e.getMessage()));
        }
        return Finding.wrong(Check.PLUGIN, String.join(": ", seen),
                "start the daemon with `rexray service start`; it says in its log why it does not");
    }
}
