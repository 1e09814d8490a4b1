package rexray.lab;

import io.javalin.http.Context;
import rexray.lab.Rejection.ByMdm;

/** The id of the system in paths that may name it. */
final class SystemPath {
    private SystemPath() {}

    /** Refuses the id of another system. */
    static void check(Context request, Cluster cluster) {
        if (request.pathParamMap().containsKey("id")
                && !Ids.parse(request.pathParam("id")).equals(cluster.systemId())) {
            throw new ByMdm(MdmError.NOT_FOUND);
        }
    }
}
