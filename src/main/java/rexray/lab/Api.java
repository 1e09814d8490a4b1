package rexray.lab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import rexray.lab.Rejection.NoSuchMethod;
import rexray.lab.Rejection.NoSuchPath;

/** The table of the gateway's REST API, as ScaleIO 2.0 has it. Its only methods are GET and POST. */
final class Api implements Routes {
    private final Edge edge;
    private final Credentials credentials;
    private final Profile profile;

    Api(Edge edge, Credentials credentials, Profile profile) {
        this.edge = edge;
        this.credentials = credentials;
        this.profile = profile;
    }

    /** The answer of an action that has nothing to tell. */
    static ObjectNode done() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void addTo(RoutesConfig routes, Cluster cluster) {
        ObjectJson objects = new ObjectJson(cluster, profile);
        Inventory inventory = new Inventory(cluster, objects, new Statistics(cluster));
        sessions(routes);
        objects(routes, inventory, objects);
        lookups(routes, new Lookups(cluster));
        volumes(routes, new VolumeActions(new VolumeRules(cluster), new RemovalRules(cluster), cluster));
        mappings(routes, new MappingActions(new MappingRules(cluster)));
        snapshots(routes, new SnapshotActions(new SnapshotRules(cluster), new RemovalRules(cluster), cluster));
        sdcs(routes, new SdcActions(new SdcRules(cluster)), inventory);
        // Whatever is left: the token is looked at first, so that a path tells nothing to a stranger.
        routes.get("/api/*", edge.guarded(Api::noSuchPath));
        routes.post("/api/*", edge.guarded(Api::noSuchPath));
        for (HandlerType method : List.of(HandlerType.PUT, HandlerType.DELETE, HandlerType.PATCH)) {
            routes.addHttpHandler(method, "/api/*", edge.guarded(Api::noSuchMethod));
        }
    }

    private void sessions(RoutesConfig routes) {
        routes.get("/api/login", edge.open(credentials::logIn));
        routes.get("/api/version", edge.open(request -> profile.apiVersion()));
        routes.get("/api/logout", edge.guarded(request -> {
            credentials.logOut(request);
            return "";
        }));
    }

    private void objects(RoutesConfig routes, Inventory inventory, ObjectJson objects) {
        routes.get("/api/instances", edge.guarded(request -> inventory.all()));
        routes.get("/api/types/{type}/instances", edge.guarded(request -> inventory.list(type(request))));
        routes.get("/api/instances/{object}", edge.guarded(request -> inventory.get(object(request))));
        routes.get("/api/instances/{object}/relationships/{name}",
                edge.guarded(request -> inventory.related(object(request), request.pathParam("name"))));
        routes.post("/api/types/{type}/instances/action/querySelectedStatistics", edge.guarded(request -> {
            Parameters body = Parameters.parse(request.body());
            return inventory.selectedStatistics(type(request), body.ids("ids"), body.texts("properties"));
        }));
        routes.post("/api/types/Volume/instances/action/queryBySelectedIds", edge.guarded(
                request -> inventory.volumes(Parameters.parse(request.body()).ids("ids"))));
        routes.post("/api/instances/System/queryMdmCluster", edge.guarded(request -> objects.mdmCluster()));
    }

    private void lookups(RoutesConfig routes, Lookups lookups) {
        routes.post("/api/types/ProtectionDomain/instances/action/queryIdByKey", edge.guarded(lookups::domain));
        routes.post("/api/types/StoragePool/instances/action/queryIdByKey", edge.guarded(lookups::pool));
        routes.post("/api/types/Sdc/instances/action/queryIdByKey", edge.guarded(lookups::sdc));
        routes.post("/api/types/Volume/instances/action/queryIdByKey", edge.guarded(lookups::volume));
        // The forms of 1.x, still in use: the name is URL-encoded, that of a volume twice.
        routes.get("/api/types/Domain/instances/getByName::{name}", edge.guarded(lookups::domainByName));
        routes.get("/api/types/Pool/instances/getByName::{name}", edge.guarded(lookups::poolByName));
        routes.get("/api/types/Client/instances/getByIp::{ip}", edge.guarded(lookups::sdcByIp));
        routes.get("/api/types/Volume/instances/getByName::{name}", edge.guarded(lookups::volumeByName));
    }

    private void volumes(RoutesConfig routes, VolumeActions volumes) {
        routes.post("/api/types/Volume/instances", edge.guarded(volumes::create));
        routes.post("/api/instances/Volume::{id}/action/setVolumeSize", edge.guarded(volumes::resize));
        routes.post("/api/instances/Volume::{id}/action/setVolumeName", edge.guarded(volumes::rename));
        routes.post("/api/instances/Volume::{id}/action/setVolumeUseRmcache", edge.guarded(volumes::useRmcache));
        routes.post("/api/instances/Volume::{id}/action/removeVolume", edge.guarded(volumes::remove));
    }

    private void mappings(RoutesConfig routes, MappingActions mappings) {
        routes.post("/api/instances/Volume::{id}/action/addMappedSdc", edge.guarded(mappings::map));
        routes.post("/api/instances/Volume::{id}/action/removeMappedSdc", edge.guarded(mappings::unmap));
        routes.post("/api/instances/Volume::{id}/action/setMappedSdcLimits", edge.guarded(mappings::limit));
    }

    private void snapshots(RoutesConfig routes, SnapshotActions snapshots) {
        routes.post("/api/instances/System/action/snapshotVolumes", edge.guarded(snapshots::take));
        routes.post("/api/instances/System::{id}/action/snapshotVolumes", edge.guarded(snapshots::take));
        routes.post("/api/instances/System::{id}/action/removeConsistencyGroupSnapshots",
                edge.guarded(snapshots::removeGroup));
    }

    private void sdcs(RoutesConfig routes, SdcActions sdcs, Inventory inventory) {
        routes.post("/api/types/Sdc/instances/action/queryAllApprovedSdc",
                edge.guarded(request -> inventory.list(ObjectType.SDC)));
        routes.post("/api/instances/Sdc::{id}/action/setSdcName", edge.guarded(sdcs::rename));
        routes.post("/api/instances/Sdc::{id}/action/removeSdc", edge.guarded(sdcs::remove));
    }

    private static ObjectType type(Context request) {
        return ObjectType.of(request.pathParam("type"));
    }

    private static ObjectRef object(Context request) {
        return ObjectRef.parse(request.pathParam("object"));
    }

    private static Object noSuchMethod(Context request) {
        throw new NoSuchMethod(request.method().name());
    }

    private static Object noSuchPath(Context request) {
        throw new NoSuchPath();
    }
}
