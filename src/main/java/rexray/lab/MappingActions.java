package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.OptionalLong;
import rexray.lab.MappingTarget.All;
import rexray.lab.MappingTarget.ByGuid;
import rexray.lab.MappingTarget.ById;
import rexray.lab.Rejection.Invalid;

/** The requests that map volumes to SDCs and take them away again. */
final class MappingActions {
    private final MappingRules mappings;
    private final Profile profile;

    MappingActions(MappingRules mappings, Profile profile) {
        this.mappings = mappings;
        this.profile = profile;
    }

    /** Only the flag of this request says whether the volume may be mapped already. */
    ObjectNode map(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        boolean all = profile.has(Feature.MAPPING_TO_ALL) && body.flag("allSdcs", false);
        if (all && (body.has("sdcId") || body.has("guid"))) {
            throw new Invalid("Request message is not valid: allSdcs excludes sdcId and guid");
        }
        mappings.map(id, all ? new All() : one(body, "sdcId, guid, allSdcs"),
                body.flag("allowMultipleMappings", false)
                        ? MappingRules.Sharing.ALLOWED
                        : MappingRules.Sharing.FORBIDDEN,
                profile.has(Feature.ACCESS_MODES)
                        ? body.oneOf("accessMode", List.of(AccessMode.values())).orElse(AccessMode.READ_WRITE)
                        : AccessMode.READ_WRITE);
        return Api.done();
    }

    /** Here the presence of {@code allSdcs} counts, not its value: clients send an empty string. */
    ObjectNode unmap(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        mappings.unmap(id, body.has("allSdcs") ? new All() : one(body, "sdcId, guid, allSdcs"));
        return Api.done();
    }

    /** A limit that is absent stays as it is. */
    ObjectNode limit(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        MappingTarget target = one(body, "sdcId, guid");
        OptionalLong iops = body.number("iopsLimit");
        OptionalLong bandwidth = body.number("bandwidthLimitInKbps");
        if (iops.isEmpty() && bandwidth.isEmpty()) {
            throw Invalid.missingOneOf("iopsLimit, bandwidthLimitInKbps");
        }
        if (iops.equals(OptionalLong.of(0)) && bandwidth.equals(OptionalLong.of(0))
                && !profile.has(Feature.LIFTING_BOTH_LIMITS)) {
            throw new Invalid("iopsLimit and bandwidthLimitInKbps cannot both be 0");
        }
        if (iops.isPresent() && iops.getAsLong() > 0 && iops.getAsLong() <= 10) {
            throw new Invalid("iopsLimit (" + iops.getAsLong() + ") must be 0 or greater than 10");
        }
        if (bandwidth.isPresent() && bandwidth.getAsLong() % 1024 != 0) {
            throw new Invalid("bandwidthLimitInKbps (" + bandwidth.getAsLong() + ") must be a multiple of 1024");
        }
        mappings.change(id, target, mapping -> mapping.withLimits(iops.orElse(mapping.iopsLimit()),
                bandwidth.orElse(mapping.bandwidthLimitInKbps())));
        return Api.done();
    }

    ObjectNode setAccessMode(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        MappingTarget target = one(body, "sdcId, guid");
        body.requireAll("accessMode");
        AccessMode mode = body.oneOf("accessMode", List.of(AccessMode.values())).orElseThrow();
        mappings.change(id, target, mapping -> mapping.withAccessMode(mode));
        return Api.done();
    }

    private static MappingTarget one(Parameters body, String legal) {
        return body.id("sdcId").<MappingTarget>map(ById::new).or(() -> body.text("guid").map(ByGuid::new))
                .orElseThrow(() -> Invalid.missingOneOf(legal));
    }
}
