package rexray.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;
import rexray.volume.CreateOptions;
import rexray.volume.Limits;
import rexray.volume.Size;
import rexray.volume.SnapshotName;
import rexray.volume.UnderWay;
import rexray.volume.VolumeName;

/** Volumes for somebody at a screen, who is told what takes its time while it does. For one thread. */
final class WatchedAdministration implements Administration {
    private final Administration volumes;
    private final WaitingLine line;

    WatchedAdministration(Administration volumes, WaitingLine line) {
        this.volumes = volumes;
        this.line = line;
    }

    private <T> T watch(VolumeName name, Supplier<T> work) {
        return line.during(name, () -> volumes.underWay(name), work);
    }

    private void have(VolumeName name, Runnable work) {
        watch(name, () -> {
            work.run();
            return name;
        });
    }

    @Override
    public List<VolumeEntry> volumes() {
        return volumes.volumes();
    }

    @Override
    public Optional<VolumeEntry> volume(VolumeName name) {
        return volumes.volume(name);
    }

    @Override
    public VolumeEntry create(VolumeName name, CreateOptions options) {
        return watch(name, () -> volumes.create(name, options));
    }

    @Override
    public void remove(VolumeName name) {
        have(name, () -> volumes.remove(name));
    }

    @Override
    public Path attach(VolumeName name) {
        return watch(name, () -> volumes.attach(name));
    }

    @Override
    public void detach(VolumeName name) {
        have(name, () -> volumes.detach(name));
    }

    @Override
    public Path mount(VolumeName name) {
        return watch(name, () -> volumes.mount(name));
    }

    @Override
    public void unmount(VolumeName name) {
        have(name, () -> volumes.unmount(name));
    }

    @Override
    public List<String> takeOver(VolumeName name) {
        return watch(name, () -> volumes.takeOver(name));
    }

    @Override
    public Size resize(VolumeName name, Size size) {
        return watch(name, () -> volumes.resize(name, size));
    }

    @Override
    public Limits limits(VolumeName name) {
        return volumes.limits(name);
    }

    @Override
    public Limits limit(VolumeName name, Optional<Long> iops, Optional<Long> kilobytes) {
        return watch(name, () -> volumes.limit(name, iops, kilobytes));
    }

    @Override
    public void takeSnapshots(List<SnapshotName> names) {
        line.doing("taking " + (names.size() == 1 ? "snapshot " + names.getFirst() : names.size() + " snapshots"),
                () -> volumes.takeSnapshots(names));
    }

    @Override
    public List<VolumeEntry> snapshots(Optional<VolumeName> of) {
        return volumes.snapshots(of);
    }

    @Override
    public void removeSnapshot(SnapshotName name) {
        line.doing("removing snapshot " + name, () -> volumes.removeSnapshot(name));
    }

    @Override
    public void restore(SnapshotName name) {
        have(name.volume(), () -> volumes.restore(name));
    }

    @Override
    public Optional<UnderWay.Doing> underWay(VolumeName name) {
        return volumes.underWay(name);
    }

    @Override
    public void close() {
        volumes.close();
    }
}
