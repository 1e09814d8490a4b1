package rexray.scaleio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rexray.volume.Deadline;
import rexray.volume.Snapshots.Taking;
import rexray.volume.Snapshots.Wanted;
import rexray.volume.Volume;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.Unsupported;
import rexray.volume.VolumeId;

/** Snapshots, which ScaleIO makes as writable, thin volumes in the tree of their origin. */
final class VolumeCopies {
    private final Gateway gateway;
    private final Cluster cluster;
    private final VolumeQueries volumes;

    VolumeCopies(Gateway gateway, Cluster cluster, VolumeQueries volumes) {
        this.gateway = gateway;
        this.cluster = cluster;
        this.volumes = volumes;
    }

    /** What the gateway is asked for. */
    private record Request(List<Definition> snapshotDefs) {
        record Definition(String volumeId, String snapshotName) {}
    }

    /** If the reply is lost, names that are there are called taken: the caller compares. */
    Taking take(List<Wanted> wanted, Deadline deadline) {
        String what = "taking a snapshot of " + wanted.stream().map(one -> "volume " + one.of().volume()).toList();
        Request request = new Request(wanted.stream()
                .map(one -> new Request.Definition(one.of().volume(), nameOf(one))).toList());
        try {
            return gateway.change(what,
                    "/api/instances/System::" + cluster.topology(deadline).systemId() + "/action/snapshotVolumes",
                    request, body -> Taking.MADE,
                    left -> wanted.stream().anyMatch(one -> volumes.resolve(one.name(), left).isPresent())
                            ? Optional.of(Taking.NAME_TAKEN)
                            : Optional.empty(),
                    deadline);
        } catch (Refusal e) {
            return switch (e.kind()) {
                case NAME_TAKEN -> Taking.NAME_TAKEN;
                case TOO_MANY_SNAPSHOTS, TOO_MANY_VOLUMES ->
                    throw gateway.full(what, e, left -> wanted.stream().map(one -> count(one.of(), left))
                            .collect(Collectors.joining(", ")), deadline);
                case FULL -> throw gateway.full(what, e, left -> wanted.stream()
                        .map(one -> volumes.roomBeside(one.of(), left)).distinct().collect(Collectors.joining(", ")),
                        deadline);
                default -> throw gateway.refused(what, e);
            };
        }
    }

    private String count(VolumeId id, Deadline deadline) {
        long count = all(deadline).stream().filter(copy -> copy.ancestor().equals(Optional.of(id))).count();
        return "volume " + id.volume() + " has " + count + " snapshots and copies";
    }

    List<Volume> all(Deadline deadline) {
        return volumes.list(VolumeAnswer::isCopy, deadline);
    }

    void restore(VolumeId id, VolumeId snapshot, Deadline deadline) {
        Topology topology = cluster.topology(deadline);
        if (topology.majorVersion() < 3) {
            throw new Unsupported(
                    "the array's version is " + topology.apiVersion()
                            + ", and restoring a volume from a snapshot needs 3.0 or later",
                    "make a copy of the snapshot instead, with 'rexray volume create --from VOLUME@LABEL NAME'");
        }
        String what = "restoring volume " + id.volume() + " from snapshot " + snapshot.volume();
        try {
            gateway.change(what, "/api/instances/Volume::" + id.volume() + "/action/overwriteVolumeContent",
                    Map.of("srcVolumeId", snapshot.volume()), Json.done(), left -> requireUnheld(id, left), deadline);
        } catch (Refusal e) {
            throw gateway.refused(what, e);
        }
    }

    /** Whether it was done cannot be seen, and doing it again does no harm as long as nobody can have written since. */
    private Optional<Done> requireUnheld(VolumeId id, Deadline deadline) {
        if (volumes.read(id, deadline).filter(volume -> !volume.holders().isEmpty()).isPresent()) {
            throw new InUse("volume " + id.volume() + " was mapped meanwhile", "check who uses it");
        }
        return Optional.empty();
    }

    private static String nameOf(Wanted wanted) {
        return ArrayName.of(wanted.name()).map(ArrayName::value).orElseThrow(() -> new RefusedInput(
                "ScaleIO allows no volume with the name '" + wanted.name() + "'", RefusalKind.BAD_NAME.remedy()));
    }
}
