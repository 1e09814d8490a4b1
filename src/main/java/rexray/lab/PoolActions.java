package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Optional;
import rexray.lab.Rejection.ByMdm;

/** The requests that make and remove storage pools, which have no disks: a volume finds no room in them. */
final class PoolActions {
    private final Cluster cluster;

    PoolActions(Cluster cluster) {
        this.cluster = cluster;
    }

    ObjectNode create(Context request) {
        Parameters body = Parameters.parse(request.body());
        body.requireAll("protectionDomainId");
        Optional<String> name = body.text("name");
        name.ifPresent(ObjectNames::check);
        StoredPool pool = new StoredPool(cluster.newId(), name.orElse(null),
                cluster.state().domain(body.id("protectionDomainId").orElseThrow()).id(),
                body.flag("checksumEnabled", false), body.flag("useRfcache", false));
        cluster.commit(state -> {
            if (name.flatMap(taken -> state.poolNamed(pool.domainId(), taken)).isPresent()) {
                throw new ByMdm(MdmError.ALREADY_EXISTS);
            }
            return state.with(pool);
        });
        return Api.done().put("id", pool.id());
    }

    ObjectNode remove(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        cluster.commit(state -> {
            if (!state.volumesOfPool(state.pool(id).id()).isEmpty()) {
                throw new ByMdm(MdmError.STORAGE_POOL_HAS_VOLS);
            }
            return state.withoutPool(id);
        });
        return Api.done();
    }
}
