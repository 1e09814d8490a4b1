package rexray.volume;

import java.util.List;
import java.util.OptionalLong;
import rexray.volume.VolumeException.ArrayUnavailable;

/** The array in memory keeps the contract that the real driver keeps. */
class FakeArrayTest extends ControlPlaneContract {
    private final FakeArray array = new FakeArray("node01", "node02");

    @Override
    protected ControlPlane array() {
        return array;
    }

    @Override
    protected List<String> identities() {
        return List.of("node01", "node02");
    }

    @Override
    protected void mapBehindOurBack(VolumeId id, NodeId node) {
        array.hold(id, node);
    }

    @Override
    protected void disconnect(NodeId node) {
        array.setState(node, ControlPlane.HostState.DISCONNECTED);
    }

    @Override
    protected void write(VolumeId id) {
        array.setRecentWrites(read(id).name().orElseThrow(), OptionalLong.of(1));
    }

    @Override
    protected void cutOff() {
        array.onEachRequest(() -> {
            throw new ArrayUnavailable("the array does not answer", "look at it", null);
        });
    }
}
