package rexray.admin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rexray.volume.CreateOptions;
import rexray.volume.Limits;
import rexray.volume.Size;
import rexray.volume.SnapshotName;
import rexray.volume.UnderWay;
import rexray.volume.VolumeName;

/** The volumes of the daemon on this host, which has the knowledge and the locks. Many threads may use it. */
public final class RemoteAdministration implements Administration {
    private final AdminSocket socket;
    private final Optional<String> service;

    /** @param service whose volumes; empty for the one that the daemon means where none is named */
    public RemoteAdministration(AdminSocket socket, Optional<String> service) {
        this.socket = socket;
        this.service = service;
    }

    @Override
    public List<VolumeEntry> volumes() {
        return entries(ask("List", Map.of()));
    }

    @Override
    public Optional<VolumeEntry> volume(VolumeName name) {
        return entries(ask("Get", name)).stream().findFirst();
    }

    @Override
    public VolumeEntry create(VolumeName name, CreateOptions options) {
        return entries(ask("Create", Map.of("name", name.value(), "options", options.texts()))).getFirst();
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
    public Limits limits(VolumeName name) {
        return limits(ask("Limits", name));
    }

    @Override
    public Limits limit(VolumeName name, Optional<Long> iops, Optional<Long> kilobytes) {
        Map<String, Object> request = new HashMap<>(Map.of("name", name.value()));
        iops.ifPresent(number -> request.put("iops", number));
        kilobytes.ifPresent(number -> request.put("kilobytes", number));
        return limits(ask("Limit", request));
    }

    @Override
    public Size resize(VolumeName name, Size size) {
        return new Size(ask("Resize", Map.of("name", name.value(), "sizeInBytes", size.bytes()))
                .number("sizeInBytes"));
    }

    @Override
    public void takeSnapshots(List<SnapshotName> names) {
        ask("TakeSnapshots", Map.of("names", names.stream().map(SnapshotName::toString).toList()));
    }

    @Override
    public List<VolumeEntry> snapshots(Optional<VolumeName> of) {
        return entries(of.map(name -> ask("Snapshots", name)).orElseGet(() -> ask("Snapshots", Map.of())));
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
    public Optional<UnderWay.Doing> underWay(VolumeName name) {
        return ask("UnderWay", name).objects("doings").stream().findFirst()
                .map(doing -> new UnderWay.Doing(doing.text("what"), Duration.ofMillis(doing.number("sinceInMs")),
                        doing.findNumber("leftInMs").map(Duration::ofMillis)));
    }

    @Override
    public void close() {
        // Each request had a connection of its own.
    }

    private JsonObject ask(String method, VolumeName name) {
        return ask(method, Map.of("name", name.value()));
    }

    private JsonObject ask(String method, Map<String, ?> request) {
        Map<String, Object> whole = new HashMap<>(request);
        service.ifPresent(name -> whole.put(AdminApi.SERVICE, name));
        return socket.ask(method, whole);
    }

    private static Limits limits(JsonObject answer) {
        return new Limits(answer.number("iops"), answer.number("kilobytes"));
    }

    private static List<VolumeEntry> entries(JsonObject answer) {
        return answer.objects("volumes").stream().map(VolumeEntry::parse).toList();
    }
}
