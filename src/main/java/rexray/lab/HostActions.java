package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import rexray.lab.MappingTarget.ById;

/** The requests about NVMe hosts, which 4.0 lists beside the SDCs. The lab serves no NVMe: they never see a device. */
final class HostActions {
    private final Cluster cluster;
    private final MappingRules mappings;

    HostActions(Cluster cluster, MappingRules mappings) {
        this.cluster = cluster;
        this.mappings = mappings;
    }

    ObjectNode create(Context request) {
        Parameters body = Parameters.parse(request.body());
        body.requireAll("nqn");
        body.text("name").ifPresent(ObjectNames::check);
        StoredSdc host = StoredSdc.nvmeHost(cluster.newId(), body.text("name").orElse(null), body.required("nqn"));
        cluster.commit(state -> state.with(host));
        return Api.done().put("id", host.id());
    }

    ObjectNode map(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        body.requireAll("hostId");
        mappings.map(id, new ById(body.id("hostId").orElseThrow()), MappingActions.sharing(body));
        return Api.done();
    }

    ObjectNode unmap(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        body.requireAll("hostId");
        mappings.unmap(id, new ById(body.id("hostId").orElseThrow()));
        return Api.done();
    }
}
