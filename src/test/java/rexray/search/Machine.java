package rexray.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rexray.volume.FileSystemType;
import rexray.volume.Size;
import rexray.volume.VolumeName;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeOptions.Preempt;

/** One host of a story: its kernel, its SDC, the containers that run on it, and where its daemons keep their notes. */
final class Machine {
    private static final Path MOUNT_ROOT = Path.of("/var/lib/rexray/volumes");
    /**
     * For each request. Pauses between attempts take no time here, so what bounds them is that the next one would be longer
     * than this: no more than a few attempts.
     */
    static final Duration PATIENCE = Duration.ofMillis(4500);

    private final int number;
    private final Kernel kernel;
    private final Sdc sdc;
    private final VolumeOptions options;
    private final Map<Integer, Container> containers = new HashMap<>();
    private final Set<VolumeName> mayBeCounted = new HashSet<>();
    private final Map<Owed, Integer> unmountsOwed = new HashMap<>();
    private int boots = 1;

    Machine(int number, Kernel kernel, Sdc sdc, Path directory, Preempt.Mode preempt, FileSystemType fileSystem) {
        this.number = number;
        this.kernel = kernel;
        this.sdc = sdc;
        this.options = new VolumeOptions(MOUNT_ROOT, "data", 0700, Size.ofGb(8), fileSystem,
                new Preempt(preempt, Duration.ZERO, Duration.ZERO), directory.resolve("run"),
                directory.resolve("lib"), PATIENCE, PATIENCE, VolumeOptions.FORGOTTEN_AFTER);
    }

    int number() {
        return number;
    }

    Kernel kernel() {
        return kernel;
    }

    Sdc sdc() {
        return sdc;
    }

    VolumeOptions options() {
        return options;
    }

    /** By their numbers. */
    Map<Integer, Container> containers() {
        return containers;
    }

    private record Owed(VolumeName volume, int container) {}

    /** What was asked for may have left a use, or a mapping without one, that only an Unmount ends. */
    void owesUnmount(VolumeName volume, int container) {
        unmountsOwed.merge(new Owed(volume, container), 1, Integer::sum);
    }

    /** How many Unmounts are enough, whatever was counted. */
    int unmountsOwed(VolumeName volume, int container) {
        return unmountsOwed.getOrDefault(new Owed(volume, container), 0);
    }

    /** A Mount was asked for, so that a use may be counted, whatever was answered. */
    void mayCountUseOf(VolumeName volume) {
        mayBeCounted.add(volume);
    }

    boolean mayCountUsesOf(VolumeName volume) {
        return mayBeCounted.contains(volume);
    }

    void countsNoUseOf(VolumeName volume) {
        mayBeCounted.remove(volume);
    }

    String bootId() {
        return "boot-" + boots;
    }

    static Path mountpoint(VolumeName volume) {
        return MOUNT_ROOT.resolve(volume.value());
    }

    /** The file system of a container's volume, unless somebody cut it off. */
    Optional<FileSystem> sound(Container container) {
        return kernel.heldBy(container.id()).filter(FileSystem::canWrite);
    }

    /** Power is gone and comes back. What was below {@code /run} is gone, as the containers are. */
    void crash() {
        kernel.crash();
        containers.clear();
        boots++;
        notes(options.runDirectory()).forEach(Machine::delete);
    }

    /** Notes about volumes that somebody should have done away with: all but those about volumes lost to others. */
    List<Path> notesLeft() {
        List<Path> left = new ArrayList<>(notes(options.runDirectory()));
        notes(options.stateDirectory()).stream()
                .filter(note -> !note.startsWith(options.stateDirectory().resolve("fences")))
                .forEach(left::add);
        return left;
    }

    /** Whether a note says that the volume is, or may be, mapped here. */
    boolean claims(String volumeId) {
        return notes(options.stateDirectory().resolve("mappings")).stream()
                .anyMatch(note -> note.toString().contains(volumeId));
    }

    /** As on a new machine. */
    void forgetAll() {
        notes(options.runDirectory()).forEach(Machine::delete);
        notes(options.stateDirectory()).forEach(Machine::delete);
    }

    @Override
    public String toString() {
        return "node" + number;
    }

    private static List<Path> notes(Path directory) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path note) {
        try {
            Files.delete(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
