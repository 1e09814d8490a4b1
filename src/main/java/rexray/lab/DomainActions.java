package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import rexray.lab.Rejection.ByMdm;

/** The requests that make, name and remove protection domains, which have no data servers. */
final class DomainActions {
    private final Cluster cluster;

    DomainActions(Cluster cluster) {
        this.cluster = cluster;
    }

    ObjectNode create(Context request) {
        StoredDomain domain = new StoredDomain(cluster.newId(), name(request));
        cluster.commit(state -> {
            checkFree(state, domain);
            cluster.limits().checkOneMoreDomain(state);
            return state.with(domain);
        });
        return Api.done().put("id", domain.id());
    }

    ObjectNode rename(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        String name = name(request);
        cluster.commit(state -> {
            StoredDomain domain = new StoredDomain(state.domain(id).id(), name);
            checkFree(state, domain);
            return state.with(domain);
        });
        return Api.done();
    }

    /** Only of one without pools. */
    ObjectNode remove(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        cluster.commit(state -> {
            if (!state.poolsOf(state.domain(id).id()).isEmpty()) {
                throw new ByMdm(MdmError.DOMAIN_HAS_STORAGE_POOLS);
            }
            return state.withoutDomain(id);
        });
        return Api.done();
    }

    private static String name(Context request) {
        String name = Parameters.parse(request.body()).required("name");
        ObjectNames.check(name);
        return name;
    }

    private static void checkFree(State state, StoredDomain wanted) {
        if (state.domainNamed(wanted.name()).filter(taken -> !taken.id().equals(wanted.id())).isPresent()) {
            throw new ByMdm(MdmError.ALREADY_EXISTS);
        }
    }
}
