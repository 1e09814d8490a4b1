package rexray.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rexray.linux.LoopDevice;

/**
 * The directories that volumes lie in: the gateway's own, and those that somebody made in its {@code disks}, each of which
 * may have a file system of its own. A volume is where its file is. Each has {@code volumes}, the files; and hard links
 * of them, which loop devices are made over: in {@code attachments} of those that work, in {@code revoked} of those that
 * were cut off.
 */
final class Disks {
    private static final String VOLUMES = "volumes";
    private static final String ATTACHMENTS = "attachments";
    private static final String REVOKED = "revoked";
    private final Path first;
    private final Path further;

    private Disks(Path first) {
        this.first = first;
        further = first.resolve("disks");
    }

    /** Those of a directory, which is made if it is missing; the file systems must know hard links. */
    static Disks open(Path directory) throws IOException {
        Files.createDirectories(directory);
        // The kernel tells backing files by their real paths.
        Disks disks = new Disks(directory.toRealPath());
        Files.createDirectories(disks.further);
        for (String child : List.of(VOLUMES, ATTACHMENTS, REVOKED)) {
            Files.createDirectories(disks.first.resolve(child));
        }
        return disks;
    }

    /** The file of a volume; one that is not there yet is to be made in the gateway's own directory. */
    Path volume(String volumeId) throws IOException {
        return diskOf(volumeId).resolve(VOLUMES).resolve(volumeId);
    }

    /** Makes the file that a loop device for an attachment is to be made over. */
    Path link(LoopName name) throws IOException {
        Path disk = diskOf(name.attachment().volumeId());
        Path link = Files.createDirectories(disk.resolve(ATTACHMENTS)).resolve(name.live());
        Files.deleteIfExists(link);
        return Files.createLink(link, disk.resolve(VOLUMES).resolve(name.attachment().volumeId()));
    }

    /** Notes that a loop device was cut off. */
    void revoke(Loop loop) throws IOException {
        Path link = loop.device().backingFile();
        Path revoked = Files.createDirectories(link.resolve("../../" + REVOKED).normalize());
        Files.move(link, revoked.resolve(loop.name().revoked(loop.device().index())));
    }

    /** The loop devices that work, as the kernel has them. */
    List<Loop> attached() throws IOException {
        return loops(ATTACHMENTS);
    }

    /** Those that were cut off. */
    List<Loop> revoked() throws IOException {
        return loops(REVOKED);
    }

    /** Forgets what no device is made over any more. */
    void deleteUnused() throws IOException {
        for (String child : List.of(ATTACHMENTS, REVOKED)) {
            Set<Path> used = new HashSet<>();
            loops(child).forEach(loop -> used.add(loop.device().backingFile()));
            for (Path disk : all()) {
                if (Files.isDirectory(disk.resolve(child))) {
                    for (Path file : list(disk.resolve(child))) {
                        if (!used.contains(file)) {
                            Files.delete(file);
                        }
                    }
                }
            }
        }
    }

    private List<Loop> loops(String child) throws IOException {
        Set<Path> directories = new HashSet<>();
        all().forEach(disk -> directories.add(disk.resolve(child)));
        List<Loop> loops = new ArrayList<>();
        for (LoopDevice device : LoopDevice.all()) {
            if (directories.contains(device.backingFile().getParent())) {
                LoopName.of(device.backingFile()).ifPresent(name -> loops.add(new Loop(device, name)));
            }
        }
        return loops;
    }

    private Path diskOf(String volumeId) throws IOException {
        for (Path disk : all()) {
            if (Files.exists(disk.resolve(VOLUMES).resolve(volumeId))) {
                return disk;
            }
        }
        return first;
    }

    private List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>(List.of(first));
        all.addAll(list(further));
        return all;
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            found.forEach(children::add);
        }
        return children;
    }

    /** A loop device and what its backing file's name says. */
    record Loop(LoopDevice device, LoopName name) {
        boolean isOf(String sdcId) {
            return name.attachment().sdcId().equals(sdcId);
        }
    }
}
