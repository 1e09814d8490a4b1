package rexray.admin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import rexray.admin.VolumeEntry.State;
import rexray.volume.ByHand;
import rexray.volume.CreateOptions;
import rexray.volume.Defaults;
import rexray.volume.Holder;
import rexray.volume.Limits;
import rexray.volume.Size;
import rexray.volume.SnapshotName;
import rexray.volume.UnderWay;
import rexray.volume.Volume;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeName;
import rexray.volume.VolumeService;
import rexray.volume.VolumeView;

/** The volumes of a service in this process. Many threads may use it. */
public final class DirectAdministration implements Administration {
    private final VolumeService volumes;
    private final ByHand byHand;
    private final Supplier<Defaults> defaults;
    private final Runnable end;

    /**
     * @param defaults for volumes that are made now
     * @param end what closing does
     */
    public DirectAdministration(VolumeService volumes, Supplier<Defaults> defaults, Runnable end) {
        this.defaults = defaults;
        this.volumes = volumes;
        this.byHand = volumes.byHand();
        this.end = end;
    }

    @Override
    public List<VolumeEntry> volumes() {
        return volumes.list().stream().map(this::entry).toList();
    }

    @Override
    public Optional<VolumeEntry> volume(VolumeName name) {
        return volumes.get(name).map(this::entry);
    }

    @Override
    public VolumeEntry create(VolumeName name, CreateOptions options) {
        volumes.create(name, options.volume(), defaults.get());
        return required(name);
    }

    private VolumeEntry required(VolumeName name) {
        return volume(name).orElseThrow(() -> new NotFound(
                "volume " + name + " was created, but is gone already", "check who removes volumes at the array"));
    }

    @Override
    public void remove(VolumeName name) {
        volumes.remove(name);
    }

    @Override
    public Path attach(VolumeName name) {
        return byHand.attach(name);
    }

    @Override
    public void detach(VolumeName name) {
        byHand.detach(name);
    }

    @Override
    public Path mount(VolumeName name) {
        Optional<Path> mounted = volumes.path(name);
        if (mounted.isPresent() && byHand.uses(name) > 0) {
            return mounted.get();
        }
        return volumes.mount(name, ByHand.PERSON);
    }

    @Override
    public void unmount(VolumeName name) {
        // Two that mounted it at the same moment may have been counted as two.
        for (int uses = byHand.uses(name); uses > 1; uses--) {
            volumes.unmount(name, ByHand.PERSON);
        }
        boolean wasOurs = byHand.uses(name) > 0;
        volumes.unmount(name, ByHand.PERSON);
        volumes.get(name).filter(view -> !wasOurs && view.users() > 0).ifPresent(view -> {
            throw ByHand.inUse(name, view.users());
        });
    }

    @Override
    public List<String> takeOver(VolumeName name) {
        return byHand.takeOver(name).stream().map(Holder::toString).toList();
    }

    @Override
    public Limits limits(VolumeName name) {
        return volumes.limits().of(name);
    }

    @Override
    public Limits limit(VolumeName name, Optional<Long> iops, Optional<Long> kilobytes) {
        return volumes.limits().set(name, iops, kilobytes);
    }

    @Override
    public Size resize(VolumeName name, Size size) {
        return volumes.resize(name, size);
    }

    @Override
    public void takeSnapshots(List<SnapshotName> names) {
        volumes.snapshots().create(names.stream().map(SnapshotName::volume).toList(), SnapshotName.labelOf(names));
    }

    @Override
    public List<VolumeEntry> snapshots(Optional<VolumeName> of) {
        return of.map(volumes.snapshots()::list).orElseGet(volumes.snapshots()::list).stream()
                .map(snapshot -> entry(new VolumeView(snapshot, Optional.empty(), 0, Optional.empty(),
                        Optional.empty(), snapshot.created())))
                .toList();
    }

    @Override
    public void removeSnapshot(SnapshotName name) {
        volumes.snapshots().remove(name);
    }

    @Override
    public void restore(SnapshotName name) {
        volumes.snapshots().restore(name);
    }

    @Override
    public Optional<UnderWay.Doing> underWay(VolumeName name) {
        return volumes.underWay().of(name);
    }

    @Override
    public void close() {
        end.run();
    }

    private VolumeEntry entry(VolumeView view) {
        Optional<Path> device = byHand.device(view.volume().id());
        return VolumeEntry.of(view, state(view), device);
    }

    private State state(VolumeView view) {
        Volume volume = view.volume();
        if (volume.holders().isEmpty()) {
            return State.AVAILABLE;
        }
        // What is mounted here is answered without the array, which may be away.
        return view.mountpoint().isPresent() || byHand.isHeldHere(volume) ? State.ATTACHED : State.UNAVAILABLE;
    }
}
