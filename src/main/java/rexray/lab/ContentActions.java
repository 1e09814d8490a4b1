package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import rexray.lab.Rejection.ByMdm;

/** The requests of 3.0 and later about what is in a volume: restored, secured, compressed, moved. */
final class ContentActions {
    private final Cluster cluster;
    private final VolumeRules volumes;
    private final SnapshotRules snapshots;

    ContentActions(Cluster cluster, VolumeRules volumes, SnapshotRules snapshots) {
        this.cluster = cluster;
        this.volumes = volumes;
        this.snapshots = snapshots;
    }

    /** Gives a volume the content of a relative. */
    ObjectNode overwrite(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        body.requireAll("srcVolumeId");
        snapshots.overwrite(id, body.id("srcVolumeId").orElseThrow());
        return Api.done();
    }

    /** For so long a snapshot cannot be removed. */
    ObjectNode secure(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        body.requireAll("retentionPeriodInMin");
        if (cluster.state().volume(id).type() != VolumeType.SNAPSHOT) {
            throw new ByMdm(MdmError.NOT_A_SNAPSHOT);
        }
        long until = cluster.now()
                + Duration.ofMinutes(body.number("retentionPeriodInMin").orElseThrow()).toSeconds();
        volumes.change(id, settings -> settings.withSecureUntil(Math.max(until, settings.secureUntil())));
        return Api.done();
    }

    /** The lab has no snapshot policies, so no snapshot is an automatic one. */
    ObjectNode lock(Context request) {
        cluster.state().volume(Ids.parse(request.pathParam("id")));
        throw new ByMdm(MdmError.NOT_AN_AUTO_SNAPSHOT);
    }

    /** Only in a pool that compresses. */
    ObjectNode compress(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        body.requireAll("compressionMethod");
        volumes.compress(id, body.oneOf("compressionMethod", List.of(Compression.values())).orElseThrow());
        return Api.done();
    }

    /** Moves a volume and its relatives to another pool, at once. */
    ObjectNode migrate(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        body.requireAll("destSPId");
        volumes.migrate(id, body.id("destSPId").orElseThrow());
        return Api.done();
    }
}
