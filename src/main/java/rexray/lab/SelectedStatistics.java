package rexray.lab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rexray.lab.Rejection.Invalid;

/** Statistics that a client chooses, by objects and names, of one kind of objects or of several in one request. */
final class SelectedStatistics {
    private final Cluster cluster;
    private final Inventory inventory;
    private final Statistics statistics;

    SelectedStatistics(Cluster cluster, Inventory inventory, Statistics statistics) {
        this.cluster = cluster;
        this.inventory = inventory;
        this.statistics = statistics;
    }

    /** By the name of each kind what {@link #ofType} tells of it. */
    ObjectNode ofTypes(Parameters body) {
        List<Parameters> selections = body.objects("selectedStatisticsList");
        if (selections.isEmpty()) {
            throw Invalid.missing("selectedStatisticsList");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        selections.forEach(one -> answer.set(one.required("type"), ofType(one.required("type"), one)));
        return answer;
    }

    /**
     * One flat object for the system, else one for each object.
     *
     * @param selection {@code ids}, or {@code allIds} with any value for all objects; {@code properties}, all if absent
     */
    ObjectNode ofType(String typeName, Parameters selection) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (AbsentType.isKnown(typeName, cluster.profile())) {
            return answer;
        }
        ObjectType type = ObjectType.of(typeName);
        List<String> properties = selection.texts("properties");
        checkRelease(type, properties);
        if (type == ObjectType.SYSTEM) {
            return select(statistics.of(new ObjectRef(type, cluster.systemId())), properties);
        }
        List<String> ids = selection.has("allIds") ? allOf(type) : selection.ids("ids");
        ids.forEach(id -> inventory.get(new ObjectRef(type, id)));
        State state = cluster.state();
        Map<String, List<StoredVolume>> families = state.volumes().values().stream()
                .collect(Collectors.groupingBy(StoredVolume::vtreeId));
        ids.forEach(id -> answer.set(id, select(statistics.of(new ObjectRef(type, id), state,
                vtree -> families.getOrDefault(vtree, List.of())), properties)));
        return answer;
    }

    /** Of one object. */
    ObjectNode of(ObjectRef object, Parameters selection) {
        List<String> properties = selection.texts("properties");
        checkRelease(object.type(), properties);
        inventory.get(object);
        return select(statistics.of(object), properties);
    }

    /** Clients find out by it how a release spells a figure; of names that no release has, the lab knows too few. */
    private void checkRelease(ObjectType type, List<String> properties) {
        properties.stream().filter(name -> statistics.isOfAnotherRelease(type, name)).findFirst().ifPresent(name -> {
            throw new Invalid("properties should get values of release " + cluster.profile().apiVersion()
                    + ", but its value is " + name + ".");
        });
    }

    private List<String> allOf(ObjectType type) {
        List<String> ids = new ArrayList<>();
        inventory.list(type).forEach(object -> ids.add(object.path("id").asText()));
        return ids;
    }

    private static ObjectNode select(ObjectNode all, List<String> properties) {
        return properties.isEmpty() ? all : all.retain(properties);
    }
}
