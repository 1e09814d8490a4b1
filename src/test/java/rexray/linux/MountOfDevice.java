package rexray.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import rexray.volume.BegunFormats;
import rexray.volume.BlockDevice;
import rexray.volume.Caller;
import rexray.volume.Deadline;
import rexray.volume.Event;
import rexray.volume.FakeArray;
import rexray.volume.FakeEngine;
import rexray.volume.FileSystemType;
import rexray.volume.Journal;
import rexray.volume.NewVolume;
import rexray.volume.Node;
import rexray.volume.Size;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeService;

/** The volume db of an array in memory, mounted on this machine from a device that is there already. */
final class MountOfDevice {
    private static final VolumeName DB = new VolumeName("db");
    private static final String HOST = "node01";

    private final LinuxHost host = LinuxHost.create();
    private final FakeArray array = new FakeArray(HOST);
    private final List<Map<Event.Field, Object>> events = new CopyOnWriteArrayList<>();
    private final Path directory;
    private final Path link;
    private final VolumeService service;

    /** @param volumeSize in bytes, as the array says */
    MountOfDevice(Path directory, Path link, long volumeSize) {
        this.directory = directory;
        this.link = link;
        // A device of another size is given until the end of this time.
        Duration mountTimeout = host.device(link).orElseThrow().sizeInBytes() != volumeSize
                ? Duration.ofSeconds(2)
                : Duration.ofSeconds(60);
        VolumeOptions options = new VolumeOptions(directory.resolve("volumes"), "data", 0700, Size.ofGb(8),
                FileSystemType.EXT4, VolumeOptions.Preempt.NEVER, directory.resolve("run"), directory.resolve("lib"),
                mountTimeout, Duration.ofSeconds(60), VolumeOptions.FORGOTTEN_AFTER);
        service = new VolumeService(array, new Plugged(), host, new FakeEngine(), options, "boot-1",
                InstantSource.system(), UUID::randomUUID, new Journal(events::add, InstantSource.system()));
        service.create(DB, NewVolume.CONFIGURED);
        array.setSize(DB.value(), new Size(volumeSize));
    }

    /** The daemon was cut off while it made this file system. */
    void noteFormat(UUID fileSystem) {
        BegunFormats.note(directory.resolve("lib"), array.id(DB.value()), fileSystem);
    }

    void mount() {
        service.mount(DB, new Caller("a".repeat(64)));
    }

    Path mountpoint() {
        return directory.resolve("volumes").resolve(DB.value());
    }

    boolean isMounted() {
        BlockDevice device = host.device(link).orElseThrow();
        return host.mounts().stream().anyMatch(mount -> mount.mountpoint().equals(mountpoint()) && mount.isOf(device));
    }

    boolean isMapped() {
        return !array.holders(DB.value()).isEmpty();
    }

    long events(Event.Kind kind) {
        return events.stream().filter(event -> kind.toString().equals(event.get(Event.Field.EVENT)))
                .count();
    }

    /** Client software that has the device under its link for good. */
    private final class Plugged implements Node {
        @Override
        public String identity(Deadline deadline) {
            return HOST;
        }

        @Override
        public Path device(VolumeId id) {
            return link;
        }

        /** There is no other volume. */
        @Override
        public Optional<Path> rivalOf(VolumeId id) {
            return Optional.empty();
        }

        @Override
        public Path awaitDevice(VolumeId id, Deadline deadline) {
            return link;
        }
    }
}
