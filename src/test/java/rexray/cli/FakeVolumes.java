package rexray.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;
import rexray.admin.VolumeEntry.State;
import rexray.volume.CreateOptions;
import rexray.volume.Limits;
import rexray.volume.Size;
import rexray.volume.SnapshotName;
import rexray.volume.UnderWay;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

/** Volumes in memory: {@code web} is another host's, {@code scaleio_redis_vol} a container's on this one. */
final class FakeVolumes implements Administration {
    private static final String MOUNTED = "free@mounted";
    final List<String> changes = new ArrayList<>();
    private final Map<String, VolumeEntry> volumes = new TreeMap<>();
    private final Set<String> snapshots = new TreeSet<>(Set.of("free@before", "web@before", MOUNTED));
    private Runnable snapshotting = () -> {};

    FakeVolumes() {
        put("web", 2, 8, State.UNAVAILABLE, Optional.empty());
        put("scaleio_redis_vol", 1, 16, State.ATTACHED, Optional.of(path("scaleio_redis_vol")));
        put("free", 3, 1024, State.AVAILABLE, Optional.empty());
    }

    /** Happens while snapshots are taken, from now on. */
    void onSnapshots(Runnable happening) {
        snapshotting = happening;
    }

    private static Path path(String name) {
        return Path.of("/var/lib/rexray/volumes/" + name + "/data");
    }

    private VolumeEntry put(String name, int number, long gb, State state, Optional<Path> path) {
        VolumeEntry entry = entry(name, number, gb, state, path);
        volumes.put(name, entry);
        return entry;
    }

    private static VolumeEntry entry(String name, int number, long gb, State state, Optional<Path> path) {
        return new VolumeEntry(new VolumeId("5a", "91c4e6a00000000" + number), name, Size.ofGb(gb),
                Provisioning.THIN, "pool1", "domain1", state, path,
                state == State.ATTACHED ? Optional.of(Path.of("/dev/scini" + (char) ('a' + number))) : Optional.empty(),
                path.isPresent() ? 1 : 0,
                state == State.AVAILABLE ? List.of() : List.of("10.0.0." + number + " (SDC c" + number + ")"),
                Instant.EPOCH, Optional.empty(), Map.of(), Optional.empty(), Instant.EPOCH);
    }

    private VolumeEntry change(VolumeName name, String verb) {
        changes.add(verb + " " + name);
        return volume(name).orElseThrow(() -> new NotFound("volume " + name + " does not exist", "create it"));
    }

    private void set(VolumeEntry entry, State state, Optional<Path> path) {
        put(entry.name(), Integer.parseInt(entry.id().volume().substring(15)), entry.size().gb(), state, path);
    }

    private VolumeEntry requireFree(VolumeEntry entry) {
        if (entry.state() == State.UNAVAILABLE) {
            throw new HeldElsewhere("volume " + entry.name() + " is held by 10.0.0.2", "stop it there");
        }
        return entry;
    }

    @Override
    public List<VolumeEntry> volumes() {
        return List.copyOf(volumes.values());
    }

    @Override
    public Optional<VolumeEntry> volume(VolumeName name) {
        return snapshots.contains(name.value())
                ? Optional.of(snapshot(name.value()))
                : Optional.ofNullable(volumes.get(name.value()));
    }

    private static VolumeEntry snapshot(String name) {
        return entry(name, 9, 8, State.AVAILABLE, Optional.empty());
    }

    @Override
    public VolumeEntry create(VolumeName name, CreateOptions options) {
        changes.add("create " + name + (options.texts().isEmpty() ? "" : " with " + options.texts()));
        return put(name.value(), 4 + volumes.size() - 3, options.volume().size().orElse(Size.ofGb(16)).gb(),
                State.AVAILABLE, Optional.empty());
    }

    @Override
    public void remove(VolumeName name) {
        if (requireFree(change(name, "remove")).state() == State.ATTACHED) {
            throw new InUse("volume " + name + " is mounted on this host", "stop the containers");
        }
        volumes.remove(name.value());
    }

    @Override
    public Path attach(VolumeName name) {
        set(requireFree(change(name, "attach")), State.ATTACHED, Optional.empty());
        return Path.of("/dev/scinix");
    }

    @Override
    public void detach(VolumeName name) {
        set(change(name, "detach"), State.AVAILABLE, Optional.empty());
    }

    @Override
    public Path mount(VolumeName name) {
        set(requireFree(change(name, "mount")), State.ATTACHED, Optional.of(path(name.value())));
        return path(name.value());
    }

    @Override
    public void unmount(VolumeName name) {
        set(change(name, "unmount"), State.AVAILABLE, Optional.empty());
    }

    @Override
    public List<String> takeOver(VolumeName name) {
        set(change(name, "takeover"), State.ATTACHED, Optional.empty());
        return List.of("10.0.0.2");
    }

    @Override
    public Optional<UnderWay.Doing> underWay(VolumeName name) {
        return Optional.empty();
    }

    @Override
    public Limits limits(VolumeName name) {
        change(name, "limits of");
        return new Limits(1000, 0);
    }

    @Override
    public Limits limit(VolumeName name, Optional<Long> iops, Optional<Long> kilobytes) {
        change(name, "limit " + iops + " " + kilobytes);
        return new Limits(iops.orElse(1000L), kilobytes.orElse(0L));
    }

    @Override
    public Size resize(VolumeName name, Size size) {
        VolumeEntry entry = change(name, "resize");
        put(entry.name(), Integer.parseInt(entry.id().volume().substring(15)), size.gb(), entry.state(), entry.path());
        return size;
    }

    @Override
    public void takeSnapshots(List<SnapshotName> names) {
        snapshotting.run();
        changes.add("snapshot " + names);
        names.forEach(name -> snapshots.add(name.toString()));
    }

    @Override
    public List<VolumeEntry> snapshots(Optional<VolumeName> of) {
        return of.map(name -> List.of(change(name, "snapshots of")))
                .orElseGet(() -> snapshots.stream().map(FakeVolumes::snapshot).toList());
    }

    @Override
    public void removeSnapshot(SnapshotName name) {
        if (name.toString().equals(MOUNTED)) {
            throw new InUse("snapshot " + name + " is mounted on this host", "stop its containers");
        }
        changes.add("remove snapshot " + name);
        snapshots.remove(name.toString());
    }

    @Override
    public void restore(SnapshotName name) {
        changes.add("restore " + name);
    }

    @Override
    public void close() {
        changes.add("close");
    }
}
