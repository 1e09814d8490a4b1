package rexray.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.OptionalLong;
import rexray.lab.MappingTarget.ById;
import rexray.lab.Rejection.ByMdm;

/** The requests about NVMe hosts, which 4.0 lists beside the SDCs. The lab serves no NVMe: they never see a device. */
final class HostActions {
    private final Cluster cluster;
    private final MappingRules mappings;
    private final SdcRules hosts;

    HostActions(Cluster cluster, MappingRules mappings, SdcRules hosts) {
        this.cluster = cluster;
        this.mappings = mappings;
        this.hosts = hosts;
    }

    ObjectNode create(Context request) {
        Parameters body = Parameters.parse(request.body());
        body.requireAll("nqn");
        body.text("name").ifPresent(ObjectNames::check);
        SdcSettings settings = SdcSettings.usual();
        OptionalLong paths = body.number("maxNumPaths");
        OptionalLong ports = body.number("maxNumSysPorts");
        if (paths.isPresent()) {
            settings = settings.withMaxNumPaths(paths.getAsLong());
        }
        if (ports.isPresent()) {
            settings = settings.withMaxNumSysPorts(ports.getAsLong());
        }
        StoredSdc host = StoredSdc.nvmeHost(cluster.newId(), body.text("name").orElse(null), body.required("nqn"))
                .withSettings(settings);
        hosts.add(host);
        return Api.done().put("id", host.id());
    }

    ObjectNode setMaxNumPaths(Context request) {
        long most = number(request, "newMaxNumPaths");
        hosts.change(host(request).id(), settings -> settings.withMaxNumPaths(most));
        return Api.done();
    }

    ObjectNode setMaxNumSysPorts(Context request) {
        long most = number(request, "newMaxNumSysPorts");
        hosts.change(host(request).id(), settings -> settings.withMaxNumSysPorts(most));
        return Api.done();
    }

    /** None: no NVMe host ever connects to the lab. */
    ArrayNode controllers(Context request) {
        host(request);
        return JsonNodeFactory.instance.arrayNode();
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

    private StoredSdc host(Context request) {
        StoredSdc host = cluster.state().sdc(Ids.parse(request.pathParam("id")));
        if (!host.isNvmeHost()) {
            throw new ByMdm(MdmError.INI_NOT_FOUND);
        }
        return host;
    }

    private static long number(Context request, String name) {
        Parameters body = Parameters.parse(request.body());
        body.requireAll(name);
        return body.number(name).orElseThrow();
    }
}
