package rexray.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The links of one object, by which many clients find their way instead of making paths themselves. */
final class Links {
    private final ObjectRef object;
    private final ArrayNode links;

    private Links(ObjectRef object, ArrayNode links) {
        this.object = object;
        this.links = links;
    }

    static Links addTo(ObjectNode json, ObjectRef object) {
        return new Links(object, json.putArray("links")).link("self", object.href());
    }

    Links relationships(String... names) {
        for (String name : names) {
            link("/api/" + object.type().wireName() + "/relationship/" + name,
                    object.href() + "/relationships/" + name);
        }
        return this;
    }

    /** Links what this belongs to, if there is such a thing. */
    Links parent(String member, ObjectType type, @Nullable String parentId) {
        return parentId == null
                ? this
                : link("/api/parent/relationship/" + member, new ObjectRef(type, parentId).href());
    }

    private Links link(String rel, String href) {
        links.addObject().put("rel", rel).put("href", href);
        return this;
    }
}
