package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import rexray.lab.Rejection.ByMdm;
import rexray.lab.Rejection.Invalid;
import rexray.lab.Rejection.WithDetails;

/** The requests about snapshots, which are made of several volumes at once. */
final class SnapshotActions {
    private final SnapshotRules snapshots;
    private final RemovalRules removal;
    private final Cluster cluster;

    SnapshotActions(SnapshotRules snapshots, RemovalRules removal, Cluster cluster) {
        this.snapshots = snapshots;
        this.removal = removal;
        this.cluster = cluster;
    }

    /** The system's id may be in the path; a refusal tells its reason in the details. */
    ObjectNode take(Context request) {
        checkSystem(request);
        Parameters body = Parameters.parse(request.body());
        Kind kind = kind(body);
        List<SnapshotRules.Wanted> wanted = body.objects("snapshotDefs").stream()
                .map(definition -> wanted(definition, kind)).toList();
        if (wanted.isEmpty()) {
            throw Invalid.missing("snapshotDefs");
        }
        SnapshotRules.Group group;
        try {
            group = snapshots.take(wanted);
        } catch (ByMdm refused) {
            throw new WithDetails(refused.error());
        }
        ObjectNode answer = Api.done();
        group.volumeIds().forEach(answer.putArray("volumeIdList")::add);
        return answer.put("snapshotGroupId", group.id());
    }

    ObjectNode removeGroup(Context request) {
        checkSystem(request);
        Parameters body = Parameters.parse(request.body());
        body.requireAll("snapGroupId");
        return Api.done().put("numberOfVolumes", removal.removeGroup(body.id("snapGroupId").orElseThrow(),
                body.oneOf("removeMode", List.of(RemoveMode.values())).orElse(RemoveMode.ONLY_ME)));
    }

    private static SnapshotRules.Wanted wanted(Parameters definition, Kind kind) {
        definition.requireAll("volumeId");
        return new SnapshotRules.Wanted(definition.id("volumeId").orElseThrow(),
                definition.text("snapshotName").orElse(null), kind.accessModeLimit, kind.retention);
    }

    /** Releases before 3.0 know neither member. */
    private Kind kind(Parameters body) {
        return cluster.profile().has(Feature.ACCESS_MODES)
                ? new Kind(body.oneOf("accessModeLimit", List.of(AccessMode.READ_WRITE, AccessMode.READ_ONLY))
                        .orElse(AccessMode.READ_WRITE),
                        Duration.ofMinutes(body.number("retentionPeriodInMin").orElse(0)))
                : new Kind(AccessMode.READ_WRITE, Duration.ZERO);
    }

    /** What the request says of all its snapshots. */
    private record Kind(AccessMode accessModeLimit, Duration retention) {}

    private void checkSystem(Context request) {
        if (request.pathParamMap().containsKey("id")
                && !Ids.parse(request.pathParam("id")).equals(cluster.systemId())) {
            throw new ByMdm(MdmError.NOT_FOUND);
        }
    }
}
