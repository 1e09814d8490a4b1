package rexray.lab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.stream.Stream;
import rexray.lab.Rejection.NoSuchMethod;
import rexray.lab.Rejection.NoSuchPath;

import static rexray.lab.Endpoint.change;
import static rexray.lab.Endpoint.get;
import static rexray.lab.Endpoint.open;
import static rexray.lab.Endpoint.query;

/** The table of the gateway's REST API. Its only methods are GET and POST. */
final class Api implements Routes {
    private final Edge edge;
    private final Credentials credentials;

    Api(Edge edge, Credentials credentials) {
        this.edge = edge;
        this.credentials = credentials;
    }

    /** The answer of an action that has nothing to tell. */
    static ObjectNode done() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void addTo(RoutesConfig routes, Cluster cluster) {
        endpoints(cluster).filter(endpoint -> endpoint.isIn(cluster.profile()))
                .forEach(endpoint -> routes.addHttpHandler(endpoint.method(), endpoint.path(), edge.around(endpoint)));
        // Whatever is left: the token is looked at first, so that a path tells nothing to a stranger.
        Stream.of(HandlerType.GET, HandlerType.POST).forEach(method -> routes.addHttpHandler(method, "/api/*",
                edge.around(get("/api/*", Api::noSuchPath))));
        Stream.of(HandlerType.PUT, HandlerType.DELETE, HandlerType.PATCH).forEach(method -> routes
                .addHttpHandler(method, "/api/*", edge.around(get("/api/*", Api::noSuchMethod))));
    }

    /** All rows, those too that the cluster's release lacks. */
    Stream<Endpoint> endpoints(Cluster cluster) {
        ObjectJson objects = new ObjectJson(cluster);
        Inventory inventory = new Inventory(cluster, objects, new VolumeJson(cluster), new Statistics(cluster));
        return Stream.of(sessions(cluster.profile()), objects(inventory, objects), lookups(new Lookups(cluster)),
                volumes(new VolumeActions(new VolumeRules(cluster), new RemovalRules(cluster), cluster)),
                mappings(new MappingActions(new MappingRules(cluster), cluster.profile())),
                snapshots(new SnapshotActions(new SnapshotRules(cluster), new RemovalRules(cluster), cluster)),
                sdcs(new SdcActions(new SdcRules(cluster)), inventory)).flatMap(List::stream);
    }

    private List<Endpoint> sessions(Profile profile) {
        String version = profile.apiVersion();
        return List.of(open(HandlerType.GET, "/api/login", credentials::logIn),
                get("/api/logout", credentials::logOut),
                open(HandlerType.GET, "/api/version", request -> version).needing(Feature.OPEN_VERSION),
                get("/api/version", request -> version).needing(Feature.GUARDED_VERSION),
                open(HandlerType.POST, "/rest/auth/login", credentials::logInForBearer)
                        .needing(Feature.BEARER_TOKENS),
                open(HandlerType.POST, "/rest/auth/token", credentials::refresh).needing(Feature.BEARER_TOKENS),
                query("/rest/auth/logout", credentials::logOutOfBearer).needing(Feature.BEARER_TOKENS));
    }

    private static List<Endpoint> objects(Inventory inventory, ObjectJson objects) {
        return List.of(get("/api/instances", request -> inventory.all()),
                get("/api/types/{type}/instances", request -> inventory.list(type(request))),
                get("/api/instances/{object}", request -> inventory.get(object(request))),
                get("/api/instances/{object}/relationships/{name}",
                        request -> inventory.related(object(request), request.pathParam("name"))),
                query("/api/types/{type}/instances/action/querySelectedStatistics", request -> {
                    Parameters body = Parameters.parse(request.body());
                    return inventory.selectedStatistics(type(request), body.ids("ids"), body.texts("properties"));
                }), query("/api/types/Volume/instances/action/queryBySelectedIds",
                        request -> inventory.volumes(Parameters.parse(request.body()).ids("ids"))),
                query("/api/instances/System/queryMdmCluster", request -> objects.mdmCluster()),
                query("/api/instances/System/action/querySystemLimits", request -> SystemLimits.json())
                        .needing(Feature.SYSTEM_LIMITS));
    }

    private static List<Endpoint> lookups(Lookups lookups) {
        return List.of(query("/api/types/ProtectionDomain/instances/action/queryIdByKey", lookups::domain),
                query("/api/types/StoragePool/instances/action/queryIdByKey", lookups::pool),
                query("/api/types/Sdc/instances/action/queryIdByKey", lookups::sdc),
                query("/api/types/Volume/instances/action/queryIdByKey", lookups::volume),
                // The forms of 1.x, still in use: the name is URL-encoded, that of a volume twice.
                get("/api/types/Domain/instances/getByName::{name}", lookups::domainByName),
                get("/api/types/Pool/instances/getByName::{name}", lookups::poolByName),
                get("/api/types/Client/instances/getByIp::{ip}", lookups::sdcByIp),
                get("/api/types/Volume/instances/getByName::{name}", lookups::volumeByName));
    }

    private static List<Endpoint> volumes(VolumeActions volumes) {
        return List.of(change("/api/types/Volume/instances", volumes::create),
                change("/api/instances/Volume::{id}/action/setVolumeSize", volumes::resize),
                change("/api/instances/Volume::{id}/action/setVolumeName", volumes::rename),
                change("/api/instances/Volume::{id}/action/setVolumeUseRmcache", volumes::useRmcache),
                change("/api/instances/Volume::{id}/action/setVolumeAccessModeLimit", volumes::limitAccess)
                        .needing(Feature.ACCESS_MODES),
                change("/api/instances/Volume::{id}/action/removeVolume", volumes::remove));
    }

    private static List<Endpoint> mappings(MappingActions mappings) {
        return List.of(change("/api/instances/Volume::{id}/action/addMappedSdc", mappings::map),
                change("/api/instances/Volume::{id}/action/removeMappedSdc", mappings::unmap),
                change("/api/instances/Volume::{id}/action/setMappedSdcLimits", mappings::limit),
                change("/api/instances/Volume::{id}/action/setVolumeMappingAccessMode", mappings::setAccessMode)
                        .needing(Feature.ACCESS_MODES));
    }

    private static List<Endpoint> snapshots(SnapshotActions snapshots) {
        return List.of(change("/api/instances/System/action/snapshotVolumes", snapshots::take),
                change("/api/instances/System::{id}/action/snapshotVolumes", snapshots::take),
                change("/api/instances/System::{id}/action/removeConsistencyGroupSnapshots",
                        snapshots::removeGroup));
    }

    private static List<Endpoint> sdcs(SdcActions sdcs, Inventory inventory) {
        return List.of(query("/api/types/Sdc/instances/action/queryAllApprovedSdc",
                request -> inventory.list(ObjectType.SDC)),
                change("/api/instances/Sdc::{id}/action/setSdcName", sdcs::rename),
                change("/api/instances/Sdc::{id}/action/removeSdc", sdcs::remove));
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
