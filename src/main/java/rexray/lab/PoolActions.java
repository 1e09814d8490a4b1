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
                body.flag("checksumEnabled", false), body.flag("useRfcache", false), kind(body));
        cluster.commit(state -> {
            if (name.flatMap(taken -> state.poolNamed(pool.domainId(), taken)).isPresent()) {
                throw new ByMdm(MdmError.ALREADY_EXISTS);
            }
            return state.with(pool);
        });
        return Api.done().put("id", pool.id());
    }

    /** In 2.0, which knows no layouts, that member is ignored like any that is unknown. */
    private PoolKind kind(Parameters body) {
        boolean fine = cluster.profile().has(Feature.FINE_GRANULARITY)
                && body.text("dataLayout").filter(PoolKind.FINE.dataLayout()::equals).isPresent();
        if (fine) {
            return PoolKind.FINE;
        }
        return body.flag("useRmcache", true) ? PoolKind.USUAL : PoolKind.UNCACHED;
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
