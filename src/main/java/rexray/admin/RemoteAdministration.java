package rexray.admin;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rexray.volume.Size;
import rexray.volume.SnapshotName;
import rexray.volume.VolumeName;

/** The volumes of the daemon on this host, which has the knowledge and the locks. Many threads may use it. */
public final class RemoteAdministration implements Administration {
    private final AdminSocket socket;

    public RemoteAdministration(AdminSocket socket) {
        this.socket = socket;
    }

    @Override
    public List<VolumeEntry> volumes() {
        return entries(socket.ask("List", Map.of()));
    }

    @Override
    public Optional<VolumeEntry> volume(VolumeName name) {
        return entries(ask("Get", name)).stream().findFirst();
    }

    @Override
    public VolumeEntry create(VolumeName name, Optional<Size> size, Optional<String> pool) {
        Map<String, Object> request = new HashMap<>(Map.of("name", name.value()));
        size.ifPresent(asked -> request.put("sizeInBytes", asked.bytes()));
        pool.ifPresent(asked -> request.put("pool", asked));
        return entries(socket.ask("Create", request)).getFirst();
    }

    @Override
    public void remove(VolumeName name) {
        ask("Remove", name);
    }

    @Override
    public Path attach(VolumeName name) {
        return Path.of(ask("Attach", name).text("path"));
    }

    @Override
    public void detach(VolumeName name) {
        ask("Detach", name);
    }

    @Override
    public Path mount(VolumeName name) {
        return Path.of(ask("Mount", name).text("path"));
    }

    @Override
    public void unmount(VolumeName name) {
        ask("Unmount", name);
    }

    @Override
    public List<String> takeOver(VolumeName name) {
        return ask("TakeOver", name).texts("holders");
    }

    @Override
    public VolumeEntry copy(VolumeName name, VolumeName source) {
        return entries(socket.ask("Copy", Map.of("name", name.value(), "source", source.value()))).getFirst();
    }

    @Override
    public Size resize(VolumeName name, Size size) {
        return new Size(socket.ask("Resize", Map.of("name", name.value(), "sizeInBytes", size.bytes()))
                .number("sizeInBytes"));
    }

    @Override
    public void takeSnapshots(List<SnapshotName> names) {
        socket.ask("TakeSnapshots", Map.of("names", names.stream().map(SnapshotName::toString).toList()));
    }

    @Override
    public List<VolumeEntry> snapshots(VolumeName name) {
        return entries(ask("Snapshots", name));
    }

    @Override
    public void removeSnapshot(SnapshotName name) {
        ask("RemoveSnapshot", name.full());
    }

    @Override
    public void restore(SnapshotName name) {
        ask("Restore", name.full());
    }

    @Override
    public void close() {
        // Each request had a connection of its own.
    }

    private JsonObject ask(String method, VolumeName name) {
        return socket.ask(method, Map.of("name", name.value()));
    }

    private static List<VolumeEntry> entries(JsonObject answer) {
        return answer.objects("volumes").stream().map(VolumeEntry::parse).toList();
    }
}
