package rexray.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import rexray.admin.Json;

/** Maps and lists as YAML text. Texts stand in double quotes, as in JSON, which all of YAML can read. */
final class Yaml {
    private Yaml() {}

    static String write(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> block(value, "").substring(1) + "\n";
            case Iterable<?> list when list.iterator().hasNext() -> block(list, "").substring(1) + "\n";
            case null, default -> Json.write(value) + "\n";
        };
    }

    /** Begins with a line's end if it is more than one value. */
    private static String block(@Nullable Object value, String indent) {
        StringBuilder text = new StringBuilder();
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> map.forEach((name, member) -> {
                String inner = block(member, indent + "  ");
                text.append('\n').append(indent).append(name).append(':').append(inner.startsWith("\n") ? "" : " ")
                        .append(inner);
            });
            case Iterable<?> list when list.iterator().hasNext() -> list.forEach(item -> {
                String inner = block(item, indent + "  ");
                text.append('\n').append(indent).append("- ").append(inner.stripLeading());
            });
            case null, default -> text.append(Json.write(value));
        }
        return text.toString();
    }
}
