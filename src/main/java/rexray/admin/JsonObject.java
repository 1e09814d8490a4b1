package rexray.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object of a message on the admin socket, whose members are texts, whole numbers and lists. A member that is needed and
 * missing, or of another kind, is an {@link IllegalArgumentException}: both ends are the same program.
 */
record JsonObject(Map<?, ?> members) {
    String text(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("the message lacks " + name));
    }

    /** The text; empty if it is missing or null. */
    Optional<String> find(String name) {
        @Nullable
        Object value = members.get(name);
        return value == null ? Optional.empty() : Optional.of(value.toString());
    }

    long number(String name) {
        if (members.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("the message lacks the number " + name);
    }

    /** The number; empty if it is missing or null. */
    Optional<Long> findNumber(String name) {
        return members.get(name) == null ? Optional.empty() : Optional.of(number(name));
    }

    /** The texts of an object, by name, in order. */
    Map<String, @Nullable String> object(String name) {
        if (members.get(name) instanceof Map<?, ?> object) {
            Map<String, @Nullable String> texts = new LinkedHashMap<>();
            object.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
            return texts;
        }
        throw new IllegalArgumentException("the message lacks the object " + name);
    }

    List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    List<JsonObject> objects(String name) {
        return list(name).stream().map(item -> new JsonObject((Map<?, ?>) item)).toList();
    }

    private List<?> list(String name) {
        if (members.get(name) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("the message lacks the list " + name);
    }
}
