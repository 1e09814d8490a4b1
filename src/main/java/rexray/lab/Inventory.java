package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import rexray.lab.Rejection.ByMdm;
import rexray.lab.Rejection.NoSuchRelationship;

/** What there is in the cluster, listed, one by one, and by what belongs to what. */
final class Inventory {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Cluster cluster;
    private final ObjectJson objects;
    private final VolumeJson volumes;
    private final Statistics statistics;
    private final List<User> users;

    Inventory(Cluster cluster, ObjectJson objects, VolumeJson volumes, Statistics statistics, List<User> users) {
        this.cluster = cluster;
        this.objects = objects;
        this.volumes = volumes;
        this.statistics = statistics;
        this.users = List.copyOf(users);
    }

    /** Everything at once: the system, and an array for each other kind. */
    ObjectNode all() {
        ObjectNode all = JSON.objectNode();
        all.set("System", objects.system());
        all.set("protectionDomainList", list(ObjectType.PROTECTION_DOMAIN));
        all.set("storagePoolList", list(ObjectType.STORAGE_POOL));
        all.set("sdcList", list(ObjectType.SDC));
        all.set("volumeList", list(ObjectType.VOLUME));
        all.set("vTreeList", list(ObjectType.VTREE));
        return all;
    }

    /** The objects of the kind of that name: none of what the lab has not. */
    ArrayNode list(String typeName) {
        return AbsentType.isKnown(typeName, cluster.profile()) ? JSON.arrayNode() : list(ObjectType.of(typeName));
    }

    ArrayNode list(ObjectType type) {
        State state = cluster.state();
        return switch (type) {
            case SYSTEM -> JSON.arrayNode().add(objects.system());
            case PROTECTION_DOMAIN -> array(state.domains().values(), objects::domain);
            case STORAGE_POOL -> array(state.pools().values(), objects::pool);
            case SDC -> array(state.sdcs().values(), objects::sdc);
            case VOLUME -> array(state.volumes().values(), volumes::volume);
            case VTREE -> array(state.vtrees().values(), volumes::vtree);
            case USER -> array(users, objects::user);
        };
    }

    /** One object; {@link ByMdm} with the code for its kind if there is none. */
    ObjectNode get(ObjectRef object) {
        State state = cluster.state();
        return switch (object.type()) {
            case SYSTEM -> {
                if (!object.id().equals(state.systemId())) {
                    throw new ByMdm(MdmError.NOT_FOUND);
                }
                yield objects.system();
            }
            case PROTECTION_DOMAIN -> objects.domain(state.domain(object.id()));
            case STORAGE_POOL -> objects.pool(state.pool(object.id()));
            case SDC -> objects.sdc(state.sdc(object.id()));
            case VOLUME -> volumes.volume(state.volume(object.id()));
            case VTREE -> volumes.vtree(state.vtree(object.id()));
            case USER -> objects.user(users.stream().filter(user -> ObjectJson.userId(user).equals(object.id()))
                    .findFirst().orElseThrow(() -> new ByMdm(MdmError.NOT_FOUND)));
        };
    }

    /** The SDCs that may have volumes. */
    ArrayNode approvedSdcs() {
        State state = cluster.state();
        return array(state.sdcs().values().stream().filter(state.setup()::admits).toList(), objects::sdc);
    }

    JsonNode related(ObjectRef object, String relationship) {
        get(object);
        State state = cluster.state();
        return switch (object.type().wireName() + "/" + relationship) {
            case "System/ProtectionDomain" -> list(ObjectType.PROTECTION_DOMAIN);
            case "System/Sdc" -> list(ObjectType.SDC);
            case "System/User" -> list(ObjectType.USER);
            // Data servers and their disks are not emulated.
            case "ProtectionDomain/Sds", "ProtectionDomain/FaultSet", "StoragePool/Device", "StoragePool/SpSds" ->
                JSON.arrayNode();
            case "ProtectionDomain/Sdt" -> noneOf(relationship);
            case "ProtectionDomain/StoragePool" -> array(state.poolsOf(object.id()), objects::pool);
            case "StoragePool/Volume" -> array(state.volumesOfPool(object.id()), volumes::volume);
            case "StoragePool/VTree" -> array(state.vtrees().values().stream()
                    .filter(vtree -> vtree.poolId().equals(object.id())).toList(), volumes::vtree);
            case "Sdc/Volume" -> array(state.volumesMappedTo(object.id()), volumes::volume);
            case "VTree/Volume" -> array(state.volumesOfVTree(object.id()), volumes::volume);
            case "System/Statistics", "ProtectionDomain/Statistics", "StoragePool/Statistics", "Sdc/Statistics",
                    "Volume/Statistics", "VTree/Statistics" ->
                statistics.of(object);
            default -> throw new NoSuchRelationship(relationship);
        };
    }

    private ArrayNode noneOf(String relationship) {
        if (!AbsentType.isKnown(relationship, cluster.profile())) {
            throw new NoSuchRelationship(relationship);
        }
        return JSON.arrayNode();
    }

    /** The objects of these ids, in their order. */
    ArrayNode selected(ObjectType type, List<String> ids) {
        return array(ids, id -> get(new ObjectRef(type, id)));
    }

    private static <T> ArrayNode array(Collection<T> things, Function<T, ObjectNode> json) {
        ArrayNode array = JSON.arrayNode();
        things.forEach(thing -> array.add(json.apply(thing)));
        return array;
    }
}
