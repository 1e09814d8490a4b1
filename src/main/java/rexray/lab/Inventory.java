package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    Inventory(Cluster cluster, ObjectJson objects, VolumeJson volumes, Statistics statistics) {
        this.cluster = cluster;
        this.objects = objects;
        this.volumes = volumes;
        this.statistics = statistics;
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

    ArrayNode list(ObjectType type) {
        State state = cluster.state();
        return switch (type) {
            case SYSTEM -> JSON.arrayNode().add(objects.system());
            case PROTECTION_DOMAIN -> JSON.arrayNode().add(objects.domain());
            case STORAGE_POOL -> JSON.arrayNode().add(objects.pool());
            case SDC -> array(state.sdcs().values(), objects::sdc);
            case VOLUME -> array(state.volumes().values(), volumes::volume);
            case VTREE -> array(state.vtrees().values(), volumes::vtree);
        };
    }

    /** One object; {@link ByMdm} with the code for its kind if there is none. */
    ObjectNode get(ObjectRef object) {
        State state = cluster.state();
        return switch (object.type()) {
            case SYSTEM -> found(object, state.systemId(), MdmError.NOT_FOUND, objects.system());
            case PROTECTION_DOMAIN -> found(object, state.domainId(), MdmError.FD_NOT_FOUND, objects.domain());
            case STORAGE_POOL -> found(object, state.poolId(), MdmError.STORAGE_POOL_NOT_FOUND, objects.pool());
            case SDC -> objects.sdc(state.sdc(object.id()));
            case VOLUME -> volumes.volume(state.volume(object.id()));
            case VTREE -> volumes.vtree(Optional.ofNullable(state.vtrees().get(object.id()))
                    .orElseThrow(() -> new ByMdm(MdmError.NOT_FOUND)));
        };
    }

    JsonNode related(ObjectRef object, String relationship) {
        get(object);
        State state = cluster.state();
        return switch (object.type().wireName() + "/" + relationship) {
            case "System/ProtectionDomain" -> list(ObjectType.PROTECTION_DOMAIN);
            case "System/Sdc" -> list(ObjectType.SDC);
            // The lab's one user is no object of the cluster; data servers and their devices are not emulated.
            case "System/User", "ProtectionDomain/Sds", "StoragePool/Device" -> JSON.arrayNode();
            case "ProtectionDomain/StoragePool" -> list(ObjectType.STORAGE_POOL);
            case "StoragePool/Volume" -> list(ObjectType.VOLUME);
            case "StoragePool/VTree" -> list(ObjectType.VTREE);
            case "Sdc/Volume" -> array(state.volumesMappedTo(object.id()), volumes::volume);
            case "VTree/Volume" -> array(state.volumesOfVTree(object.id()), volumes::volume);
            case "System/Statistics", "ProtectionDomain/Statistics", "StoragePool/Statistics", "Sdc/Statistics",
                    "Volume/Statistics", "VTree/Statistics" ->
                statistics.of(object);
            default -> throw new NoSuchRelationship(relationship);
        };
    }

    /** The volumes of these ids, in their order. */
    ArrayNode volumes(List<String> ids) {
        return array(ids.stream().map(cluster.state()::volume).toList(), volumes::volume);
    }

    /**
     * Chosen statistics of chosen objects: one flat object for the system, else one for each id.
     *
     * @param properties all if empty
     */
    ObjectNode selectedStatistics(ObjectType type, List<String> ids, List<String> properties) {
        if (type == ObjectType.SYSTEM) {
            return select(new ObjectRef(type, cluster.systemId()), properties);
        }
        ObjectNode selected = JSON.objectNode();
        for (String id : ids) {
            ObjectRef object = new ObjectRef(type, id);
            get(object);
            selected.set(id, select(object, properties));
        }
        return selected;
    }

    private ObjectNode select(ObjectRef object, List<String> properties) {
        ObjectNode all = statistics.of(object);
        return properties.isEmpty() ? all : all.retain(properties);
    }

    private static ObjectNode found(ObjectRef asked, String id, MdmError otherwise, ObjectNode json) {
        if (!asked.id().equals(id)) {
            throw new ByMdm(otherwise);
        }
        return json;
    }

    private static <T> ArrayNode array(Collection<T> things, Function<T, ObjectNode> json) {
        ArrayNode array = JSON.arrayNode();
        things.forEach(thing -> array.add(json.apply(thing)));
        return array;
    }
}
