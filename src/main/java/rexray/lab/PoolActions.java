package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.UnaryOperator;
import rexray.lab.Rejection.ByMdm;

/** The requests that make, change and remove storage pools. Those that clients make have no disks: no volume finds room. */
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
                body.flag("checksumEnabled", false), body.flag("useRfcache", false), kind(body), null);
        cluster.commit(state -> {
            checkFree(state, pool);
            cluster.limits().checkOneMorePool(state);
            return state.with(pool);
        });
        return Api.done().put("id", pool.id());
    }

    ObjectNode rename(Context request) {
        String name = Parameters.parse(request.body()).required("name");
        ObjectNames.check(name);
        return change(request, pool -> pool.withName(name));
    }

    ObjectNode enableChecksum(Context request) {
        Parameters body = Parameters.parse(request.body());
        body.requireAll("checksumEnabled");
        boolean enabled = body.flag("checksumEnabled", false);
        return change(request, pool -> pool.withChecksumEnabled(enabled));
    }

    ObjectNode enableRfcache(Context request) {
        return change(request, pool -> pool.withUseRfcache(true));
    }

    ObjectNode disableRfcache(Context request) {
        return change(request, pool -> pool.withUseRfcache(false));
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

    private ObjectNode change(Context request, UnaryOperator<StoredPool> change) {
        String id = Ids.parse(request.pathParam("id"));
        cluster.commit(state -> {
            StoredPool next = change.apply(state.pool(id));
            checkFree(state, next);
            return state.with(next);
        });
        return Api.done();
    }

    private static void checkFree(State state, StoredPool wanted) {
        Optional<StoredPool> taken = Optional.ofNullable(wanted.name())
                .flatMap(name -> state.poolNamed(wanted.domainId(), name));
        if (taken.filter(other -> !other.id().equals(wanted.id())).isPresent()) {
            throw new ByMdm(MdmError.STORAGE_POOL_NAME_ALREADY_EXISTS);
        }
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
}
