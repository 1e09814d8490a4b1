package rexray.volume;

import java.nio.file.Path;
import java.util.Optional;
import rexray.volume.VolumeException.HostFailure;

/** A host's array client whose devices appear on a {@link FakeHost} at once, unless told otherwise. */
public final class FakeNode implements Node {
    private final FakeArray array;
    private final FakeHost host;
    private String identity;
    private boolean deviceAppears = true;
    private boolean rescans = true;

    public FakeNode(FakeArray array, FakeHost host, String identity) {
        this.array = array;
        this.host = host;
        this.identity = identity;
    }

    /** The host calls itself otherwise from now on. */
    void becomes(String newIdentity) {
        identity = newIdentity;
    }

    void deviceNeverAppears() {
        deviceAppears = false;
    }

    void rescanFails() {
        rescans = false;
    }

    void rescanWorks() {
        rescans = true;
    }

    NodeId id() {
        return array.identify(identity, Deadline.after(VolumeOptions.OTHER_TIMEOUT));
    }

    @Override
    public String identity(Deadline deadline) {
        return identity;
    }

    @Override
    public Path device(VolumeId id) {
        return Path.of("/dev/disk/by-id/emc-vol-" + id);
    }

    @Override
    public Optional<Path> rivalOf(VolumeId id) {
        Optional<BlockDevice> device = host.device(device(id));
        return host.links().stream()
                .filter(link -> !link.equals(device(id)) && device.isPresent() && host.device(link).equals(device))
                .findFirst();
    }

    @Override
    public void rescan(Deadline deadline) {
        if (!rescans) {
            throw new HostFailure("the client software did not look again", "look at the SDC", null);
        }
        array.list(deadline).stream().filter(volume -> volume.isHeldBy(id()))
                .forEach(volume -> host.resize(device(volume.id()), volume.size().bytes()));
    }

    @Override
    public Path awaitDevice(VolumeId id, Deadline deadline) {
        NodeId node = id();
        if (!deviceAppears || !array.isHeldBy(id, node)) {
            throw new HostFailure("device " + device(id) + " did not appear", "look at the SDC", null);
        }
        Volume volume = array.read(id, deadline).orElseThrow();
        FakeArray.Disk disk = array.disk(volume.name().orElseThrow());
        host.plug(device(id), volume.size().bytes(), () -> disk.content, content -> disk.content = content,
                () -> array.isHeldBy(id, node), disk.tree);
        return device(id);
    }
}
