package rexray.lab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import rexray.lab.Rejection.NoSuchMethod;
import rexray.lab.Rejection.NoSuchPath;

import static rexray.lab.Endpoint.change;
import static rexray.lab.Endpoint.get;
import static rexray.lab.Endpoint.open;
import static rexray.lab.Endpoint.query;

/** The table of the gateway's REST API. Its only methods are GET, with HEAD as servers have it, and POST. */
final class Api implements Routes {
    private static final List<HandlerType> METHODS = List.of(HandlerType.GET, HandlerType.HEAD, HandlerType.POST,
            HandlerType.PUT, HandlerType.DELETE, HandlerType.PATCH, HandlerType.OPTIONS, HandlerType.TRACE);
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
        List<Endpoint> served = endpoints(cluster).filter(endpoint -> endpoint.isIn(cluster.profile())).toList();
        Map<String, Set<HandlerType>> methods = new LinkedHashMap<>();
        for (Endpoint endpoint : served) {
            for (HandlerType method : methodsOf(endpoint)) {
                methods.computeIfAbsent(endpoint.path(), path -> new HashSet<>()).add(method);
                routes.addHttpHandler(method, endpoint.path(), edge.around(endpoint));
            }
        }
        // Whatever is left: the token is looked at first, so that a path tells nothing to a stranger.
        methods.forEach((path, has) -> METHODS.stream().filter(method -> !has.contains(method))
                .forEach(method -> routes.addHttpHandler(method, path, edge.around(get(path, Api::noSuchMethod)))));
        METHODS.forEach(method -> routes.addHttpHandler(method, "/api/*", edge.around(get("/api/*", Api::noSuchPath))));
    }

    private static List<HandlerType> methodsOf(Endpoint endpoint) {
        return endpoint.method().equals(HandlerType.GET)
                ? List.of(HandlerType.GET, HandlerType.HEAD)
                : List.of(endpoint.method());
    }

    /** All rows, those too that the cluster's release lacks. */
    Stream<Endpoint> endpoints(Cluster cluster) {
        ObjectJson objects = new ObjectJson(cluster);
        Statistics statistics = new Statistics(cluster);
        Inventory inventory = new Inventory(cluster, objects, new VolumeJson(cluster), statistics,
                credentials.users());
        SelectedStatistics selected = new SelectedStatistics(cluster, inventory, statistics);
        MappingRules mappings = new MappingRules(cluster);
        VolumeRules volumes = new VolumeRules(cluster);
        SnapshotRules snapshots = new SnapshotRules(cluster);
        RemovalRules removal = new RemovalRules(cluster);
        SdcRules sdcs = new SdcRules(cluster);
        // Hosts before the paths of any object, which match theirs too.
        return Stream.of(sessions(cluster.profile()), hosts(new HostActions(cluster, mappings, sdcs)),
                objects(inventory, objects, selected, cluster.limits()),
                lookups(new Lookups(cluster)),
                domains(new DomainActions(cluster)), pools(new PoolActions(cluster)),
                volumes(new VolumeActions(volumes, removal, cluster)),
                contents(new ContentActions(cluster, volumes, snapshots)),
                mappings(new MappingActions(mappings, cluster.profile())),
                snapshots(new SnapshotActions(snapshots, removal, cluster)),
                sdcs(new SdcActions(sdcs, cluster), inventory)).flatMap(List::stream);
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

    private static List<Endpoint> objects(Inventory inventory, ObjectJson objects, SelectedStatistics selected,
            SystemLimits limits) {
        return List.of(get("/api/instances", request -> inventory.all()),
                get("/api/types/{type}/instances", request -> inventory.list(request.pathParam("type"))),
                get("/api/instances/{object}", request -> inventory.get(object(request))),
                get("/api/instances/{object}/relationships/{name}",
                        request -> inventory.related(object(request), request.pathParam("name"))),
                query("/api/types/{type}/instances/action/querySelectedStatistics",
                        request -> selected.ofType(request.pathParam("type"), Parameters.parse(request.body()))),
                query("/api/instances/querySelectedStatistics",
                        request -> selected.ofTypes(Parameters.parse(request.body()))),
                query("/api/instances/{object}/action/querySelectedStatistics",
                        request -> selected.of(object(request), Parameters.parse(request.body()))),
                query("/api/types/{type}/instances/action/queryBySelectedIds",
                        request -> inventory.selected(type(request), Parameters.parse(request.body()).ids("ids"))),
                query("/api/instances/System/queryMdmCluster", request -> objects.mdmCluster()),
                query("/api/instances/System/action/querySystemLimits", request -> limits.json())
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

    private static List<Endpoint> domains(DomainActions domains) {
        String domain = "/api/instances/ProtectionDomain::{id}/action/";
        return Stream.concat(Stream.of(change("/api/types/ProtectionDomain/instances", domains::create),
                change(domain + "setProtectionDomainName", domains::rename),
                change(domain + "removeProtectionDomain", domains::remove)),
                Stream.of(change(domain + "activateProtectionDomain", domains::activate),
                        change(domain + "inactivateProtectionDomain", domains::inactivate),
                        change(domain + "setSdsNetworkLimits", domains::limitNetwork),
                        change(domain + "enableSdsRfcache", domains::enableFlashCache),
                        change(domain + "disableSdsRfcache", domains::disableFlashCache),
                        change(domain + "setRfcacheParameters", domains::setFlashCache))
                        .map(endpoint -> endpoint.needing(Feature.DOMAIN_SETTINGS)))
                .toList();
    }

    private static List<Endpoint> pools(PoolActions pools) {
        return List.of(change("/api/types/StoragePool/instances", pools::create),
                change("/api/instances/StoragePool::{id}/action/setStoragePoolName", pools::rename),
                change("/api/instances/StoragePool::{id}/action/setChecksumEnabled", pools::enableChecksum),
                change("/api/instances/StoragePool::{id}/action/enableRfcache", pools::enableRfcache),
                change("/api/instances/StoragePool::{id}/action/disableRfcache", pools::disableRfcache),
                change("/api/instances/StoragePool::{id}/action/removeStoragePool", pools::remove));
    }

    private static List<Endpoint> contents(ContentActions contents) {
        return Stream.of(change("/api/instances/Volume::{id}/action/overwriteVolumeContent", contents::overwrite),
                change("/api/instances/Volume::{id}/action/setSnapshotSecurity", contents::secure),
                change("/api/instances/Volume::{id}/action/lockAutoSnapshot", contents::lock),
                change("/api/instances/Volume::{id}/action/unlockAutoSnapshot", contents::lock),
                change("/api/instances/Volume::{id}/action/modifyCompressionMethod", contents::compress),
                change("/api/instances/Volume::{id}/action/migrateVTree", contents::migrate))
                .map(endpoint -> endpoint.needing(Feature.ACCESS_MODES)).toList();
    }

    private static List<Endpoint> hosts(HostActions hosts) {
        return Stream.of(change("/api/types/Host/instances", hosts::create),
                change("/api/instances/Host::{id}/action/modifyMaxNumPaths", hosts::setMaxNumPaths),
                change("/api/instances/Host::{id}/action/modifyMaxNumSysPorts", hosts::setMaxNumSysPorts),
                get("/api/instances/Host::{id}/relationships/NvmeController", hosts::controllers),
                change("/api/instances/Volume::{id}/action/addMappedHost", hosts::map),
                change("/api/instances/Volume::{id}/action/removeMappedHost", hosts::unmap))
                .map(endpoint -> endpoint.needing(Feature.NVME_HOSTS)).toList();
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
                request -> inventory.approvedSdcs()),
                change("/api/instances/Sdc::{id}/action/setSdcName", sdcs::rename),
                change("/api/instances/Sdc::{id}/action/setSdcPerformanceParameters", sdcs::setPerformance)
                        .needing(Feature.ACCESS_MODES),
                change("/api/instances/Sdc::{id}/action/removeSdc", sdcs::remove),
                query("/api/instances/Sdc::{id}/action/queryVolumeSdcBwc", sdcs::traffic),
                change("/api/instances/System::{id}/action/setRestrictedSdcMode", sdcs::restrict),
                change("/api/instances/System::{id}/action/approveSdc", sdcs::approve),
                change("/api/instances/System::{id}/action/setApprovedSdcIps", sdcs::setApprovedIps)
                        .needing(Feature.ACCESS_MODES));
    }

    private static ObjectType type(Context request) {
        return ObjectType.of(request.pathParam("type"));
    }

    private static ObjectRef object(Context request) {
        return ObjectRef.parse(request.pathParam("object"));
    }

    /** A path that stands for objects of a kind that there is none of is no path. */
    private static Object noSuchMethod(Context request) {
        if (request.pathParamMap().containsKey("type")) {
            type(request);
        }
        if (request.pathParamMap().containsKey("object")) {
            object(request);
        }
        throw new NoSuchMethod(request.method().name());
    }

    private static Object noSuchPath(Context request) {
        throw new NoSuchPath();
    }
}
