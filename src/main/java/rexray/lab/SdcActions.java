package rexray.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import rexray.lab.Rejection.Invalid;
import rexray.lab.SdcSettings.PerfProfile;

/** The requests that change SDCs and who of them is admitted. */
final class SdcActions {
    private final SdcRules sdcs;
    private final Cluster cluster;

    SdcActions(SdcRules sdcs, Cluster cluster) {
        this.sdcs = sdcs;
        this.cluster = cluster;
    }

    ObjectNode rename(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        sdcs.rename(id, Parameters.parse(request.body()).required("sdcName"));
        return Api.done();
    }

    ObjectNode setPerformance(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        body.requireAll("perfProfile");
        PerfProfile profile = body.oneOf("perfProfile", List.of(PerfProfile.values())).orElseThrow();
        sdcs.change(id, settings -> settings.withPerfProfile(profile));
        return Api.done();
    }

    /** Only of one that is neither connected nor mapped. */
    ObjectNode remove(Context request) {
        sdcs.remove(Ids.parse(request.pathParam("id")));
        return Api.done();
    }

    ObjectNode restrict(Context request) {
        SystemPath.check(request, cluster);
        Parameters body = Parameters.parse(request.body());
        body.requireAll("restrictedSdcMode");
        sdcs.restrict(body.oneOf("restrictedSdcMode", List.of(SdcAdmission.values())).orElseThrow());
        return Api.done();
    }

    /** By GUID also before the SDC was ever seen. A name may come along. */
    ObjectNode approve(Context request) {
        SystemPath.check(request, cluster);
        Parameters body = Parameters.parse(request.body());
        Optional<String> name = body.text("name");
        name.ifPresent(ObjectNames::check);
        List<String> ips = body.text("sdcIp").map(List::of).orElseGet(() -> body.texts("sdcIps"));
        String id;
        if (body.has("sdcGuid")) {
            id = sdcs.approveGuid(body.required("sdcGuid"));
            if (!ips.isEmpty()) {
                sdcs.setApprovedIps(id, ips);
            }
        } else if (ips.isEmpty()) {
            throw Invalid.missingOneOf("sdcIp, sdcIps, sdcGuid");
        } else {
            id = sdcs.approveIps(ips);
        }
        name.ifPresent(given -> sdcs.rename(id, given));
        return Api.done().put("id", id);
    }

    ObjectNode setApprovedIps(Context request) {
        SystemPath.check(request, cluster);
        Parameters body = Parameters.parse(request.body());
        body.requireAll("sdcId");
        sdcs.setApprovedIps(body.id("sdcId").orElseThrow(), body.texts("sdcApprovedIps"));
        return Api.done();
    }

    /** What the SDC does with each of its volumes; the lab measures by volume only, so this tells nothing of reads. */
    ArrayNode traffic(Context request) {
        StoredSdc sdc = cluster.state().sdc(Ids.parse(request.pathParam("id")));
        ArrayNode traffic = JsonNodeFactory.instance.arrayNode();
        for (StoredVolume volume : cluster.state().volumesMappedTo(sdc.id())) {
            ObjectNode one = traffic.addObject().put("volumeId", volume.id()).put("sdcId", sdc.id());
            Statistics.putCounter(one, "readBwc", DataServers.Written.NOTHING);
            Statistics.putCounter(one, "writeBwc", cluster.data().written(volume.id()));
            Statistics.putCounter(one, "trimBwc", DataServers.Written.NOTHING);
        }
        return traffic;
    }
}
