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
import java.util.Set;
import rexray.config.ModuleConfig;
import rexray.doctor.Finding.Verdict;
import rexray.doctor.Surroundings.Docker;
import rexray.volume.Reason;

/** The checks of this machine alone. They change nothing. */
final class HostChecks {
    private static final List<String> TOOLS = List.of("mkfs.ext4", "mkfs.xfs", "e2fsck", "xfs_io", "blkid", "mount",
            "umount", "stat", "dd", "find");
    private static final List<String> TOOLS_FOR_RESIZING = List.of("resize2fs", "xfs_growfs");
    private static final long LEAST_SPACE = 64L << 20;

    private HostChecks() {}

    /**
     * The programs that REX-Ray runs. Without those that grow a file system, everything works except a resize.
     *
     * @param path where programs are searched, in the form of {@code $PATH}
     */
    static Finding tools(String path) {
        List<String> missing = missing(TOOLS, path);
        List<String> missingForResizing = missing(TOOLS_FOR_RESIZING, path);
        String remedy = "install e2fsprogs, xfsprogs, util-linux and findutils";
        if (!missing.isEmpty()) {
            return Finding.wrong(Check.TOOLS, "missing: " + String.join(", ", missing), remedy);
        }
        return missingForResizing.isEmpty()
                ? Finding.ok(Check.TOOLS, "all are installed")
                : Finding.doubtful(Check.TOOLS, "missing: " + String.join(", ", missingForResizing)
                        + ", needed by `rexray volume resize`", remedy);
    }

    private static List<String> missing(List<String> tools, String path) {
        return tools.stream().filter(tool -> !isIn(path, tool)).toList();
    }

    private static boolean isIn(String path, String tool) {
        for (String directory : path.split(":", -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, tool))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where there is the least room of several directories.
     *
     * @param directories need not be there yet
     */
    static Finding diskSpace(Path... directories) {
        List<String> seen = new ArrayList<>();
        for (Path directory : directories) {
            try {
                long free = Files.getFileStore(existing(directory)).getUsableSpace();
                String room = (free >> 20) + " MB are free for " + directory;
                if (free < LEAST_SPACE) {
                    return Finding.wrong(Check.DISK_SPACE, room,
                            "free some: without notes no volume can be mapped or formatted, and without logs no"
                                    + " failure can be explained");
                }
                seen.add(room);
            } catch (IOException e) {
                return Finding.wrong(Check.DISK_SPACE, directory + " cannot be examined: " + Reason.of(e),
                        "check the file system");
            }
        }
        return Finding.ok(Check.DISK_SPACE, String.join(", ", seen));
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
            return Finding.wrong(Check.PROPAGATION, "no mount contains " + mountRoot, "check that /proc is mounted");
        }
        String where = mount.get().get(4);
        return mount.get().stream().skip(6).takeWhile(field -> !field.equals("-"))
                .anyMatch(field -> field.startsWith("shared:"))
                        ? Finding.ok(Check.PROPAGATION, "the mount on " + where + " is shared")
                        : Finding.wrong(Check.PROPAGATION,
                                "the mount on " + where + " is not shared, so Docker sees no volume that is"
                                        + " mounted below it",
                                "run `mount --make-rshared " + where
                                        + "`, and remove from the rexray unit every setting that gives it a mount"
                                        + " namespace of its own");
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
                "start the daemon with `rexray service start`, or, if it runs and the module is new, have it reread its"
                        + " configuration with `rexray service reload`; if that does not help, its log says why");
    }

    /**
     * Whether two processes see the same mounts.
     *
     * @param proc as {@code /proc}
     * @param daemonPid the file with the daemon's process id
     * @param dockerPid the file with Docker's; without it the first process of this host stands for it
     */
    static Finding namespace(Path proc, Path daemonPid, Path dockerPid) {
        try {
            Optional<String> daemon = pid(daemonPid);
            if (daemon.isEmpty()) {
                return Finding.unknown(Check.NAMESPACE, "the daemon is not running");
            }
            Optional<String> docker = pid(dockerPid).filter(pid -> Files.exists(proc.resolve(pid)));
            Path ours = mounts(proc, daemon.get());
            boolean isSame = ours.equals(mounts(proc, docker.orElse("1")));
            String other = docker.isPresent() ? "Docker" : "this host";
            return isSame
                    ? Finding.ok(Check.NAMESPACE, "the daemon and " + other + " share one")
                    : Finding.wrong(Check.NAMESPACE,
                            "the daemon has a mount namespace of its own, so " + other + " sees no volume",
                            "leave PrivateTmp=, ProtectSystem= and the like out"
                                    + " of the daemon's unit and of Docker's, as"
                                    + " `systemctl cat rexray docker` shows them");
        } catch (IOException e) {
            return Finding.unknown(Check.NAMESPACE, "the processes cannot be inspected: " + Reason.of(e));
        }
    }

    private static Path mounts(Path proc, String pid) throws IOException {
        return Files.readSymbolicLink(proc.resolve(pid).resolve("ns/mnt"));
    }

    private static Optional<String> pid(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(Files.readString(file).strip()).filter(pid -> pid.matches("[0-9]{1,9}"))
                : Optional.empty();
    }

    /**
     * Docker's own view of the plugin.
     *
     * @param module whose socket it is
     * @param isServed whether the daemon answers there
     * @param directories where Docker looks for it, the usual one first
     */
    static Finding docker(ModuleConfig module, Verdict isServed, Docker engine, List<Path> directories) {
        Path socket = module.socket();
        String name = module.driver();
        boolean isFound = directories.stream().anyMatch(directory -> directory.equals(socket.getParent())
                || Files.exists(directory.resolve(name + ".spec")) || Files.exists(directory.resolve(name + ".json")));
        if (!isFound) {
            return Finding.wrong(Check.DOCKER,
                    "the socket is " + socket + ", where Docker does not look for plugins",
                    "set rexray.modules." + module.name() + ".host to unix://"
                            + directories.getFirst().resolve(name + ".sock")
                            + ", or leave it out");
        }
        try {
            Optional<Set<String>> known = engine.volumeDrivers();
            if (known.isEmpty()) {
                return Finding.ok(Check.DOCKER, "no Docker engine runs here");
            }
            if (known.get().contains(name)) {
                return Finding.ok(Check.DOCKER, "Docker knows the volume driver " + name);
            }
            return isServed == Verdict.OK
                    ? Finding.wrong(Check.DOCKER,
                            "Docker does not know the volume driver " + name + ", only " + String.join(","
                                    + " ", known.get()),
                            "check that Docker uses the same " + socket.getParent()
                                    + " as this host (one installed as a snap does not), then restart Docker")
                    : Finding.skipped(Check.DOCKER, Check.PLUGIN);
        } catch (IOException e) {
            return Finding.unknown(Check.DOCKER, "Docker does not answer: " + e.getMessage());
        }
    }
}
