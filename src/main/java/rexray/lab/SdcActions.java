package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;

/** The requests that change SDCs. */
final class SdcActions {
    private final SdcRules sdcs;

    SdcActions(SdcRules sdcs) {
        this.sdcs = sdcs;
    }

    ObjectNode rename(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        sdcs.rename(id, Parameters.parse(request.body()).required("sdcName"));
        return Api.done();
    }

    /** Only of one that is neither connected nor mapped. */
    ObjectNode remove(Context request) {
        sdcs.remove(Ids.parse(request.pathParam("id")));
        return Api.done();
    }
}
